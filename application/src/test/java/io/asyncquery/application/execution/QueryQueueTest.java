package io.asyncquery.application.execution;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.AsyncQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QueryQueueTest {

  @Test
  void a_thousand_queries_of_one_delay_the_first_of_another_by_one_place() throws Exception {
    QueryQueue queue = new QueryQueue(2_000);
    for (int i = 0; i < 1_000; i++) {
      queue.restore(request().by("MANY").running());
    }
    AsyncQuery.Running first = request().by("ONE").running();
    queue.restore(first);

    take(queue);

    assertEquals(Optional.of(first), take(queue));
  }

  @Test
  void a_reserved_place_counts_before_a_query_stands_in_it() {
    QueryQueue queue = new QueryQueue(1);

    assertTrue(queue.reserve());
    assertFalse(queue.reserve());
    queue.release();
    assertTrue(queue.reserve());
  }

  @Test
  void a_query_of_another_id_is_not_removed() {
    QueryQueue queue = new QueryQueue(1);
    queue.reserve();
    queue.add(request().running());

    assertFalse(queue.remove(request().running()));
    assertFalse(queue.remove(request().by("OTHER").running()));
    assertFalse(queue.reserve(), "a place went free");
  }

  @Test
  void a_query_is_removed_whatever_its_attempts() throws Exception {
    QueryQueue queue = new QueryQueue(1);
    AsyncQuery.Running query = request().running();
    queue.reserve();
    queue.add(query);

    assertTrue(queue.remove(query.begun()));
    assertTrue(queue.reserve());
  }

  @Test
  void who_takes_waits_for_a_query() throws Exception {
    QueryQueue queue = new QueryQueue(1);
    CompletableFuture<Optional<AsyncQuery.Running>> taken = new CompletableFuture<>();
    Thread taker = takeOn(queue, taken);
    AsyncQuery.Running query = request().running();

    awaitState(taker, Thread.State.WAITING);
    queue.restore(query);

    assertEquals(Optional.of(query), taken.get(30, TimeUnit.SECONDS));
  }

  @Test
  void a_close_ends_all_who_wait_and_leaves_what_waits() throws Exception {
    QueryQueue queue = new QueryQueue(1);
    List<CompletableFuture<Optional<AsyncQuery.Running>>> taken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      taken.add(new CompletableFuture<>());
      awaitState(takeOn(queue, taken.getLast()), Thread.State.WAITING);
    }

    queue.close();

    for (var each : taken) {
      assertEquals(Optional.empty(), each.get(30, TimeUnit.SECONDS));
    }
    queue.restore(request().running());
    assertEquals(Optional.empty(), take(queue));
  }

  @Test
  void a_query_begins_before_anybody_finds_it_gone() throws Exception {
    QueryQueue queue = new QueryQueue(1);
    AsyncQuery.Running query = request().running();
    queue.restore(query);
    CompletableFuture<Boolean> removed = new CompletableFuture<>();

    queue.take(taken -> {
      Thread remover = Thread.ofPlatform().start(() -> removed.complete(queue.remove(taken)));
      awaitState(remover, Thread.State.BLOCKED);
      assertFalse(removed.isDone(), "found it gone before it had begun");
      return taken;
    });

    assertFalse(removed.get(30, TimeUnit.SECONDS));
  }

  /** Whoever waits, and whoever was served before. */
  @Property(tries = 300)
  void a_position_says_how_many_are_taken_until_then(
      @ForAll @Size(max = 40) List<@IntRange(max = 4) Integer> submitters,
      @ForAll @IntRange(max = 10) int takenBefore)
      throws Exception {
    QueryQueue queue = new QueryQueue(1);
    List<AsyncQuery.Running> queries = new ArrayList<>();
    for (int submitter : submitters) {
      AsyncQuery.Running query = request().by("USER" + submitter).running();
      queue.restore(query);
      queries.add(query);
    }
    for (int i = 0; i < Math.min(takenBefore, submitters.size()); i++) {
      AsyncQuery.Running gone = take(queue).orElseThrow();
      queries.remove(gone);
      assertEquals(OptionalInt.empty(), queue.position(gone));
    }
    Map<AsyncQuery.Running, Integer> positions = new HashMap<>();
    queries.forEach(query -> positions.put(query, queue.position(query).orElseThrow()));

    for (int position = 1; position <= queries.size(); position++) {
      assertEquals(position, positions.get(take(queue).orElseThrow()));
    }
  }

  /** Any crowd delays the first query of another by one query of each who came before. */
  @Property(tries = 50)
  void the_first_query_of_a_user_waits_for_one_of_each_other(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 1_000) Integer> crowds)
      throws Exception {
    QueryQueue queue = new QueryQueue(1);
    for (int user = 0; user < crowds.size(); user++) {
      for (int i = 0; i < crowds.get(user); i++) {
        queue.restore(request().by("CROWD" + user).running());
      }
    }
    AsyncQuery.Running first = request().by("ONE").running();
    queue.restore(first);

    assertEquals(OptionalInt.of(crowds.size() + 1), queue.position(first));
  }

  /** Any sequence of calls by one thread, held against what a queue is. */
  @Property(tries = 300)
  void it_is_bounded_and_fair_and_loses_nothing(
      @ForAll @IntRange(min = 1, max = 5) int capacity, @ForAll("calls") List<Call> calls)
      throws Exception {
    QueryQueue queue = new QueryQueue(capacity);
    Model model = new Model();

    for (Call call : calls) {
      AsyncQuery.Running query = request().by(call.submitter()).running();
      switch (call.kind()) {
        case SUBMIT -> {
          boolean expected = model.places() < capacity;
          assertEquals(expected, queue.reserve());
          if (expected) {
            queue.add(query);
            model.add(query);
          }
        }
        case REFUSE -> {
          if (queue.reserve()) {
            queue.release();
          }
        }
        case RESTORE -> {
          queue.restore(query);
          model.add(query);
        }
        case REMOVE -> {
          Optional<AsyncQuery.Running> last = model.lastOf(call.submitter());
          assertEquals(last.isPresent(), queue.remove(last.orElse(query)));
          last.ifPresent(model::remove);
        }
        case TAKE -> {
          if (model.places() > 0) {
            model.take(take(queue).orElseThrow());
          }
        }
      }
    }
    while (model.places() > 0) {
      model.take(take(queue).orElseThrow());
    }
    assertTrue(queue.reserve(), "an empty queue has a place");
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.of(
                Kind.SUBMIT, Kind.SUBMIT, Kind.REFUSE, Kind.RESTORE, Kind.REMOVE, Kind.TAKE),
            Arbitraries.of("ANNA", "BERT", "CARL"))
        .as(Call::new)
        .list()
        .ofMaxSize(60);
  }

  enum Kind {
    SUBMIT,
    REFUSE,
    RESTORE,
    REMOVE,
    TAKE
  }

  record Call(Kind kind, String submitter) {}

  /** Who waits, and who was served since: nobody may be served twice before one who waits. */
  private static final class Model {

    private final List<AsyncQuery.Running> waiting = new ArrayList<>();
    private final Map<String, Set<String>> servedSince = new HashMap<>();

    int places() {
      return waiting.size();
    }

    void add(AsyncQuery.Running query) {
      waiting.add(query);
      servedSince(query.request().submitter());
    }

    Optional<AsyncQuery.Running> lastOf(String submitter) {
      return waiting.reversed().stream().filter(query -> isOf(query, submitter)).findFirst();
    }

    void remove(AsyncQuery.Running query) {
      assertTrue(waiting.remove(query), "a query that does not wait");
      String submitter = query.request().submitter();
      if (waiting.stream().noneMatch(other -> isOf(other, submitter))) {
        servedSince.remove(submitter);
      }
    }

    void take(AsyncQuery.Running query) {
      String served = query.request().submitter();
      var oldest = waiting.stream().filter(other -> isOf(other, served)).findFirst();
      assertEquals(oldest, Optional.of(query), "not the submitter's oldest");
      servedSince(served).clear();
      remove(query);
      for (String other : servedSince.keySet()) {
        assertTrue(
            other.equals(served) || servedSince(other).add(served),
            () -> served + " was served twice while " + other + " waited");
      }
    }

    private Set<String> servedSince(String submitter) {
      return servedSince.computeIfAbsent(submitter, key -> new HashSet<>());
    }

    private static boolean isOf(AsyncQuery.Running query, String submitter) {
      return query.request().submitter().equals(submitter);
    }
  }

  private static Optional<AsyncQuery.Running> take(QueryQueue queue) throws InterruptedException {
    return queue.take(query -> query);
  }

  private static Thread takeOn(
      QueryQueue queue, CompletableFuture<Optional<AsyncQuery.Running>> taken) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            taken.complete(take(queue));
          } catch (InterruptedException e) {
            taken.completeExceptionally(e);
          }
        });
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }
}
