package io.asyncquery.storage.queries;

import io.asyncquery.storage.DataFolderException;
import io.asyncquery.storage.queries.GroupCommit.Durability;
import java.nio.file.Path;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** How the file of the query store is connected to. */
record SqliteFile(Path path) {

  /** What the first migration signs a database with. */
  private static final int APPLICATION_ID = 0x61737179;

  private static final String NOT_OURS =
      "is not a query store, or is damaged. Move it away or put a backup in its place, or name"
          + " another data folder";

  private static final Set<SQLiteErrorCode> NOT_A_DATABASE =
      Set.of(SQLiteErrorCode.SQLITE_NOTADB, SQLiteErrorCode.SQLITE_CORRUPT);

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** Reads and never writes, not even where the file asks for repair. */
  Jdbi forReading() {
    SQLiteConfig config = common();
    config.setReadOnly(true);
    return jdbi(config);
  }

  /** Commits wait for the disk, and readers for no commit. */
  Jdbi forWriting() {
    SQLiteConfig config = common();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    return jdbi(config);
  }

  /**
   * Brings the file to the schema of today.
   *
   * @throws DataFolderException it is none of ours, or of a later version; it stays as it is
   */
  void migrate(Migrations migrations, WriteConnection writer) {
    try {
      if (version(migrations) < migrations.latest()) {
        writer.run(Durability.MACHINE, migrations::apply);
      }
    } catch (JdbiException e) {
      String fault = fault(e);
      throw fault.equals(NOT_OURS)
          ? DataFolderException.lost(path, fault, e)
          : DataFolderException.unfit(path, fault, e);
    }
  }

  private int version(Migrations migrations) {
    try (Handle handle = forReading().open()) {
      int version = Migrations.versionOf(handle);
      requireOurs(handle, version);
      requireWhole(handle);
      if (version > migrations.latest()) {
        throw DataFolderException.lost(
            path,
            "was written by a newer asyncquery: its schema has version ["
                + version
                + "], this program knows up to ["
                + migrations.latest()
                + "]. Start the newer program, or name another data folder",
            null);
      }
      return version;
    }
  }

  private void requireOurs(Handle handle, int version) {
    int owner = handle.createQuery("PRAGMA application_id").mapTo(int.class).one();
    boolean empty =
        handle.createQuery("SELECT count(*) = 0 FROM sqlite_schema").mapTo(boolean.class).one();
    boolean untouched = empty && owner == 0 && version == 0;
    if (owner != APPLICATION_ID && !untouched) {
      throw DataFolderException.lost(path, NOT_OURS, null);
    }
  }

  /** Reads the whole file: some hundred megabytes a second, against a surprise later. */
  private void requireWhole(Handle handle) {
    String found = handle.createQuery("PRAGMA quick_check(1)").mapTo(String.class).first();
    if (!found.equals("ok")) {
      throw DataFolderException.lost(path, NOT_OURS, null);
    }
  }

  private static String fault(Throwable e) {
    return switch (e) {
      case SQLiteException damaged when NOT_A_DATABASE.contains(damaged.getResultCode()) ->
          NOT_OURS;
      case NativeLibraryNotFoundException _ ->
          "cannot be opened, for the library of SQLite cannot be unpacked and loaded. Name a folder"
              + " where that is allowed with -Dorg.sqlite.tmpdir";
      case Throwable known when known.getCause() != null -> fault(known.getCause());
      default -> "cannot be opened: " + e.getMessage();
    };
  }

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTempStore(TempStore.MEMORY);
    // Or the driver asks for the last row id after every statement.
    config.setGetGeneratedKeys(false);
    // Where a plain fsync leaves the disk's own cache out of account (macOS).
    config.enableFullSync(true);
    return config;
  }

  private Jdbi jdbi(SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    // As a URI: in a plain path the driver would take a question mark for the start of options.
    source.setUrl("jdbc:sqlite:" + path.toUri());
    Jdbi jdbi = Jdbi.create(source::getConnection);
    jdbi.setStatementBuilderFactory(connection -> new PreparedStatements());
    // What was bound is users' data and does not belong in a log.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    return jdbi;
  }
}
