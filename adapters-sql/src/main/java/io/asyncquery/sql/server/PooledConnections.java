package io.asyncquery.sql.server;

import static java.lang.System.Logger.Level.DEBUG;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** How the pool makes, checks and drops connections. */
final class PooledConnections extends BasePooledObjectFactory<Connection> {

  private static final System.Logger LOG = System.getLogger(PooledConnections.class.getName());

  /** One that was used just now needs no question whether it still works. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private static final Duration CANCEL_WAIT = Duration.ofMillis(500);

  private final ServerSettings settings;
  private final ConnectionOpener opener;

  PooledConnections(ServerSettings settings, ConnectionOpener opener) {
    this.settings = settings;
    this.opener = opener;
  }

  @Override
  public Connection create() throws SQLException {
    return opener.open();
  }

  @Override
  public PooledObject<Connection> wrap(Connection connection) {
    return new DefaultPooledObject<>(connection);
  }

  @Override
  public boolean validateObject(PooledObject<Connection> pooled) {
    try {
      Connection connection = pooled.getObject();
      return (pooled.getIdleDuration().compareTo(FRESH) < 0 && !connection.isClosed())
          || connection.isValid(ServerSettings.seconds(settings.connectTimeout()));
    } catch (SQLException e) {
      LOG.log(DEBUG, "A connection works no more", e);
      return false;
    }
  }

  /** Ends the transaction: what has failed in it, or what it has seen, is over. */
  @Override
  public void passivateObject(PooledObject<Connection> pooled) throws SQLException {
    Connection connection = pooled.getObject();
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  @Override
  public void destroyObject(PooledObject<Connection> pooled) throws SQLException {
    pooled.getObject().close();
  }

  /**
   * Drops a connection that may still be at work. Never waits long: what the server does is asked
   * to end, and left then.
   */
  void abort(Connection connection) throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    tryBriefly("cancel", () -> opener.cancel(connection));
    // A driver may want to say good-bye to a server that hangs.
    tryBriefly("abort", () -> connection.abort(Runnable::run));
  }

  private static void tryBriefly(String name, Ending ending) {
    Thread thread = Thread.ofVirtual().name(name).start(() -> run(ending));
    try {
      boolean _ = thread.join(CANCEL_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Ending ending) {
    try {
      ending.run();
    } catch (SQLException e) {
      LOG.log(DEBUG, "What a connection does was not ended", e);
    }
  }

  /** A step on the way to the end of a connection. */
  @FunctionalInterface
  private interface Ending {
    void run() throws SQLException;
  }
}
