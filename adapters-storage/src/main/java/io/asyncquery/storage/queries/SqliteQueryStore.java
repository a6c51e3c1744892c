package io.asyncquery.storage.queries;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.DataFolderException;
import io.asyncquery.storage.queries.GroupCommit.Durability;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;

/**
 * The queries in a SQLite database with a write-ahead log: changes go through one connection and
 * commit in groups, reads go past them on connections of their own.
 */
public final class SqliteQueryStore implements QueryStore, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SqliteQueryStore.class.getName());

  private static final int READERS = Math.max(4, Runtime.getRuntime().availableProcessors());

  /** Deleted at a time; other changes are made between one batch and the next. */
  private static final int DELETE_BATCH = 500;

  private final ReadConnections reads;
  private final WriteConnection writer;
  private final GroupCommit<Handle> writes;
  private final QueryCache cache = new QueryCache();

  SqliteQueryStore(ReadConnections reads, WriteConnection writer, GroupCommit<Handle> writes) {
    this.reads = reads;
    this.writer = writer;
    this.writes = writes;
  }

  /**
   * Opens the query store of a folder, and brings it to the schema of today first.
   *
   * @throws DataFolderException its file is not a query store, or that of a newer program
   */
  public static SqliteQueryStore open(DataFolder folder) {
    SqliteFile file = new SqliteFile(folder.queryStoreFile());
    WriteConnection writer = new WriteConnection(file.forWriting());
    file.migrate(Migrations.ALL, writer);
    ReadConnections reads = new ReadConnections(file.forReading(), READERS);
    return new SqliteQueryStore(reads, writer, new GroupCommit<>("query-store", writer));
  }

  /**
   * As {@link #open}; but a file that cannot be used goes aside with all results, and a new one
   * takes its place.
   *
   * @throws DataFolderException where the file may be sound, and only cannot be opened
   */
  public static SqliteQueryStore openOrBeginAnew(DataFolder folder) {
    try {
      return open(folder);
    } catch (DataFolderException e) {
      if (!e.lost()) {
        throw e;
      }
      Path aside = folder.setAside();
      LOG.log(
          ERROR,
          "The states of all queries are lost to this server, which begins anew: "
              + e.getMessage()
              + ". Store and results lie in ["
              + aside
              + "]: to have them back, stop the server, mend or replace queries.db there, and move"
              + " all of it back to the data folder; else delete them",
          e);
      return open(folder);
    }
  }

  @Override
  public void create(AsyncQuery.Running query) {
    write(Durability.MACHINE, handle -> QueryTable.insert(handle, query));
  }

  @Override
  public Optional<AsyncQuery> find(QueryId id) {
    Map<String, RuntimeException> unreadable = new LinkedHashMap<>();
    Optional<AsyncQuery> found =
        cache.find(id, () -> reads.read(handle -> QueryTable.find(handle, id, unreadable::put)));
    unreadable.forEach(this::setAside);
    return found;
  }

  @Override
  public boolean finish(AsyncQuery.Finished finished) {
    return change(
            List.of(finished.id()),
            Durability.MACHINE,
            handle -> QueryTable.finish(handle, finished))
        == 1;
  }

  @Override
  public boolean revoke(AsyncQuery.Failed lost) {
    return change(List.of(lost.id()), Durability.MACHINE, handle -> QueryTable.revoke(handle, lost))
        == 1;
  }

  @Override
  public boolean recordAttempts(AsyncQuery.Running query) {
    return change(
            List.of(query.id()),
            Durability.PROCESS,
            handle -> QueryTable.updateAttempts(handle, query))
        == 1;
  }

  @Override
  public List<AsyncQuery.Running> running() {
    Map<String, RuntimeException> unreadable = new LinkedHashMap<>();
    List<AsyncQuery.Running> running =
        reads.read(handle -> QueryTable.running(handle, unreadable::put));
    unreadable.forEach(this::setAside);
    return running;
  }

  private void setAside(String id, RuntimeException reason) {
    write(Durability.MACHINE, handle -> QueryTable.setAside(handle, id, reason.toString()));
    LOG.log(
        ERROR,
        "The record of query ["
            + id
            + "] cannot be read; it was moved to the table"
            + " [unreadable_query], and the query is MISSING. Let its owner send it again",
        reason);
  }

  @Override
  public List<QueryId> successfulIds() {
    return reads.read(QueryTable::successfulIds);
  }

  @Override
  public Optional<Instant> latestEnd() {
    return reads.read(QueryTable::latestEnd);
  }

  /** What is meant is decided once, at the start; of two calls at once each returns its own. */
  @Override
  public List<QueryId> deleteFinished(FinishedFilter filter) {
    return reads.read(handle -> QueryTable.finishedIds(handle, filter)).stream()
        .gather(Gatherers.windowFixed(DELETE_BATCH))
        .flatMap(batch -> deleteFinished(batch).stream())
        .toList();
  }

  @Override
  public List<QueryId> deleteOldest(Oldest which) {
    List<QueryId> oldest = reads.read(handle -> QueryTable.oldestIds(handle, which));
    return oldest.isEmpty() ? oldest : deleteFinished(oldest);
  }

  private List<QueryId> deleteFinished(List<QueryId> batch) {
    return change(batch, Durability.MACHINE, handle -> QueryTable.deleteFinished(handle, batch));
  }

  @Override
  public boolean available() {
    try {
      return writes.open() && reads.read(QueryTable::readable);
    } catch (StoreException e) {
      LOG.log(WARNING, "The query store does not answer", e);
      return false;
    }
  }

  /** A write that concerns queries which somebody may have asked for. */
  private <T> T change(List<QueryId> ids, Durability durability, Function<Handle, T> change) {
    return cache.change(ids, () -> write(durability, change));
  }

  private <T> T write(Durability durability, Function<Handle, T> change) {
    return writes.commit(durability, change);
  }

  /**
   * Makes what was asked for before, then refuses. The last connection to close tidies the file.
   */
  @Override
  public void close() {
    writes.close();
    reads.close();
    writer.close();
  }
}
