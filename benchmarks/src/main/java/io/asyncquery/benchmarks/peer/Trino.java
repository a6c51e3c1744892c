package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Trino server that holds the table in memory, and its command line client. */
public final class Trino implements EnginePeer {

  private static final long DEADLINE_NANOS = 180_000_000_000L;
  private static final long POLL_NANOS = 50_000_000L;
  private static final Pattern LISTENING = Pattern.compile("LISTENING (\\d+) \\.");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Workbench bench;
  private final TrinoPrograms programs;
  private final Process process;
  private final int port;

  private Trino(Workbench bench, TrinoPrograms programs, Process process, int port)
      throws SQLException {
    this.bench = bench;
    this.programs = programs;
    this.process = process;
    this.port = port;
    load();
  }

  /** Starts a server and loads it. */
  public static Trino start(Workbench bench, Path maven)
      throws IOException, SQLException, InterruptedException {
    Path folder = bench.emptyFolder("trino");
    TrinoPrograms programs = TrinoPrograms.resolve(bench, maven, folder);
    Path log = folder.resolve("log");
    Process process = bench.processes().start(server(programs, folder, log));
    boolean loaded = false;
    try {
      Trino peer = new Trino(bench, programs, process, awaitPort(process, log));
      loaded = true;
      return peer;
    } finally {
      if (!loaded) {
        bench.processes().end(process);
      }
    }
  }

  private static ProcessBuilder server(TrinoPrograms programs, Path folder, Path log) {
    return new ProcessBuilder(
            List.of(
                JAVA,
                "-Xmx4g",
                "-XX:+UseG1GC",
                "-Djava.io.tmpdir=" + folder,
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                programs.classPath(),
                programs.server().toString()))
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()));
  }

  private static int awaitPort(Process process, Path log) throws IOException {
    long begin = System.nanoTime();
    while (true) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      if (!process.isAlive() || System.nanoTime() - begin > DEADLINE_NANOS) {
        throw new IOException("Trino did not start: see [" + log + "]");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
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
            DriverManager.getConnection("jdbc:trino://127.0.0.1:%d?user=bench".formatted(port));
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
            .formatted(port));
  }

  @Override
  public double export(Path target) throws IOException, InterruptedException {
    return Program.run(
        bench.processes(),
        new ProcessBuilder(
                List.of(
                    JAVA,
                    "-jar",
                    programs.client().toString(),
                    "--server=http://127.0.0.1:" + port,
                    "--user=bench",
                    "--catalog=memory",
                    "--schema=default",
                    "--output-format=CSV",
                    "--execute=select * from p_lineorder"))
            .redirectOutput(target.toFile()));
  }

  @Override
  public void close() {
    bench.processes().end(process);
  }
}
