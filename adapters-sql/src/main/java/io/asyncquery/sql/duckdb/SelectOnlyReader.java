package io.asyncquery.sql.duckdb;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.ColumnReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Lets nothing through but what DuckDB's own parser says is one SELECT. A read-only database alone
 * would still take temporary tables, COPY onto the very files it reads, and PRAGMA.
 */
record SelectOnlyReader(ColumnReader reader) implements ColumnReader {

  /** Serialises SELECT statements alone; of anything else it tells what is wrong. */
  private static final String PARSE =
      """
      SELECT coalesce(json_array_length(tree, 'statements'), 0), tree ->> 'error_type',
        tree ->> 'error_message'
      FROM (SELECT json_serialize_sql(?) AS tree)
      """;

  private static final String OTHER_STATEMENT = "not implemented";

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> rows)
      throws SQLException {
    requireOneSelect(connection, sql);
    return reader.read(connection, sql, cancellation, rows);
  }

  private static void requireOneSelect(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PARSE)) {
      statement.setString(1, sql);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        String error = answer.getString(2);
        if (error != null && !error.equals(OTHER_STATEMENT)) {
          throw new SQLException("Parser Error: " + answer.getString(3));
        }
        if (error != null || answer.getInt(1) != 1) {
          throw new QueryFailedException(QueryFailure.rejected("Only one query is allowed"));
        }
      }
    }
  }
}
