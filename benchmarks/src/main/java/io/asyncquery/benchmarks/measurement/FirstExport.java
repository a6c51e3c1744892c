package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.peer.Disk;
import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The first export after a start, against one that follows. */
public final class FirstExport implements Measurement {

  private static final int MIN_STARTS = 3;

  /** Between the first and the one that counts as warm. */
  private static final int WARMING_EXPORTS = 2;

  private static final Goal GOAL = Goal.atMost(1.3);

  private final Duration pause;

  private FirstExport(Duration pause) {
    this.pause = pause;
  }

  /** Sent as soon as the server says that it is ready. */
  public static FirstExport atOnce() {
    return new FirstExport(Duration.ZERO);
  }

  /** Sent when the server has had some seconds to itself. */
  public static FirstExport afterAPause() {
    return new FirstExport(Duration.ofSeconds(4));
  }

  @Override
  public String title() {
    return "first export "
        + (pause.isZero() ? "at once after a start" : pause.toSeconds() + " s after a start");
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException {
    Path database = bench.starSchema(1);
    Path data = bench.emptyFolder("data");
    List<Double> first = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    for (int start = 0; start < Math.max(MIN_STARTS, bench.runs()); start++) {
      try (ServerUnderTest server = ServerUnderTest.start(bench, data, Map.of("ssb", database))) {
        LockSupport.parkNanos(pause.toNanos());
        first.add(export(server));
        for (int i = 0; i < WARMING_EXPORTS; i++) {
          // It only warms.
          double _ = export(server);
        }
        Disk.settle();
        warm.add(export(server));
      }
      Disk.settle();
    }
    return List.of(
        new Outcome.Compared(
            title(),
            ("`%s`, sent %d s after the server said that it was ready, against the fourth "
                    + "one of the same server; %d starts. Before both, the disk has had "
                    + "time to free what the last one wrote.")
                .formatted(Lineorder.ALL, pause.toSeconds(), first.size()),
            new Series("a warm one", "s", warm),
            new Series("asyncquery", "s", first),
            Ratio.OURS_BY_PEER,
            GOAL));
  }

  private static double export(ServerUnderTest server) throws IOException {
    try (Client client = server.connect()) {
      double seconds = client.export("ssb", Lineorder.ALL).seconds();
      client.deleteResults();
      return seconds;
    }
  }
}
