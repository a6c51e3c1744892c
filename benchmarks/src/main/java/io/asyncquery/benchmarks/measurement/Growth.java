package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ProcessUsage;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Memory and time of an export of ten times as many rows. */
public final class Growth implements Measurement {

  private static final int FACTOR = 10;
  private static final Goal MEMORY_GOAL = Goal.atMost(1.1);
  private static final Goal TIME_GOAL = Goal.atMost(10.5);

  private final String engine;

  private Growth(String engine) {
    this.engine = engine;
  }

  /** With the settings that users get. */
  public static Growth byDefault() {
    return new Growth("");
  }

  /**
   * With so little memory for the engine's cache that it is full at the smaller scale too: what
   * grows then is not the part of the database that is kept.
   */
  public static Growth withSmallCache() {
    return new Growth("memoryLimit: 128MB");
  }

  @Override
  public String title() {
    return engine.isEmpty() ? "memory and growth" : "memory and growth, small cache";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException {
    Side small = new Side(bench.starSchema(1));
    Side large = new Side(bench.starSchema(FACTOR));
    for (int run = 0; run < bench.runs(); run++) {
      small.turn(bench);
      large.turn(bench);
    }
    String peer = "scale " + bench.scale();
    String ours = "scale " + bench.scale() * FACTOR;
    String how =
        "`%s` at two scales, twice on a fresh server each, with the heap that the launcher gives it%s"
            .formatted(
                Lineorder.ALL,
                engine.isEmpty() ? "" : " and [" + engine + "] for the embedded engine");
    String where = engine.isEmpty() ? "" : ", small cache";
    return List.of(
        new Outcome.Compared(
            "memory at ten times the rows" + where,
            how + ": the most memory that the process held (VmHWM).",
            new Series(peer, "MiB", small.peaks),
            new Series(ours, "MiB", large.peaks),
            Ratio.OURS_BY_PEER,
            MEMORY_GOAL),
        new Outcome.Compared(
            "time at ten times the rows" + where,
            how + ": the time of the second.",
            new Series(peer, "s", small.times),
            new Series(ours, "s", large.times),
            Ratio.OURS_BY_PEER,
            TIME_GOAL));
  }

  private final class Side {

    private final Path database;
    private final List<Double> times = new ArrayList<>();
    private final List<Double> peaks = new ArrayList<>();

    Side(Path database) {
      this.database = database;
    }

    void turn(Workbench bench) throws IOException {
      try (ServerUnderTest server =
          ServerUnderTest.start(
              bench, bench.emptyFolder("data"), Map.of("ssb", database), engine)) {
        // The first one warms the server.
        double _ = export(server);
        times.add(export(server));
        peaks.add(ProcessUsage.peakMebibytes(server.process()));
      }
    }

    private static double export(ServerUnderTest server) throws IOException {
      try (Client client = server.connect()) {
        double seconds = client.export("ssb", Lineorder.ALL).seconds();
        client.deleteResults();
        return seconds;
      }
    }
  }
}
