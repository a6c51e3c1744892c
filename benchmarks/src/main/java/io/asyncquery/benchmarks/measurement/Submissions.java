package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Submissions over many connections, as fast as they are answered, while the queries run. */
public final class Submissions implements Measurement {

  private static final int CONNECTIONS = 32;
  private static final String SQL = "select 1";
  private static final Goal P50_GOAL = Goal.atMost(2);
  private static final Goal P99_GOAL = Goal.atMost(15);

  private final long pauseNanos;

  private Submissions(long pauseNanos) {
    this.pauseNanos = pauseNanos;
  }

  /** Each client sends as soon as it is answered: the server is as busy as it can be. */
  public static Submissions asFastAsAnswered() {
    return new Submissions(0);
  }

  /** Each client sends and waits: what a submission takes where the cores are not fought for. */
  public static Submissions paced() {
    return new Submissions(TimeUnit.MILLISECONDS.toNanos(320));
  }

  @Override
  public String title() {
    return pauseNanos == 0 ? "submit as fast as answered" : "submit, 100 a second";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException, InterruptedException {
    List<Double> medians = new ArrayList<>();
    List<Double> tails = new ArrayList<>();
    try (ServerUnderTest server =
        ServerUnderTest.start(
            bench, bench.emptyFolder("data"), Map.of("ssb", bench.starSchema(1)))) {
      signIn(server);
      for (int run = 0; run <= bench.runs(); run++) {
        Series millis = new Series("submission", "ms", submit(server));
        if (run > 0) {
          medians.add(millis.percentile(0.5));
          tails.add(millis.percentile(0.99));
        }
      }
    }
    return List.of(
        new Outcome.Timed(
            title() + ", %d connections, p50".formatted(CONNECTIONS),
            ("`%s` by %d threads, each with a connection (raw socket) of its own and the next POST"
                    + " %d ms after the last one is answered, while the server executes what it was"
                    + " sent; %d POSTs in each run, whose p50 is one sample. Answered means durably"
                    + " recorded. Before the next run all are executed and deleted.")
                .formatted(
                    SQL,
                    CONNECTIONS,
                    TimeUnit.NANOSECONDS.toMillis(pauseNanos),
                    CONNECTIONS * ofEach()),
            new Series("asyncquery", "ms", medians),
            P50_GOAL),
        new Outcome.Timed(
            title() + ", %d connections, p99".formatted(CONNECTIONS),
            "The same submissions; the p99 of a run is one sample.",
            new Series("asyncquery", "ms", tails),
            P99_GOAL));
  }

  private int ofEach() {
    return pauseNanos == 0 ? 100 : 30;
  }

  /** Many first sign-ins at a time would be refused: checking a password is slow by intent. */
  private static void signIn(ServerUnderTest server) throws IOException {
    try (Client client = server.connect()) {
      client.deleteResults();
    }
  }

  /** The milliseconds of each. */
  private List<Double> submit(ServerUnderTest server) throws IOException, InterruptedException {
    List<Submitted> sent = Threads.together(CONNECTIONS, i -> submitSome(i, server));
    try (Client client = server.connect()) {
      for (Submitted some : sent) {
        for (String id : some.ids()) {
          client.awaitSuccess(id);
        }
      }
      client.deleteResults();
    }
    return sent.stream().flatMap(some -> some.millis().stream()).toList();
  }

  private record Submitted(List<String> ids, List<Double> millis) {}

  private Submitted submitSome(int client, ServerUnderTest server) throws IOException {
    Submitted submitted = new Submitted(new ArrayList<>(), new ArrayList<>());
    try (Client connection = server.connect()) {
      // Not all at the same moment, again and again.
      LockSupport.parkNanos(pauseNanos * client / CONNECTIONS);
      for (int i = 0; i < ofEach(); i++) {
        long begin = System.nanoTime();
        submitted.ids().add(connection.submit("ssb", SQL));
        submitted.millis().add((System.nanoTime() - begin) / 1e6);
        LockSupport.parkNanos(pauseNanos);
      }
    }
    return submitted;
  }
}
