package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * What joins a table of a server with a table of DuckDB without a program for it: the server's own
 * program exports the columns that are needed, and DuckDB joins the file.
 */
public final class ExportAndJoin implements AutoCloseable {

  private final PostgreSql server;
  private final Path exported;
  private final Connection duckDb;

  private ExportAndJoin(PostgreSql server, Path exported, Connection duckDb) {
    this.server = server;
    this.exported = exported;
    this.duckDb = duckDb;
  }

  /** Over {@code server} and the sample data in {@code database}, which stays open. */
  public static ExportAndJoin open(Workbench bench, PostgreSql server, Path database)
      throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("access_mode", "READ_ONLY");
    readOnly.setProperty("threads", Integer.toString(bench.threads()));
    return new ExportAndJoin(
        server,
        bench.folder().resolve("exported.csv"),
        DriverManager.getConnection("jdbc:duckdb:" + database, readOnly));
  }

  /**
   * The seconds that both take, without fsync.
   *
   * @param needed a query to the server
   * @param columns its columns as DuckDB declares them, such as {@code 'a': 'INTEGER'}
   * @param join a query to DuckDB that reads them from {@code exported}
   */
  public double run(String needed, String columns, String join, Path target)
      throws IOException, SQLException, InterruptedException {
    try (Statement statement = duckDb.createStatement()) {
      double seconds = server.export(needed, exported);
      long begin = System.nanoTime();
      statement.execute(
          "COPY (WITH exported AS (FROM read_csv('%s', header = false, columns = {%s})) %s)"
                  .formatted(exported, columns, join)
              + " TO '%s' (FORMAT csv, HEADER false)".formatted(target));
      return seconds + (System.nanoTime() - begin) / 1e9;
    } finally {
      Files.deleteIfExists(exported);
    }
  }

  @Override
  public void close() throws SQLException {
    duckDb.close();
  }
}
