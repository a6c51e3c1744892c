package io.asyncquery.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** DuckDB's own CSV export, in this process. */
final class CopyPeer {

  private CopyPeer() {}

  /** The seconds that it takes, without fsync and without opening the database. */
  static double copy(Path database, String sql, Path target, int threads) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("access_mode", "READ_ONLY");
    readOnly.setProperty("threads", Integer.toString(threads));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database, readOnly);
        Statement statement = connection.createStatement()) {
      long begin = System.nanoTime();
      statement.execute("COPY (" + sql + ") TO '" + target + "' (FORMAT csv, HEADER false)");
      return (System.nanoTime() - begin) / 1e9;
    }
  }
}
