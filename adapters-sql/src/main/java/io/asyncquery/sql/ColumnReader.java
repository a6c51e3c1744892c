package io.asyncquery.sql;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.QueryFailedException;
import java.sql.Connection;
import java.sql.SQLException;

/** Runs a query on a connection and lends its rows as column batches. */
public interface ColumnReader {

  /**
   * Runs {@code sql} and lends its rows to {@code reader}. The statement is closed on return, the
   * connection stays open. {@code cancellation} interrupts the statement.
   *
   * @throws SQLException as the driver says it, also for a statement that was interrupted
   * @throws QueryFailedException the reason of the cancellation, where the reader meets it first
   */
  <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException;
}
