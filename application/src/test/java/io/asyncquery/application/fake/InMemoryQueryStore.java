package io.asyncquery.application.fake;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Queries in a map. */
public final class InMemoryQueryStore implements QueryStore {

  private final Map<QueryId, AsyncQuery> queries = new LinkedHashMap<>();

  @Override
  public synchronized void create(AsyncQuery.Running query) {
    if (queries.putIfAbsent(query.id(), query) != null) {
      throw new IllegalStateException("Query [" + query.id() + "] exists");
    }
  }

  @Override
  public synchronized Optional<AsyncQuery> find(QueryId id) {
    return Optional.ofNullable(queries.get(id));
  }

  @Override
  public synchronized boolean finish(AsyncQuery.Finished finished) {
    return replaceRunning(finished);
  }

  @Override
  public synchronized boolean revoke(AsyncQuery.Failed lost) {
    return queries.get(lost.id()) instanceof AsyncQuery.Successful successful
        && queries.replace(lost.id(), successful, lost);
  }

  @Override
  public synchronized boolean recordAttempts(AsyncQuery.Running query) {
    return replaceRunning(query);
  }

  private boolean replaceRunning(AsyncQuery query) {
    if (!(queries.get(query.id()) instanceof AsyncQuery.Running)) {
      return false;
    }
    queries.put(query.id(), query);
    return true;
  }

  @Override
  public synchronized List<AsyncQuery.Running> running() {
    return all(AsyncQuery.Running.class).stream()
        .sorted(Comparator.comparing(AsyncQuery::submittedAt))
        .toList();
  }

  @Override
  public synchronized List<QueryId> successfulIds() {
    return all(AsyncQuery.Successful.class).stream().map(AsyncQuery::id).toList();
  }

  @Override
  public synchronized Optional<Instant> latestEnd() {
    return all(AsyncQuery.Finished.class).stream()
        .map(AsyncQuery.Finished::finishedAt)
        .max(Comparator.naturalOrder());
  }

  @Override
  public synchronized List<QueryId> deleteFinished(FinishedFilter filter) {
    List<QueryId> gone =
        all(AsyncQuery.Finished.class).stream().filter(meets(filter)).map(AsyncQuery::id).toList();
    gone.forEach(queries::remove);
    return gone;
  }

  @Override
  public synchronized List<QueryId> deleteOldest(Oldest which) {
    List<QueryId> gone =
        all(AsyncQuery.Finished.class).stream()
            .filter(query -> query.finishedAt().isBefore(which.finishedBefore()))
            .filter(query -> !which.withResult() || query instanceof AsyncQuery.Successful)
            .filter(query -> which.projects().contains(query.request().project()))
            .sorted(Comparator.comparing(AsyncQuery.Finished::finishedAt))
            .limit(which.atMost())
            .map(AsyncQuery::id)
            .toList();
    gone.forEach(queries::remove);
    return gone;
  }

  private static Predicate<AsyncQuery.Finished> meets(FinishedFilter filter) {
    return query ->
        filter.id().map(query.id()::equals).orElse(true)
            && filter.submitter().map(query.request().submitter()::equals).orElse(true)
            && filter.project().map(query.request().project()::equals).orElse(true)
            && filter
                .finishedBefore()
                .map((Instant end) -> query.finishedAt().isBefore(end))
                .orElse(true);
  }

  private <T extends AsyncQuery> List<T> all(Class<T> state) {
    return queries.values().stream().filter(state::isInstance).map(state::cast).toList();
  }

  @Override
  public boolean available() {
    return true;
  }
}
