package io.asyncquery.sql.duckdb;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * One instance of DuckDB, to which each query has a connection of its own. After an error of its
 * own making an instance takes no more queries: then another takes its place at once. What the old
 * one is reading it reads to the end, and is closed with the last connection to it; until then both
 * may take as much memory as one.
 */
final class SharedInstance implements ConnectionFactory, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SharedInstance.class.getName());

  private final DuckDbSettings settings;
  private final Opening opening;
  private final Map<Connection, Opened> lent = new HashMap<>();
  private Opened current;

  private SharedInstance(DuckDbSettings settings, Opening opening)
      throws SQLException, IOException {
    this.settings = settings;
    this.opening = opening;
    this.current = start(settings, opening);
  }

  /** Starts DuckDB, with a scratch folder of its own. */
  @FunctionalInterface
  interface Opening {
    DuckDBConnection open(ScratchFolder scratch) throws SQLException, IOException;
  }

  private record Opened(
      DuckDBConnection connection, String database, EngineThreads threads, ScratchFolder scratch)
      implements AutoCloseable {

    Connection connect() throws SQLException {
      return DuckDbInstance.connection(connection, database);
    }

    @Override
    public void close() throws SQLException {
      try (scratch) {
        threads.close();
        connection.close();
      }
    }
  }

  static SharedInstance open(DuckDbSettings settings, Opening opening)
      throws SQLException, IOException {
    return new SharedInstance(settings, opening);
  }

  private static Opened start(DuckDbSettings settings, Opening opening)
      throws SQLException, IOException {
    ScratchFolder scratch = ScratchFolder.create(settings.tempFolder());
    boolean opened = false;
    try {
      Opened started = withThreads(opening.open(scratch), settings, scratch);
      opened = true;
      return started;
    } finally {
      if (!opened) {
        scratch.close();
      }
    }
  }

  private static Opened withThreads(
      DuckDBConnection connection, DuckDbSettings settings, ScratchFolder scratch)
      throws SQLException {
    boolean opened = false;
    try {
      String database = DuckDbInstance.database(connection);
      // The one that sends a query works on it too.
      EngineThreads threads = EngineThreads.start(connection, settings.threadCount() - 1);
      opened = true;
      return new Opened(connection, database, threads, scratch);
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  /** What DuckDB calls its database, whichever instance it is. */
  synchronized String database() {
    return current.database();
  }

  @Override
  public synchronized Connection openConnection() throws SQLException {
    Connection connection;
    try {
      connection = current.connect();
    } catch (SQLException e) {
      if (!InvalidatedInstance.isCauseOf(e)) {
        throw e;
      }
      LOG.log(WARNING, "DuckDB is started anew after an error of its own", e);
      renew();
      connection = current.connect();
    }
    lent.put(connection, current);
    return connection;
  }

  private void renew() throws SQLException {
    Opened useless = current;
    try {
      current = start(settings, opening);
    } catch (IOException e) {
      throw new SQLException("DuckDB could not be started anew", e);
    }
    closeUnused(useless);
  }

  /** Those that work for a connection that was opened here and is still open. */
  synchronized EngineThreads threads(Connection connection) {
    return requireNonNull(lent.get(connection)).threads();
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    try {
      connection.close();
    } finally {
      giveBack(connection);
    }
  }

  private synchronized void giveBack(Connection connection) throws SQLException {
    Opened opened = lent.remove(connection);
    if (opened != null && !opened.equals(current)) {
      closeUnused(opened);
    }
  }

  private void closeUnused(Opened useless) throws SQLException {
    if (!lent.containsValue(useless)) {
      useless.close();
    }
  }

  /** How many connections are open. */
  synchronized int lentConnections() {
    return lent.size();
  }

  /** Every connection must have been closed before. */
  @Override
  public synchronized void close() {
    try {
      current.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB did not close", e);
    }
  }
}
