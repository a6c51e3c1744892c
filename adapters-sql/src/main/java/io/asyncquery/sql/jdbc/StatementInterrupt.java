package io.asyncquery.sql.jdbc;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.execution.Cancellation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement on cancellation, again and again until it is closed: a driver forgets a
 * cancel that comes just before the statement begins to run. A source that does not heed it, as one
 * that hangs or cannot be reached, loses its connection. Close it before the statement.
 */
public final class StatementInterrupt implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(StatementInterrupt.class.getName());
  private static final long AGAIN_AFTER_MILLIS = 100;
  private static final long ABORT_AFTER_MILLIS = 1_000;

  private final Canceller canceller;
  private final Connection connection;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Cancellation.Registration registration;
  private volatile boolean aborted;

  public StatementInterrupt(Statement statement, Cancellation cancellation) throws SQLException {
    this(statement::cancel, statement.getConnection(), cancellation);
  }

  /**
   * @param canceller asks the source to end what {@code connection} runs; harmless where it runs
   *     nothing
   */
  public StatementInterrupt(Canceller canceller, Connection connection, Cancellation cancellation) {
    this.canceller = canceller;
    this.connection = connection;
    this.registration = cancellation.onCancel(this::begin);
  }

  /** One way to cancel. */
  @FunctionalInterface
  public interface Canceller {
    void cancel() throws SQLException;
  }

  private void begin() {
    Thread.ofVirtual().name("interrupt").start(this::interrupt);
    // Apart from that one, which may itself wait for a source that hangs.
    Thread.ofVirtual().name("abort").start(this::abort);
  }

  private void interrupt() {
    try {
      do {
        synchronized (this) {
          if (closed.getCount() > 0) {
            canceller.cancel();
          }
        }
      } while (!closed.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS));
    } catch (SQLException e) {
      LOG.log(DEBUG, "A statement did not take its cancel; it may have ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void abort() {
    try {
      if (!closed.await(ABORT_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
        aborted = true;
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.log(WARNING, "A statement that does not end keeps its connection", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    registration.close();
    closed.countDown();
    if (!aborted && isOpen()) {
      awaitCancel();
    }
  }

  /** A connection that is closed does nothing next. */
  private boolean isOpen() {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      LOG.log(DEBUG, "A connection does not know whether it is closed", e);
      return false;
    }
  }

  /** A cancel on its way would hit what the connection does next. */
  private synchronized void awaitCancel() {}
}
