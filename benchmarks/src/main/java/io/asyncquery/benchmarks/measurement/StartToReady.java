package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the launcher to the first answer that says ready. */
public final class StartToReady implements Measurement {

  /** Left in the data folder by an earlier server. */
  private static final int QUERIES = 100;

  private static final int MIN_STARTS = 5;
  private static final Goal GOAL = Goal.atMost(1.5);

  @Override
  public String title() {
    return "start to ready";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException {
    Map<String, Path> projects = Map.of("ssb", bench.starSchema(1));
    Path data = bench.emptyFolder("data");
    try (ServerUnderTest earlier = ServerUnderTest.start(bench, data, projects);
        Client client = earlier.connect()) {
      for (int i = 0; i < QUERIES; i++) {
        // It only has to be there.
        Client.Export _ = client.export("ssb", "select 1");
      }
    }
    List<Double> seconds = new ArrayList<>();
    for (int start = 0; start < Math.max(MIN_STARTS, bench.runs()); start++) {
      try (ServerUnderTest server = ServerUnderTest.start(bench, data, projects)) {
        seconds.add(server.startSeconds());
      }
    }
    return List.of(
        new Outcome.Timed(
            title(),
            ("`asyncquery serve` by its launcher, until `/health/ready` is first answered "
                    + "with 200, asked every 3 ms; %d starts on a data folder with %d finished "
                    + "queries.")
                .formatted(seconds.size(), QUERIES),
            new Series("asyncquery", "s", seconds),
            GOAL));
  }
}
