package io.asyncquery.sql.duckdb;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * One instance of DuckDB, to which each query has a connection of its own. After an error of its
 * own making DuckDB refuses everything to everybody, until all connections are closed: so the
 * instance is opened anew for the next query once the others have given theirs back.
 */
final class SharedInstance implements ConnectionFactory, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SharedInstance.class.getName());

  /** How long a new query waits for those that still have a connection of no use. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path tempFolder;
  private final Opening opening;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition returned = lock.newCondition();
  private Optional<Opened> current = Optional.empty();
  private int lent;

  private SharedInstance(Path tempFolder, Opening opening) {
    this.tempFolder = tempFolder;
    this.opening = opening;
  }

  /** Starts DuckDB, with a scratch folder of its own. */
  @FunctionalInterface
  interface Opening {
    DuckDBConnection open(ScratchFolder scratch) throws SQLException, IOException;
  }

  private record Opened(DuckDBConnection connection, String database, ScratchFolder scratch)
      implements AutoCloseable {

    @Override
    public void close() throws SQLException {
      try (scratch) {
        connection.close();
      }
    }
  }

  /** Opens it at once. */
  static SharedInstance open(DuckDbSettings settings, Opening opening)
      throws SQLException, IOException {
    SharedInstance instance = new SharedInstance(settings.tempFolder(), opening);
    instance.current = Optional.of(instance.start());
    return instance;
  }

  private Opened start() throws SQLException, IOException {
    ScratchFolder scratch = ScratchFolder.create(tempFolder);
    boolean opened = false;
    try {
      DuckDBConnection connection = opening.open(scratch);
      Opened started = new Opened(connection, DuckDbInstance.database(connection), scratch);
      opened = true;
      return started;
    } finally {
      if (!opened) {
        scratch.close();
      }
    }
  }

  /** What DuckDB calls its database, the same each time. */
  String database() throws SQLException {
    Opened opened = lend();
    giveBack();
    return opened.database();
  }

  @Override
  public Connection openConnection() throws SQLException {
    Opened opened = lend();
    try {
      return connection(opened);
    } catch (SQLException e) {
      if (!DuckDbErrors.isInvalidated(e)) {
        throw e;
      }
      renew(opened, e);
    }
    return connection(lend());
  }

  private Connection connection(Opened opened) throws SQLException {
    boolean connected = false;
    try {
      Connection connection = DuckDbInstance.connection(opened.connection(), opened.database());
      connected = true;
      return connection;
    } finally {
      if (!connected) {
        giveBack();
      }
    }
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    try {
      connection.close();
    } finally {
      giveBack();
    }
  }

  /** How many connections are open. */
  int lentConnections() {
    lock.lock();
    try {
      return lent;
    } finally {
      lock.unlock();
    }
  }

  private Opened lend() throws SQLException {
    lock.lock();
    try {
      if (current.isEmpty()) {
        current = Optional.of(startAgain());
      }
      lent++;
      return current.get();
    } finally {
      lock.unlock();
    }
  }

  private void giveBack() {
    lock.lock();
    try {
      lent--;
      returned.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns once {@code useless} is closed, by this thread or another. */
  private void renew(Opened useless, SQLException refused) throws SQLException {
    lock.lock();
    try {
      long patience = PATIENCE.toNanos();
      while (current.filter(useless::equals).isPresent() && lent > 0) {
        if (patience <= 0) {
          throw refused;
        }
        patience = returned.awaitNanos(patience);
      }
      if (current.filter(useless::equals).isPresent()) {
        LOG.log(WARNING, "DuckDB is started anew after an error of its own", refused);
        current = Optional.empty();
        useless.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused;
    } finally {
      lock.unlock();
    }
  }

  private Opened startAgain() throws SQLException {
    try {
      return start();
    } catch (IOException e) {
      throw new SQLException("DuckDB could not be started anew", e);
    }
  }

  /** Every connection must have been closed before. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (current.isPresent()) {
        current.get().close();
        current = Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB did not close", e);
    } finally {
      lock.unlock();
    }
  }
}
