package io.asyncquery.storage.queries;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Queries as they stand in the store, for those who ask again and again. It never answers what the
 * store would not: a query that is being changed is not in it, and what was read while a change
 * began is not kept. For that every change of the store goes through {@link #change}.
 */
final class QueryCache {

  private static final int MAX_ENTRIES = 500;

  /** In characters; a longer SQL would cost more memory than the reading is worth. */
  private static final int MAX_SQL = 10_000;

  private final Map<QueryId, State> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<QueryId, State> eldest) {
          return size() > MAX_ENTRIES && !(eldest.getValue() instanceof Changing);
        }
      };

  private sealed interface State {}

  private record Known(AsyncQuery query) implements State {}

  /** Somebody reads it; no two are equal. */
  private static final class Reading implements State {}

  private record Changing(int changes) implements State {}

  /** The query of this id, from {@code store} where it is not known here. */
  Optional<AsyncQuery> find(QueryId id, Supplier<Optional<AsyncQuery>> store) {
    Reading reading = new Reading();
    if (enter(id, reading) instanceof Known(AsyncQuery query)) {
      return Optional.of(query);
    }
    Optional<AsyncQuery> found = Optional.empty();
    try {
      found = store.get();
      return found;
    } finally {
      leave(id, reading, found.filter(query -> query.request().sql().length() <= MAX_SQL));
    }
  }

  /** Makes a change in the store that concerns the queries of {@code ids} at most. */
  <T> T change(Collection<QueryId> ids, Supplier<T> change) {
    begin(ids);
    try {
      return change.get();
    } finally {
      end(ids);
    }
  }

  private synchronized State enter(QueryId id, Reading reading) {
    State state = entries.putIfAbsent(id, reading);
    return state == null ? reading : state;
  }

  private synchronized void leave(QueryId id, Reading reading, Optional<AsyncQuery> found) {
    if (entries.get(id) == reading) {
      found.ifPresentOrElse(query -> entries.put(id, new Known(query)), () -> entries.remove(id));
    }
  }

  private synchronized void begin(Collection<QueryId> ids) {
    ids.forEach(id -> entries.put(id, new Changing(changes(id) + 1)));
  }

  private synchronized void end(Collection<QueryId> ids) {
    for (QueryId id : ids) {
      int others = changes(id) - 1;
      if (others > 0) {
        entries.put(id, new Changing(others));
      } else {
        entries.remove(id);
      }
    }
  }

  private int changes(QueryId id) {
    return entries.get(id) instanceof Changing(int changes) ? changes : 0;
  }
}
