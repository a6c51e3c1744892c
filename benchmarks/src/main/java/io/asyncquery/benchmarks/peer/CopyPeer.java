package io.asyncquery.benchmarks.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** DuckDB's own CSV export, in this process, on a database that stays open. */
public final class CopyPeer implements AutoCloseable {

  public static final String NAME = "DuckDB COPY";

  private final Connection connection;

  private CopyPeer(Connection connection) {
    this.connection = connection;
  }

  public static CopyPeer open(Path database, int threads) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("access_mode", "READ_ONLY");
    readOnly.setProperty("threads", Integer.toString(threads));
    return new CopyPeer(DriverManager.getConnection("jdbc:duckdb:" + database, readOnly));
  }

  /** The seconds that it takes, without fsync. */
  public double copy(String sql, Path target) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long begin = System.nanoTime();
      statement.execute("COPY (" + sql + ") TO '" + target + "' (FORMAT csv, HEADER false)");
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  public static String version() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = memory.createStatement();
        ResultSet version = statement.executeQuery("select version()")) {
      version.next();
      return version.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
