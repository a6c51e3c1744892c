package io.asyncquery.bootstrap.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as an operator stops it, with SIGTERM, while queries run and wait. */
@Tag("slow")
class StopTest {

  private static final int MAX_ATTEMPTS = 2;

  /** That of the configuration below, the margin of a stop, and a slow machine's. */
  private static final Duration BOUND = Duration.ofSeconds(8 + 10 + 5);

  @TempDir Path folder;

  @Test
  void what_runs_may_end_and_what_was_interrupted_runs_again_as_often_as_it_takes()
      throws Exception {
    Installation installation =
        Installation.create(
            folder,
            List.of("root"),
            "workers: 2",
            "maxAttempts: " + MAX_ATTEMPTS,
            "shutdownGrace: 8s");
    Promise endless;
    Promise running;
    List<Promise> waiting = new ArrayList<>();
    try (KillableServer server = KillableServer.start(installation);
        Caller root = new Caller(server.requireReady(), "root")) {
      endless = submit(root, Question.endlessOne());
      awaitBegun(installation, endless);
      running = submit(root, Question.slow(40));
      awaitBegun(installation, running);
      for (int i = 1; i <= 6; i++) {
        waiting.add(submit(root, Question.slow(i)));
      }
      stop(server);
    }

    StoreSnapshot stopped = StoreSnapshot.ofDead(installation.data());
    assertEquals("SUCCESSFUL", status(stopped, running), "It had time to end");
    assertEquals("RUNNING", status(stopped, endless));
    assertEquals(Set.of(), stopped.parts());
    waiting.forEach(promise -> assertEquals("RUNNING", status(stopped, promise)));

    // A stop is no crash: it does not use up attempts, however often it comes.
    for (int i = 1; i <= MAX_ATTEMPTS; i++) {
      try (KillableServer server = KillableServer.start(installation)) {
        server.requireReady();
        awaitBegun(installation, endless);
        stop(server);
      }
    }

    try (KillableServer server = KillableServer.start(installation);
        Caller root = new Caller(server.requireReady(), "root")) {
      for (Promise promise : waiting) {
        awaitResult(root, promise);
      }
      awaitResult(root, running);
      awaitBegun(installation, endless);
      CrashClient.status(root, endless);
      CrashClient.stop(root, endless);
    }
  }

  private static Promise submit(Caller caller, Question question) throws Exception {
    String answer = caller.submit(question).body();
    return new Promise(Caller.field("query_id", answer), question, caller.user());
  }

  private static void awaitBegun(Installation installation, Promise promise) throws Exception {
    Await.until(() ->
        StoreSnapshot.ofLiving(installation.data())
            .find(promise.id())
            .filter(row -> row.attempts() > 0)
            .isPresent());
  }

  private static void awaitResult(Caller caller, Promise promise) throws Exception {
    Await.until(() -> {
      CrashClient.status(caller, promise);
      return promise.ended();
    });
    CrashClient.result(caller, promise);
    assertTrue(promise.successful(), promise::toString);
  }

  private static void stop(KillableServer server) throws Exception {
    long begin = System.nanoTime();
    server.terminate();
    server.awaitEnd();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(BOUND) < 0, () -> "The stop took " + took);
    assertTrue(server.log().stripTrailing().endsWith("Stopped"), server.log());
  }

  private static String status(StoreSnapshot store, Promise promise) {
    return store.find(promise.id()).map(StoreSnapshot.Row::status).orElse("MISSING");
  }
}
