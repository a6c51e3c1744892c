package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.peer.CopyPeer;
import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole tables, against DuckDB's own COPY of the same queries. */
public final class Exports implements Measurement {

  private static final Goal LINEORDER_GOAL = Goal.atLeast(3);
  private static final Goal TYPED_GOAL = Goal.atLeast(2);

  @Override
  public String title() {
    return "export";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException, SQLException {
    Path starSchema = bench.starSchema(1);
    Path typed = TypedTables.create(bench.folder(), bench.scale());
    List<Outcome> outcomes = new ArrayList<>();
    try (ServerUnderTest server =
        ServerUnderTest.start(
            bench, bench.emptyFolder("data"), Map.of("ssb", starSchema, "types", typed))) {
      try (CopyPeer peer = CopyPeer.open(starSchema, bench.threads())) {
        outcomes.addAll(
            new CopiedExport("export of order lines", "ssb", Lineorder.ALL, LINEORDER_GOAL)
                .run(bench, server, peer));
      }
      try (CopyPeer peer = CopyPeer.open(typed, bench.threads())) {
        for (TypedTables table : TypedTables.values()) {
          outcomes.addAll(
              new CopiedExport("export of " + table.title(), "types", table.query(), TYPED_GOAL)
                  .run(bench, server, peer));
        }
      }
    }
    return outcomes;
  }
}
