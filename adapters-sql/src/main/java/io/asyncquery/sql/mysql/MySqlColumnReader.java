package io.asyncquery.sql.mysql;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.jdbc.StatementInterrupt;
import io.asyncquery.sql.server.ServerSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the result of a query while the server sends it. */
final class MySqlColumnReader implements ColumnReader {

  private static final System.Logger LOG = System.getLogger(MySqlColumnReader.class.getName());
  private static final Duration CANCEL_WAIT = Duration.ofMillis(500);

  /** So many rows lie in the heap at a time, each of which may be long. */
  private static final int FETCHED_ROWS = 16;

  private final ServerSettings settings;
  private final MySqlConnections connections;
  private final FailureTranslator failures;

  MySqlColumnReader(
      ServerSettings settings, MySqlConnections connections, FailureTranslator failures) {
    this.settings = settings;
    this.connections = connections;
    this.failures = failures;
  }

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    cancellation.check();
    expectWithin(settings.readTimeout(), connection);
    try (StatementInterrupt _ =
        new StatementInterrupt(() -> connections.cancel(connection), connection, cancellation)) {
      Statement statement = connection.createStatement();
      statement.setFetchSize(FETCHED_ROWS);
      statement.closeOnCompletion();
      return read(connection, statement.executeQuery(sql), cancellation, reader);
    } finally {
      expectWithin(settings.connectTimeout(), connection);
    }
  }

  /**
   * To close what is not read to its end would read it to its end, so that its connection goes
   * instead.
   */
  private <T> T read(
      Connection connection,
      ResultSet rows,
      Cancellation cancellation,
      QueryEngine.Reader<T> reader)
      throws SQLException {
    boolean ended = false;
    try {
      ResultSetMetaData metaData = rows.getMetaData();
      List<Column> columns = new ArrayList<>();
      List<MySqlType> types = new ArrayList<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        MySqlType type = MySqlType.of(metaData, i);
        types.add(type);
        columns.add(new Column(metaData.getColumnLabel(i), type.type()));
      }
      ServerRows server = WireRows.of(rows).orElseGet(() -> new GetterRows(rows, types));
      MySqlBatches batches =
          new MySqlBatches(columns, types, server, rows.getStatement(), cancellation, failures);
      T result = reader.read(batches);
      ended = batches.hasEnded();
      return result;
    } finally {
      if (ended) {
        rows.close();
      } else {
        abandon(connection);
      }
    }
  }

  private static void expectWithin(Duration silence, Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.setNetworkTimeout(Runnable::run, ServerSettings.millis(silence));
    }
  }

  /** Asks the server to stop, for a moment only: one that hangs does not answer. */
  private void abandon(Connection connection) throws SQLException {
    Thread cancelling = Thread.ofVirtual().name("cancel").start(() -> cancel(connection));
    try {
      boolean _ = cancelling.join(CANCEL_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.abort(Runnable::run);
  }

  private void cancel(Connection connection) {
    try {
      connections.cancel(connection);
    } catch (SQLException e) {
      LOG.log(DEBUG, "A query that nobody reads any more was not cancelled", e);
    }
  }
}
