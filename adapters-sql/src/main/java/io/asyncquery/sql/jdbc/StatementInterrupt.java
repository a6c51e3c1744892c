package io.asyncquery.sql.jdbc;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement on cancellation, again and again until it is closed: a driver forgets a
 * cancel that comes just before the statement begins to run. Close it before the statement.
 */
public final class StatementInterrupt implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(StatementInterrupt.class.getName());
  private static final long AGAIN_AFTER_MILLIS = 100;

  private final Statement statement;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Cancellation.Registration registration;

  public StatementInterrupt(Statement statement, Cancellation cancellation) {
    this.statement = statement;
    this.registration =
        cancellation.onCancel(() -> Thread.ofVirtual().name("interrupt").start(this::interrupt));
  }

  private void interrupt() {
    try {
      do {
        synchronized (this) {
          if (closed.getCount() > 0) {
            statement.cancel();
          }
        }
      } while (!closed.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS));
    } catch (SQLException e) {
      LOG.log(DEBUG, "A statement did not take its cancel; it may have ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    registration.close();
    synchronized (this) {
      closed.countDown();
    }
  }
}
