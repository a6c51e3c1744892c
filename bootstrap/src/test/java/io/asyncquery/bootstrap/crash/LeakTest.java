package io.asyncquery.bootstrap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What queries that do not end well leave behind in the process, counted by the system. */
@Tag("slow")
class LeakTest {

  private static final int TIMES = 4;

  /**
   * The least growth of so many times. What comes and goes beside the queries is not that much each
   * time.
   */
  private static final long MOST_KILOBYTES = 6 << 10;

  private static final int MOST_THREADS_AND_FILES = 3;

  /** Stopped while rows stream, while the engine computes; failing late; too long; whole. */
  private static final List<Question> LONG =
      List.of(
          endless(
              "select a.i as k, b.i as l, a.name as v, b.name as w"
                  + " from numbers a, numbers b, numbers c"),
          Question.endlessOne(),
          failing(
              "select cast(case when a.i = 1999 then b.name else '1' end as integer) as k, a.name"
                  + " as v, b.name as w from numbers a, numbers b"),
          endless(
              "select a.i as k, a.name as v from numbers a, numbers b, numbers c where c.i < 100"
                  + " order by b.name, a.name"),
          Question.large(40));

  /** Of which there can be so many that little of each is seen. */
  private static final List<Question> SHORT =
      List.of(
          Question.small(1_999),
          failing("select nope from numbers"),
          new Question(
              "select i as k, name as v from numbers where i < 700",
              "test",
              "parquet",
              new Question.Table(700)),
          failing("select cast(name as integer) as k from numbers"),
          Question.small(0));

  @TempDir Path folder;

  /** Of the process, as Linux counts them. */
  private record Held(long kilobytes, int threads, int files) {

    /** Once what was given back and kept for later is the system's again. */
    static Held by(long process) throws IOException, InterruptedException {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(process),
                  "System.trim_native_heap")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertEquals(0, jcmd.waitFor());
      Path proc = Path.of("/proc/" + process);
      try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
        List<String> status = Files.readAllLines(proc.resolve("status"));
        return new Held(
            number(status, "VmRSS:"), (int) number(status, "Threads:"), (int) files.count());
      }
    }

    private static long number(List<String> status, String name) {
      return status.stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Question endless(String sql) {
    return new Question(sql, "test", "csv", new Question.Never());
  }

  private static Question failing(String sql) {
    return new Question(sql, "test", "csv", new Question.Failure(""));
  }

  @Test
  void nothing_is_left_of_queries_that_were_stopped_or_failed() throws Exception {
    assertNothingIsLeft(LONG, 80, 60);
  }

  /** A hundred kilobytes left by each come to four times what is allowed. */
  @Test
  void nothing_is_left_of_short_queries() throws Exception {
    assertNothingIsLeft(SHORT, 500, 250);
  }

  private void assertNothingIsLeft(List<Question> questions, int warmUp, int counted)
      throws Exception {
    Installation installation = Installation.create(folder, List.of("root"), "workers: 2");
    // A heap that is there from the beginning cannot grow.
    try (KillableServer server =
            KillableServer.start(installation, "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch");
        Caller root = new Caller(server.requireReady(), "root")) {
      run(root, questions, warmUp);
      Held before = Held.by(server.process());

      // What leaks grows each time; what a compiler or an allocator keeps comes once, at any time.
      long least = Long.MAX_VALUE;
      Held after = before;
      for (int i = 0; i < TIMES; i++) {
        run(root, questions, counted);
        Held now = Held.by(server.process());
        least = Math.min(least, now.kilobytes() - after.kilobytes());
        after = now;
        System.out.printf("Leaks: [%d] queries more, %s%n", counted, after);
      }
      assertTrue(least <= MOST_KILOBYTES, "[" + least + "] kB each time");
      assertTrue(after.threads() <= before.threads() + MOST_THREADS_AND_FILES, after::toString);
      assertTrue(after.files() <= before.files() + MOST_THREADS_AND_FILES, after::toString);
      assertEquals(List.of(), results());
    }
  }

  private static void run(Caller root, List<Question> questions, int queries) throws Exception {
    for (int i = 0; i < queries; i++) {
      Question question = questions.get(i % questions.size());
      Promise promise =
          new Promise(
              Caller.field("query_id", root.submit(question).body()), question, root.user());
      int polls = ThreadLocalRandom.current().nextInt(40);
      for (int poll = 0; poll < polls && !promise.ended(); poll++) {
        CrashClient.status(root, promise);
      }
      if (question.endless()) {
        CrashClient.stop(root, promise);
      }
      Await.until(() -> {
        CrashClient.status(root, promise);
        return promise.ended();
      });
      CrashClient.result(root, promise);
      root.delete("/" + promise.id());
    }
  }

  private List<Path> results() throws IOException {
    Path data = folder.resolve("data");
    try (Stream<Path> results = Files.walk(data.resolve("results"));
        Stream<Path> parts = Files.walk(data.resolve("parts"))) {
      return Stream.concat(results, parts).filter(Files::isRegularFile).toList();
    }
  }
}
