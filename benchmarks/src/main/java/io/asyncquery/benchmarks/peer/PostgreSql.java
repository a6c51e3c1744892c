package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** A PostgreSQL server with its defaults, and psql. */
public final class PostgreSql implements EnginePeer {

  private final Workbench bench;
  private final Path psql;
  private final EmbeddedPostgres server;
  private final String version;

  private PostgreSql(Workbench bench, Path psql, EmbeddedPostgres server)
      throws IOException, SQLException {
    this.bench = bench;
    this.psql = psql;
    this.server = server;
    this.version = load();
  }

  /** Starts a server and loads it. */
  public static PostgreSql start(Workbench bench, Path psql) throws IOException, SQLException {
    Path folder = bench.emptyFolder("postgresql");
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setErrorRedirector(Redirect.appendTo(folder.resolve("log").toFile()))
            .setOutputRedirector(Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    boolean loaded = false;
    try {
      PostgreSql peer = new PostgreSql(bench, psql, server);
      loaded = true;
      return peer;
    } finally {
      if (!loaded) {
        server.close();
      }
    }
  }

  private String load() throws IOException, SQLException {
    try (OrderLines lines = OrderLines.of(bench);
        Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement();
        Reader rows = Files.newBufferedReader(lines.rows())) {
      statement.execute(lines.table());
      // The count is checked by the comparison of the exports.
      long _ =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY p_lineorder FROM STDIN (FORMAT csv)", rows);
      // What only the first reader would have to do is done.
      statement.execute("VACUUM (FREEZE, ANALYZE) p_lineorder");
      try (ResultSet row = statement.executeQuery("SHOW server_version")) {
        row.next();
        return row.getString(1);
      }
    }
  }

  @Override
  public String name() {
    return "psql \\copy";
  }

  @Override
  public String how() {
    return "`psql -c \"\\copy (select * from p_lineorder) to FILE csv\"`, PostgreSQL " + version;
  }

  @Override
  public Product product() {
    return new Product(
        bench.launcher(),
        "kind: postgresql, host: 127.0.0.1, port: %d, database: postgres, user: postgres"
            .formatted(server.getPort()));
  }

  @Override
  public double export(Path target) throws IOException, InterruptedException {
    return export("select * from p_lineorder", target);
  }

  /** The seconds that the program takes for the rows of {@code sql}, without fsync. */
  double export(String sql, Path target) throws IOException, InterruptedException {
    return Program.run(
        bench.processes(),
        new ProcessBuilder(
                List.of(
                    psql.toString(),
                    "--no-psqlrc",
                    "--host=127.0.0.1",
                    "--port=" + server.getPort(),
                    "--username=postgres",
                    "--dbname=postgres",
                    "--command=\\copy (" + sql + ") to '" + target + "' csv"))
            .redirectOutput(Redirect.DISCARD));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
