package io.asyncquery.application.testdata;

import io.asyncquery.application.execution.QueryListener;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Hears of the queries that ended, and lets tests wait for one. */
public final class FinishedQueries implements QueryListener {

  private static final int DEADLINE_SECONDS = 30;

  private final List<AsyncQuery.Finished> heard = new CopyOnWriteArrayList<>();
  private final Map<QueryId, CompletableFuture<AsyncQuery.Finished>> ends =
      new ConcurrentHashMap<>();

  @Override
  public void finished(AsyncQuery.Finished query) {
    heard.add(query);
    end(query.id()).complete(query);
  }

  /** In the order of their ends. */
  public List<AsyncQuery.Finished> heard() {
    return List.copyOf(heard);
  }

  /** The terminal state of the query, once it has one. */
  public AsyncQuery.Finished await(QueryId id) throws Exception {
    return end(id).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private CompletableFuture<AsyncQuery.Finished> end(QueryId id) {
    return ends.computeIfAbsent(id, key -> new CompletableFuture<>());
  }
}
