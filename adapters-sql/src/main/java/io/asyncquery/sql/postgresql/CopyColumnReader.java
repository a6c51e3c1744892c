package io.asyncquery.sql.postgresql;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.jdbc.StatementInterrupt;
import io.asyncquery.sql.server.ServerSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads the result of a query by {@code COPY ... TO STDOUT} in PostgreSQL's binary format: the
 * server sends rows as they come, without cursors, and values need no text in between.
 */
final class CopyColumnReader implements ColumnReader {

  private static final System.Logger LOG = System.getLogger(CopyColumnReader.class.getName());
  private static final Duration CANCEL_WAIT = Duration.ofMillis(500);

  private final ServerSettings settings;
  private final FailureTranslator failures;

  CopyColumnReader(ServerSettings settings, FailureTranslator failures) {
    this.settings = settings;
    this.failures = failures;
  }

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    cancellation.check();
    PGConnection server = connection.unwrap(PGConnection.class);
    try (StatementInterrupt _ =
        new StatementInterrupt(server::cancelQuery, connection, cancellation)) {
      CopyQuery query = CopyQuery.describe(connection, sql);
      expectWithin(settings.readTimeout(), connection);
      try {
        return copy(connection, query, cancellation, reader);
      } finally {
        expectWithin(settings.connectTimeout(), connection);
      }
    }
  }

  private static void expectWithin(Duration silence, Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.setNetworkTimeout(Runnable::run, ServerSettings.millis(silence));
    }
  }

  /** What is not read to its end leaves a connection that cannot be used again. */
  private <T> T copy(
      Connection connection,
      CopyQuery query,
      Cancellation cancellation,
      QueryEngine.Reader<T> reader)
      throws SQLException {
    PGConnection server = connection.unwrap(PGConnection.class);
    CopyOut copy = server.getCopyAPI().copyOut(query.command());
    try {
      return reader.read(new CopyBatches(query, new CopyInput(copy), cancellation, failures));
    } finally {
      if (copy.isActive()) {
        abandon(connection, server);
      }
    }
  }

  /** Asks the server to stop, for a moment only: one that hangs does not answer. */
  private static void abandon(Connection connection, PGConnection server) throws SQLException {
    Thread cancelling = Thread.ofVirtual().name("cancel").start(() -> cancel(server));
    try {
      boolean _ = cancelling.join(CANCEL_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.abort(Runnable::run);
  }

  private static void cancel(PGConnection server) {
    try {
      server.cancelQuery();
    } catch (SQLException e) {
      LOG.log(DEBUG, "A query that nobody reads any more was not cancelled", e);
    }
  }
}
