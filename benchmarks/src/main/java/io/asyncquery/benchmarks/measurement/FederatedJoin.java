package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.peer.ExportAndJoin;
import io.asyncquery.benchmarks.peer.PostgreSql;
import io.asyncquery.benchmarks.peer.Tool;
import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One query over PostgreSQL and DuckDB that reads as many rows of each, against what does the same
 * without this program, in turns. The first turn is compared and not counted.
 */
public final class FederatedJoin implements Measurement {

  private static final Goal AS_FAST = Goal.atLeast(1);
  private static final String NEEDED =
      "select lo_orderkey, lo_linenumber, lo_revenue from p_lineorder";
  private static final String COLUMNS =
      "'lo_orderkey': 'BIGINT', 'lo_linenumber': 'BIGINT', 'lo_revenue': 'BIGINT'";
  private static final String JOIN =
      "select l.lo_shipmode, count(*) as n, sum(p.lo_revenue - l.lo_supplycost) as profit"
          + " from %s p join p_lineorder l on p.lo_orderkey = l.lo_orderkey"
          + " and p.lo_linenumber = l.lo_linenumber group by l.lo_shipmode"
          + " order by l.lo_shipmode";
  private static final String OURS = JOIN.formatted("crm.p_lineorder");
  private static final String THEIRS = JOIN.formatted("exported");

  @Override
  public String title() {
    return "join of PostgreSQL and DuckDB";
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException, SQLException, InterruptedException {
    Optional<Path> psql = Tool.PSQL.find();
    if (psql.isEmpty()) {
      return List.of(new Outcome.Skipped(title(), Tool.PSQL.missing()));
    }
    Path starSchema = bench.starSchema(1);
    try (PostgreSql postgreSql = PostgreSql.start(bench, psql.get());
        ExportAndJoin peer = ExportAndJoin.open(bench, postgreSql, starSchema);
        ServerUnderTest server =
            ServerUnderTest.overSeveral(
                bench,
                bench.emptyFolder("data"),
                Map.of(
                    "main", "kind: duckdb, file: \"%s\"".formatted(starSchema),
                    "crm", postgreSql.product().source()))) {
      return List.of(compare(bench, server, peer));
    }
  }

  private Outcome compare(Workbench bench, ServerUnderTest server, ExportAndJoin peer)
      throws IOException, SQLException, InterruptedException {
    Path theirs = bench.folder().resolve("theirs.csv");
    String same = firstTurn(bench, server, peer, theirs);
    List<Double> peers = new ArrayList<>();
    List<Double> exports = new ArrayList<>();
    for (int run = 0; run < bench.runs(); run++) {
      peers.add(peer.run(NEEDED, COLUMNS, THEIRS, theirs));
      Files.delete(theirs);
      try (Client client = server.connect()) {
        exports.add(client.export("ssb", OURS).seconds());
        client.deleteResults();
      }
    }
    return new Outcome.Compared(
        title(),
        ("`%s`, where `crm` is PostgreSQL and the rest DuckDB, from the POST to SUCCESSFUL, against"
                + " `psql \\copy (%s)` to a CSV file and the same join in DuckDB over its own table"
                + " and that file. All on this machine. The first results were compared: %s.")
            .formatted(OURS, NEEDED, same),
        new Series("psql \\copy, then DuckDB", "s", peers),
        new Series("asyncquery", "s", exports),
        Ratio.PEER_BY_OURS,
        AS_FAST);
  }

  private static String firstTurn(
      Workbench bench, ServerUnderTest server, ExportAndJoin peer, Path theirs)
      throws IOException, SQLException, InterruptedException {
    // It is not counted.
    double _ = peer.run(NEEDED, COLUMNS, THEIRS, theirs);
    Path ours = bench.folder().resolve("ours.csv");
    try (Client client = server.connect();
        OutputStream file = Files.newOutputStream(ours);
        WritableByteChannel channel = Channels.newChannel(file)) {
      Client.Export export = client.export("ssb", OURS);
      // The length is checked by the comparison.
      long _ = client.download(export.id(), channel::write);
      client.deleteResults();
    }
    try {
      return CsvComparison.of(theirs, ours).sentence();
    } finally {
      Files.delete(theirs);
      Files.delete(ours);
    }
  }
}
