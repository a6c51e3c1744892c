package io.asyncquery.storage.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueryCacheTest {

  private final QueryCache cache = new QueryCache();
  private final Map<QueryId, AsyncQuery> store = new HashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final AsyncQuery.Running running = add(RequestBuilder.request());

  private AsyncQuery.Running add(RequestBuilder request) {
    AsyncQuery.Running query = request.running();
    store.put(query.id(), query);
    return query;
  }

  private Optional<AsyncQuery> read(QueryId id) {
    reads.incrementAndGet();
    return Optional.ofNullable(store.get(id));
  }

  private Optional<AsyncQuery> find(QueryId id) {
    return cache.find(id, () -> read(id));
  }

  private AsyncQuery finish() {
    AsyncQuery.Finished failed = running.fail(QueryFailure.invalidSql("x"), RequestBuilder.NOW);
    cache.change(List.of(running.id()), () -> store.put(running.id(), failed));
    return failed;
  }

  @Test
  void a_query_is_read_once() {
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.of(running), find(running.id()));
    }
    assertEquals(1, reads.get());
  }

  @Test
  void an_absence_is_not_kept() {
    store.clear();
    assertEquals(Optional.empty(), find(running.id()));
    store.put(running.id(), running);
    assertEquals(Optional.of(running), find(running.id()));
  }

  @Test
  void after_a_change_the_query_is_read_anew() {
    find(running.id());
    AsyncQuery failed = finish();
    assertEquals(Optional.of(failed), find(running.id()));
    cache.change(List.of(running.id()), () -> store.remove(running.id()));
    assertEquals(Optional.empty(), find(running.id()));
  }

  @Test
  void during_a_change_the_store_is_asked() {
    find(running.id());
    cache.change(
        List.of(running.id()),
        () -> {
          assertEquals(Optional.of(running), find(running.id()));
          store.remove(running.id());
          assertEquals(Optional.empty(), find(running.id()));
          return true;
        });
  }

  @Test
  void what_was_read_before_a_change_is_not_kept_after_it() {
    Optional<AsyncQuery> late =
        cache.find(
            running.id(),
            () -> {
              Optional<AsyncQuery> read = read(running.id());
              finish();
              return read;
            });
    assertEquals(Optional.of(running), late);
    assertEquals(Optional.ofNullable(store.get(running.id())), find(running.id()));
  }

  @Test
  void of_two_changes_at_a_time_the_last_to_end_lets_readers_in() {
    cache.change(
        List.of(running.id()),
        () -> {
          AsyncQuery failed = finish();
          assertEquals(Optional.of(failed), find(running.id()));
          return store.remove(running.id());
        });
    assertEquals(Optional.empty(), find(running.id()));
  }

  @Test
  void a_change_that_fails_leaves_the_store_to_be_asked() {
    find(running.id());
    assertThrows(
        IllegalStateException.class,
        () ->
            cache.change(
                List.of(running.id()),
                () -> {
                  store.remove(running.id());
                  throw new IllegalStateException("made, and yet failed");
                }));
    assertEquals(Optional.empty(), find(running.id()));
  }

  @Test
  void no_more_is_kept_than_memory_can_be_spared_for() {
    for (int i = 0; i < 1_000; i++) {
      find(add(RequestBuilder.request()).id());
    }
    find(running.id());
    assertEquals(1_001, reads.get());
    AsyncQuery.Running longSql = add(RequestBuilder.request("-".repeat(10_001)));
    find(longSql.id());
    find(longSql.id());
    assertEquals(1_003, reads.get());
  }
}
