package io.asyncquery.sql.server;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.Cleanable;

/**
 * The use of one connection by one query. Where the query is cancelled and yet holds on to the
 * connection, as in waiting for a server that hangs, the connection is taken from it.
 */
final class Lease implements Cleanable {

  private static final System.Logger LOG = System.getLogger(Lease.class.getName());
  private static final long TAKEN_AFTER_MILLIS = 1_000;

  private final ConnectionPool pool;
  private final Connection connection;
  private final Cancellation cancellation;
  private final Cancellation.Registration registration;
  private final CountDownLatch ended = new CountDownLatch(1);

  Lease(ConnectionPool pool, Connection connection, Cancellation cancellation) {
    this.pool = pool;
    this.connection = connection;
    this.cancellation = cancellation;
    this.registration =
        cancellation.onCancel(() -> Thread.ofVirtual().name("take-back").start(this::takeBack));
  }

  private void takeBack() {
    try {
      if (!ended.await(TAKEN_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.log(DEBUG, "A connection was not aborted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws SQLException {
    registration.close();
    ended.countDown();
    boolean reusable = cancellation.reason().isEmpty() && !connection.isClosed();
    pool.giveBack(connection, reusable);
  }
}
