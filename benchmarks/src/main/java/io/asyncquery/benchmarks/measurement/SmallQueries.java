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

/** Queries of a hundred rows on a warm server, one after the other. */
public final class SmallQueries implements Measurement {

  private static final int ROWS = 100;
  private static final int UNCOUNTED = 100;
  private static final int COUNTED = 200;
  private static final Goal GOAL = Goal.atMost(25);

  @Override
  public String title() {
    return "small query, POST to SUCCESSFUL";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException {
    List<Double> millis = new ArrayList<>();
    try (ServerUnderTest server =
            ServerUnderTest.start(
                bench, bench.emptyFolder("data"), Map.of("ssb", bench.starSchema(1)));
        Client client = server.connect()) {
      for (int i = 0; i < UNCOUNTED + COUNTED; i++) {
        double seconds = client.export("ssb", Lineorder.limit(ROWS)).seconds();
        if (i >= UNCOUNTED) {
          millis.add(seconds * 1e3);
        }
      }
    }
    return List.of(
        new Outcome.Timed(
            title() + ", p50",
            "`%s`, %d times one after the other after %d that are not counted."
                .formatted(Lineorder.limit(ROWS), COUNTED, UNCOUNTED),
            new Series("asyncquery", "ms", millis),
            GOAL));
  }
}
