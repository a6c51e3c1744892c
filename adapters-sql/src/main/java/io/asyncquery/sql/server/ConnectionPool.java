package io.asyncquery.sql.server;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * The connections to one server: none before the first query, and each kept for the next query as
 * long as it works. Who takes one closes it, or gives it back here.
 */
public final class ConnectionPool implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ConnectionPool.class.getName());
  private static final Duration IDLE = Duration.ofMinutes(5);

  private final ServerSettings settings;
  private final PooledConnections connections;
  private final GenericObjectPool<Connection> pool;
  private final AtomicInteger taken = new AtomicInteger();

  public ConnectionPool(ServerSettings settings, ConnectionOpener opener) {
    this.settings = settings;
    GenericObjectPoolConfig<Connection> config = new GenericObjectPoolConfig<>();
    config.setJmxEnabled(false);
    config.setMaxTotal(settings.maxConnections());
    config.setMaxIdle(settings.maxConnections());
    config.setMaxWait(settings.connectTimeout());
    config.setTestOnBorrow(true);
    config.setMinEvictableIdleDuration(IDLE);
    config.setTimeBetweenEvictionRuns(IDLE.dividedBy(2));
    this.connections = new PooledConnections(settings, opener);
    this.pool = new GenericObjectPool<>(connections, config);
  }

  /**
   * A connection that works, within the connect timeout or until {@code cancellation}.
   *
   * @throws SQLException as the driver says why there is none
   * @throws QueryFailedException where all are in use, or the reason of the cancellation
   */
  Connection take(Cancellation cancellation) throws SQLException {
    cancellation.check();
    CompletableFuture<Connection> promise = new CompletableFuture<>();
    Thread.ofVirtual().name("connect").start(() -> borrow(promise));
    try (Cancellation.Registration _ =
        cancellation.onCancel(() ->
            promise.completeExceptionally(
                new QueryFailedException(cancellation.reason().orElseThrow())))) {
      return promise.join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  /** Takes a connection back; one that may still be at work, or is lost, is used no more. */
  void giveBack(Connection connection, boolean reusable) {
    taken.decrementAndGet();
    if (reusable) {
      pool.returnObject(connection);
      return;
    }
    try {
      connections.abort(connection);
    } catch (SQLException e) {
      LOG.log(DEBUG, "A connection that is dropped was not closed", e);
    }
    // The pool may open another one in its place at once, for which nobody here wants to wait.
    Thread.ofVirtual().name("drop").start(() -> drop(connection));
  }

  private void drop(Connection connection) {
    try {
      pool.invalidateObject(connection);
    } catch (Exception e) {
      LOG.log(DEBUG, "No connection could be opened in the place of one that was dropped", e);
    }
  }

  /** How many connections are taken. */
  int taken() {
    return taken.get();
  }

  @Override
  public void close() {
    pool.close();
  }

  private void borrow(CompletableFuture<Connection> promise) {
    try {
      Connection connection = pool.borrowObject();
      taken.incrementAndGet();
      if (!promise.complete(connection)) {
        giveBack(connection, true);
      }
    } catch (NoSuchElementException e) {
      promise.completeExceptionally(new QueryFailedException(noneLeft(), e));
    } catch (Exception e) {
      promise.completeExceptionally(e);
    }
  }

  private QueryFailure noneLeft() {
    return QueryFailure.source(
        "Source [%s] has no connection to spare: all [%d] are in use"
            .formatted(settings.name(), settings.maxConnections()));
  }

  private static RuntimeException unwrapped(CompletionException e) throws SQLException {
    return switch (e.getCause()) {
      case SQLException driver -> throw driver;
      case RuntimeException other -> other;
      case null, default -> e;
    };
  }
}
