package io.asyncquery.application.fake;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lets tests act, or fail, before and after the operations of another store. */
public final class HookedQueryStore implements QueryStore {

  /** What hooks hang on. */
  public enum Operation {
    CREATE,
    FIND,
    FINISH,
    RECORD_ATTEMPTS,
    LIST,
    DELETE
  }

  private final QueryStore store;
  private final Map<Operation, Runnable> before = new ConcurrentHashMap<>();
  private final Map<Operation, Runnable> after = new ConcurrentHashMap<>();
  private volatile boolean available = true;

  public HookedQueryStore(QueryStore store) {
    this.store = store;
  }

  /** Runs {@code hook} before the next such operation, once. */
  public void before(Operation operation, Runnable hook) {
    before.put(operation, hook);
  }

  /** Runs {@code hook} after the next such operation, once. */
  public void after(Operation operation, Runnable hook) {
    after.put(operation, hook);
  }

  /** Every operation fails from now on, or none any more. */
  public void setAvailable(boolean available) {
    this.available = available;
  }

  /** What a store throws that is broken. */
  public static StoreException broken() {
    return new StoreException("The store is broken", new IOException("secret path"));
  }

  @Override
  public void create(AsyncQuery.Running query) {
    enter(Operation.CREATE);
    store.create(query);
    leave(Operation.CREATE);
  }

  @Override
  public Optional<AsyncQuery> find(QueryId id) {
    enter(Operation.FIND);
    Optional<AsyncQuery> found = store.find(id);
    leave(Operation.FIND);
    return found;
  }

  @Override
  public boolean finish(AsyncQuery.Finished finished) {
    enter(Operation.FINISH);
    boolean first = store.finish(finished);
    leave(Operation.FINISH);
    return first;
  }

  @Override
  public boolean revoke(AsyncQuery.Failed lost) {
    enter(Operation.FINISH);
    return store.revoke(lost);
  }

  @Override
  public boolean recordAttempts(AsyncQuery.Running query) {
    enter(Operation.RECORD_ATTEMPTS);
    boolean recorded = store.recordAttempts(query);
    leave(Operation.RECORD_ATTEMPTS);
    return recorded;
  }

  @Override
  public List<AsyncQuery.Running> running() {
    enter(Operation.LIST);
    return store.running();
  }

  @Override
  public List<QueryId> successfulIds() {
    enter(Operation.LIST);
    return store.successfulIds();
  }

  @Override
  public Optional<Instant> latestEnd() {
    enter(Operation.LIST);
    return store.latestEnd();
  }

  @Override
  public List<QueryId> deleteFinished(FinishedFilter filter) {
    enter(Operation.DELETE);
    List<QueryId> gone = store.deleteFinished(filter);
    leave(Operation.DELETE);
    return gone;
  }

  @Override
  public List<QueryId> deleteOldest(Oldest which) {
    enter(Operation.DELETE);
    List<QueryId> gone = store.deleteOldest(which);
    leave(Operation.DELETE);
    return gone;
  }

  @Override
  public boolean available() {
    return available && store.available();
  }

  private void enter(Operation operation) {
    run(before, operation);
    if (!available) {
      throw broken();
    }
  }

  private void leave(Operation operation) {
    run(after, operation);
  }

  private static void run(Map<Operation, Runnable> hooks, Operation operation) {
    Runnable hook = hooks.remove(operation);
    if (hook != null) {
      hook.run();
    }
  }
}
