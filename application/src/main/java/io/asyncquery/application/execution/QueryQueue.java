package io.asyncquery.application.execution;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The queries that wait for a worker: bounded in length, and fair between submitters, who take
 * turns, so that a thousand queries of one delay the first of another by one place.
 */
final class QueryQueue {

  private final int capacity;
  private final Map<String, ArrayDeque<AsyncQuery.Running>> waiting = new LinkedHashMap<>();
  private int places;
  private boolean closed;

  /**
   * @param capacity how many queries may wait, 1 or more
   */
  QueryQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a place for a query that is not recorded yet; false where there is none. */
  synchronized boolean reserve() {
    if (places >= capacity) {
      return false;
    }
    places++;
    return true;
  }

  /** Gives a reserved place back. */
  synchronized void release() {
    places--;
  }

  /** Lets a query wait in the place reserved for it. */
  synchronized void add(AsyncQuery.Running query) {
    waiting
        .computeIfAbsent(query.request().submitter(), submitter -> new ArrayDeque<>())
        .add(query);
    notifyAll();
  }

  /** Lets a query wait that was accepted before this process began, whatever the capacity. */
  synchronized void restore(AsyncQuery.Running query) {
    places++;
    add(query);
  }

  /**
   * What {@code begin} makes of the next query, waiting for one if need be; nothing once closed. It
   * runs before anybody can find the query gone from here, so that it is always here or there.
   */
  synchronized <T> Optional<T> take(Function<AsyncQuery.Running, T> begin)
      throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    if (closed) {
      return Optional.empty();
    }
    Map.Entry<String, ArrayDeque<AsyncQuery.Running>> turn = waiting.entrySet().iterator().next();
    ArrayDeque<AsyncQuery.Running> queries = turn.getValue();
    AsyncQuery.Running query = queries.remove();
    waiting.remove(turn.getKey());
    if (!queries.isEmpty()) {
      waiting.put(turn.getKey(), queries);
    }
    places--;
    return Optional.of(begin.apply(query));
  }

  /**
   * How many queries will be taken until this one is, itself counted; nothing if it is not here.
   */
  synchronized OptionalInt position(AsyncQuery.Running query) {
    String submitter = query.request().submitter();
    int before = indexOf(query.id(), waiting.getOrDefault(submitter, new ArrayDeque<>()));
    if (before < 0) {
      return OptionalInt.empty();
    }
    // Before the turn of this query come as many turns of each submitter as of its own, and one
    // more of those who stand ahead of its submitter.
    int position = 1;
    boolean ahead = true;
    for (Map.Entry<String, ArrayDeque<AsyncQuery.Running>> turn : waiting.entrySet()) {
      ahead = ahead && !turn.getKey().equals(submitter);
      position += Math.min(turn.getValue().size(), ahead ? before + 1 : before);
    }
    return OptionalInt.of(position);
  }

  private static int indexOf(QueryId id, ArrayDeque<AsyncQuery.Running> queries) {
    int index = 0;
    for (AsyncQuery.Running query : queries) {
      if (isSame(query, id)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  /** Takes a query out before its turn; false where it does not wait here. */
  synchronized boolean remove(AsyncQuery.Running query) {
    ArrayDeque<AsyncQuery.Running> queries = waiting.get(query.request().submitter());
    if (queries == null || !queries.removeIf(other -> isSame(other, query.id()))) {
      return false;
    }
    if (queries.isEmpty()) {
      waiting.remove(query.request().submitter());
    }
    places--;
    return true;
  }

  /**
   * Ends every {@link #take}; what waits stays recorded as running and waits for the next start.
   */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private static boolean isSame(AsyncQuery.Running query, QueryId id) {
    return query.id().equals(id);
  }
}
