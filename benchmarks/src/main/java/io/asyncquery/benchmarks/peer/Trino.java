package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A Trino server that holds the table in memory, and its command line client. */
public final class Trino implements EnginePeer {

  private final Workbench bench;
  private final TrinoPrograms programs;
  private final JavaServer server;

  private Trino(Workbench bench, TrinoPrograms programs, JavaServer server) {
    this.bench = bench;
    this.programs = programs;
    this.server = server;
  }

  /** Starts a server and loads it. */
  public static Trino start(Workbench bench, Path maven)
      throws IOException, SQLException, InterruptedException {
    Path folder = bench.emptyFolder("trino");
    TrinoPrograms programs = TrinoPrograms.resolve(bench, maven, folder);
    JavaServer server =
        JavaServer.start(
            bench.processes(),
            folder,
            List.of(
                "-Xmx4g",
                "-XX:+UseG1GC",
                "-Djava.io.tmpdir=" + folder,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                programs.classPath(),
                programs.server().toString()));
    return EnginePeer.loaded(new Trino(bench, programs, server), Trino::load);
  }

  /**
   * The columns of the sample's order lines, from Trino's own generator. They are kept in its
   * memory: generated anew for each query, or decoded from files, they would cost it more than
   * handing them out, which is what is measured.
   */
  private static String table(String schema) {
    return """
    CREATE TABLE memory.default.p_lineorder AS SELECT
      l.orderkey AS lo_orderkey, CAST(linenumber AS BIGINT) AS lo_linenumber,
      CAST(custkey AS INTEGER) AS lo_custkey, CAST(partkey AS INTEGER) AS lo_partkey,
      CAST(suppkey AS INTEGER) AS lo_suppkey, orderdate AS lo_orderdate,
      orderpriority AS lo_orderpriotity, shippriority AS lo_shippriotity,
      CAST(quantity AS BIGINT) AS lo_quantity,
      CAST(extendedprice * 100 AS BIGINT) AS lo_extendedprice,
      CAST(totalprice * 100 AS BIGINT) AS lo_ordtotalprice,
      CAST(discount * 100 AS BIGINT) AS lo_discount,
      CAST(extendedprice * (100 - discount * 100) AS BIGINT) AS lo_revenue,
      CAST(extendedprice / quantity * 60 AS BIGINT) AS lo_supplycost,
      CAST(tax * 100 AS BIGINT) AS lo_tax, commitdate AS lo_commitdate, shipmode AS lo_shipmode,
      CAST(extendedprice * discount * 10000 AS BIGINT) AS v_revenue
    FROM tpch.%1$s.lineitem l JOIN tpch.%1$s.orders o ON l.orderkey = o.orderkey
    """
        .formatted(schema);
  }

  private void load() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:trino://127.0.0.1:%d?user=bench".formatted(server.port()));
        Statement statement = connection.createStatement()) {
      statement.execute(table("\"sf" + bench.scale() + "\""));
    }
  }

  @Override
  public String name() {
    return "trino --output-format CSV";
  }

  @Override
  public String how() {
    return ("`trino --output-format CSV --execute \"select * from p_lineorder\" > FILE` (%s), Trino"
            + " %s that holds the table in memory and spools results as segments")
        .formatted(programs.clientVersion(), programs.serverVersion());
  }

  @Override
  public Product product() {
    return new Product(
        bench.launcher(),
        "kind: trino, host: 127.0.0.1, port: %d, catalog: memory, schema: default, user: bench"
            .formatted(server.port()));
  }

  @Override
  public double export(Path target) throws IOException, InterruptedException {
    return Program.run(
        bench.processes(),
        new ProcessBuilder(
                List.of(
                    JavaServer.JAVA,
                    "-jar",
                    programs.client().toString(),
                    "--server=http://127.0.0.1:" + server.port(),
                    "--user=bench",
                    "--catalog=memory",
                    "--schema=default",
                    "--output-format=CSV",
                    "--execute=select * from p_lineorder"))
            .redirectOutput(target.toFile()));
  }

  @Override
  public void close() {
    server.close();
  }
}
