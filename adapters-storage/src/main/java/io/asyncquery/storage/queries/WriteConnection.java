package io.asyncquery.storage.queries;

import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.storage.queries.GroupCommit.Durability;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The one connection that writes. */
final class WriteConnection implements GroupCommit.Transactions<Handle>, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(WriteConnection.class.getName());

  private final Jdbi jdbi;
  private Optional<Handle> connection = Optional.empty();
  private Durability current = Durability.MACHINE;

  /**
   * @param jdbi opens connections whose commits wait for the disk
   */
  WriteConnection(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * {@inheritDoc}
   *
   * <p>After a fault nobody can be sure of the connection: SQLite ends some transactions by itself,
   * and the driver some statements. Closing it gives up whatever is open; the next one is fresh.
   */
  @Override
  public void run(Durability durability, Consumer<Handle> changes) {
    boolean committed = false;
    try {
      Handle handle = open();
      require(durability, handle);
      handle.execute("BEGIN IMMEDIATE");
      changes.accept(handle);
      handle.execute("COMMIT");
      committed = true;
    } finally {
      if (!committed) {
        close();
      }
    }
  }

  private Handle open() {
    Handle handle = connection.orElseGet(jdbi::open);
    connection = Optional.of(handle);
    return handle;
  }

  /** A plain statement, since this pragma acts when it is prepared, not when it is executed. */
  private void require(Durability durability, Handle handle) {
    if (durability == current) {
      return;
    }
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(
          switch (durability) {
            case PROCESS -> "PRAGMA synchronous = NORMAL";
            case MACHINE -> "PRAGMA synchronous = FULL";
          });
      current = durability;
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  @Override
  public void close() {
    Optional<Handle> closing = connection;
    connection = Optional.empty();
    current = Durability.MACHINE;
    try {
      closing.ifPresent(Handle::close);
    } catch (JdbiException e) {
      LOG.log(WARNING, "A connection of the query store could not be closed", e);
    }
  }
}
