package io.asyncquery.sql.duckdb;

import static java.lang.System.Logger.Level.DEBUG;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts a statement until it has ended: DuckDB forgets an interrupt that comes before the
 * query begins, so one may not be enough. After {@link #close} it touches the connection no more.
 */
final class RepeatedInterrupt implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RepeatedInterrupt.class.getName());
  private static final int INTERVAL_MILLIS = 20;

  private final Statement statement;
  private final CountDownLatch closed = new CountDownLatch(1);

  RepeatedInterrupt(Statement statement) {
    this.statement = statement;
  }

  /** Begins; does not wait. */
  void start() {
    Thread.ofVirtual().name("duckdb-interrupt").start(this::repeat);
  }

  private void repeat() {
    try {
      do {
        interrupt();
      } while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (SQLException e) {
      LOG.log(DEBUG, "The statement had ended before it was interrupted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void interrupt() throws SQLException {
    if (closed.getCount() > 0) {
      statement.cancel();
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
  }
}
