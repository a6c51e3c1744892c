package io.asyncquery.benchmarks.measurement;

import io.asyncquery.benchmarks.peer.ClickHouse;
import io.asyncquery.benchmarks.peer.EnginePeer;
import io.asyncquery.benchmarks.peer.MariaDb;
import io.asyncquery.benchmarks.peer.MariaDbBinaries;
import io.asyncquery.benchmarks.peer.PostgreSql;
import io.asyncquery.benchmarks.peer.Tool;
import io.asyncquery.benchmarks.peer.Trino;
import io.asyncquery.benchmarks.report.Goal;
import io.asyncquery.benchmarks.report.Outcome;
import io.asyncquery.benchmarks.report.Outcome.Ratio;
import io.asyncquery.benchmarks.report.Series;
import io.asyncquery.benchmarks.server.Client;
import io.asyncquery.benchmarks.server.ServerUnderTest;
import io.asyncquery.benchmarks.server.Workbench;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a database server, exported by the product and by the program that comes with the
 * server, in turns. The first turn is compared and not counted. What a turn has written is deleted
 * before the next one begins.
 *
 * <p>Another engine is another factory method here, and a class beside {@link PostgreSql}.
 *
 * @param missing why it cannot be measured here
 */
public record EngineExport(
    String title, Optional<String> missing, Start start, Comparison comparison, Goal goal)
    implements Measurement {

  private static final Goal AS_FAST = Goal.atLeast(1);
  private static final Goal FASTER = Goal.atLeast(1.5);

  /** Starts the server. */
  @FunctionalInterface
  public interface Start {
    EnginePeer start(Workbench bench) throws IOException, SQLException, InterruptedException;
  }

  /** Holds the first results against each other. */
  @FunctionalInterface
  interface Comparison {
    CsvComparison of(Path theirs, Path ours) throws IOException;
  }

  public static EngineExport fromPostgreSql() {
    Optional<Path> psql = Tool.PSQL.find();
    return new EngineExport(
        "export from PostgreSQL",
        psql.isPresent() ? Optional.empty() : Optional.of(Tool.PSQL.missing()),
        bench -> PostgreSql.start(bench, psql.orElseThrow()),
        CsvComparison::of,
        AS_FAST);
  }

  public static EngineExport fromMariaDb() {
    return new EngineExport(
        "export from MariaDB",
        MariaDbBinaries.missing(),
        MariaDb::start,
        CsvComparison::ofTabs,
        AS_FAST);
  }

  public static EngineExport fromTrino() {
    Optional<Path> maven = Tool.MAVEN.find();
    return new EngineExport(
        "export from Trino",
        maven.isPresent() ? Optional.empty() : Optional.of(Tool.MAVEN.missing()),
        bench -> Trino.start(bench, maven.orElseThrow()),
        CsvComparison::ofAnyOrder,
        FASTER);
  }

  public static EngineExport fromClickHouse() {
    Optional<Path> npm = Tool.NPM.find();
    return new EngineExport(
        "export from ClickHouse",
        npm.isPresent() ? Optional.empty() : Optional.of(Tool.NPM.missing()),
        bench -> ClickHouse.start(bench, npm.orElseThrow()),
        CsvComparison::ofAnyOrder,
        Goal.NONE);
  }

  @Override
  public List<Outcome> run(Workbench bench) throws IOException, SQLException, InterruptedException {
    if (missing.isPresent()) {
      return List.of(new Outcome.Skipped(title, missing.get()));
    }
    try (EnginePeer peer = start.start(bench)) {
      EnginePeer.Product product = peer.product();
      try (ServerUnderTest server =
          ServerUnderTest.over(
              bench, product.launcher(), bench.emptyFolder("data"), product.source())) {
        return List.of(compare(bench, server, peer));
      }
    }
  }

  private Outcome compare(Workbench bench, ServerUnderTest server, EnginePeer peer)
      throws IOException, InterruptedException {
    Path theirs = bench.folder().resolve("theirs.csv");
    String same = firstTurn(bench, server, peer, theirs);
    List<Double> peers = new ArrayList<>();
    List<Double> exports = new ArrayList<>();
    for (int run = 0; run < bench.runs(); run++) {
      peers.add(peer.export(theirs));
      Files.delete(theirs);
      try (Client client = server.connect()) {
        exports.add(client.export("ssb", Lineorder.ALL).seconds());
        client.deleteResults();
      }
    }
    return new Outcome.Compared(
        title,
        ("`%s`, from the POST to SUCCESSFUL with the result forced to the disk, against %s, not "
                + "forced to the disk. All on this machine. The first results were compared: %s.")
            .formatted(Lineorder.ALL, peer.how(), same),
        new Series(peer.name(), "s", peers),
        new Series("asyncquery", "s", exports),
        Ratio.PEER_BY_OURS,
        goal);
  }

  private String firstTurn(Workbench bench, ServerUnderTest server, EnginePeer peer, Path theirs)
      throws IOException, InterruptedException {
    // It is not counted.
    double _ = peer.export(theirs);
    Path ours = bench.folder().resolve("ours.csv");
    try (Client client = server.connect();
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(ours));
        WritableByteChannel channel = Channels.newChannel(file)) {
      Client.Export export = client.export("ssb", Lineorder.ALL);
      // The length is checked by the comparison.
      long _ = client.download(export.id(), channel::write);
      client.deleteResults();
    }
    try {
      return comparison.of(theirs, ours).sentence();
    } finally {
      Files.delete(theirs);
      Files.delete(ours);
    }
  }
}
