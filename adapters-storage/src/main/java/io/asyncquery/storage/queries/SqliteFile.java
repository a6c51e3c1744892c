package io.asyncquery.storage.queries;

import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/** How the file of the query store is connected to. */
record SqliteFile(Path path) {

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

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setTempStore(TempStore.MEMORY);
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
