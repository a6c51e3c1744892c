package io.asyncquery.sql.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * Tells queries that read one table from its beginning to its end, and need no memory but that of
 * the rows in hand, from all others.
 */
final class ScanPlan {

  /** As DuckDB's plans name them. */
  private static final Set<String> FRUGAL =
      Set.of("SEQ_SCAN", "PROJECTION", "FILTER", "LIMIT", "STREAMING_LIMIT");

  private ScanPlan() {}

  /** Whether {@code sql}, which is one SELECT, does nothing else. */
  static boolean isPlanOf(String sql, DuckDBConnection connection) throws SQLException {
    int scans = 0;
    try (PreparedStatement names =
        connection.prepareStatement("SELECT atom ->> '$' FROM json_tree(?) WHERE key = 'name'")) {
      names.setString(1, plan(sql, connection));
      try (ResultSet name = names.executeQuery()) {
        while (name.next()) {
          if (!FRUGAL.contains(name.getString(1))) {
            return false;
          }
          scans += name.getString(1).equals("SEQ_SCAN") ? 1 : 0;
        }
      }
    }
    return scans == 1;
  }

  private static String plan(String sql, DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("EXPLAIN (FORMAT json) " + sql)) {
      plan.next();
      return plan.getString(2);
    }
  }
}
