package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several exports at a time, against the same number of them one after the other. */
public final class ConcurrentExports implements Measurement {

  private static final int EXPORTS = 20;
  private static final int CLIENTS = 4;
  private static final int ROWS = 300_000;
  private static final Goal GOAL = Goal.atMost(1.1);

  @Override
  public String title() {
    return EXPORTS + " exports, " + CLIENTS + " at a time";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException, InterruptedException {
    List<Double> alone = new ArrayList<>();
    List<Double> together = new ArrayList<>();
    try (ServerUnderTest server =
        ServerUnderTest.start(
            bench, bench.emptyFolder("data"), Map.of("ssb", bench.starSchema(1)))) {
      for (int run = 0; run <= bench.runs(); run++) {
        double one = seconds(server, 1, 1) * EXPORTS;
        double all = seconds(server, CLIENTS, EXPORTS / CLIENTS);
        if (run > 0) {
          alone.add(one);
          together.add(all);
        }
      }
    }
    return List.of(
        new Outcome.Compared(
            title(),
            ("`%s`, sent by %d clients, each of which waits for its last one, against %d "
                    + "times the time of one such export alone.")
                .formatted(Lineorder.limit(ROWS), CLIENTS, EXPORTS),
            new Series(EXPORTS + " times one alone", "s", alone),
            new Series("asyncquery", "s", together),
            Ratio.OURS_BY_PEER,
            GOAL));
  }

  private static double seconds(ServerUnderTest server, int clients, int exportsOfEach)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Threads.together(
        clients,
        _ -> {
          try (Client client = server.connect()) {
            for (int i = 0; i < exportsOfEach; i++) {
              // Only the total counts.
              Client.Export _ = client.export("ssb", Lineorder.limit(ROWS));
            }
            return clients;
          }
        });
    double seconds = (System.nanoTime() - begin) / 1e9;
    try (Client client = server.connect()) {
      client.deleteResults();
    }
    return seconds;
  }
}
