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

  /** Serialises SELECT statements alone; of anything else, and of what is no SQL, it tells. */
  private static final String STATEMENTS =
      """
      SELECT CASE WHEN tree ->> 'error' = 'false' THEN json_array_length(tree, 'statements') END
      FROM (SELECT json_serialize_sql(?) AS tree)
      """;

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> rows)
      throws SQLException {
    if (!isOneSelect(connection, sql)) {
      throw new QueryFailedException(
          QueryFailure.rejected("Only one query is allowed, and it must be one that DuckDB reads"));
    }
    return reader.read(connection, sql, cancellation, rows);
  }

  private static boolean isOneSelect(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STATEMENTS)) {
      statement.setString(1, sql);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getInt(1) == 1;
      }
    }
  }
}
