package io.asyncquery.application.execution;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.HookedQueryStore.Operation;
import io.asyncquery.application.fake.InMemoryQueryEngine;
import io.asyncquery.application.fake.InMemoryQueryStore;
import io.asyncquery.application.fake.InMemoryResultStore;
import io.asyncquery.application.testdata.FinishedQueries;
import io.asyncquery.application.testdata.LogRecords;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.application.testdata.SettableScheduler;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryWorkersTest {

  private static final String SQL = "select * from t";
  private static final String GATED = "select * from gated";
  private static final Rows ROWS = Rows.numbered(3);
  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private final InMemoryQueryEngine engine = new InMemoryQueryEngine().serve(SQL, ROWS);
  private final Gate gate = engine.gate(GATED, ROWS);
  private final InMemoryResultStore results = new InMemoryResultStore();
  private final HookedQueryStore queries = new HookedQueryStore(new InMemoryQueryStore());
  private final FinishedQueries finished = new FinishedQueries();
  private final SettableScheduler scheduler = new SettableScheduler();
  private QueryWorkers workers = workers(1, 2);

  private QueryWorkers workers(int count, int queueLength) {
    SettableClock clock = new SettableClock();
    Completion completion = new Completion(queries, finished);
    return new QueryWorkers(
        new ExecuteQuery(
            engine, results, queries, completion, LimitPolicy.UNLIMITED, scheduler, clock),
        count,
        queueLength,
        QueueCaps.NONE,
        GrantPolicy.UNRESTRICTED,
        scheduler);
  }

  @AfterEach
  void stop() throws Exception {
    workers.stop(Duration.ZERO);
  }

  @Test
  void what_is_enqueued_is_executed() throws Exception {
    workers.start();

    var query = enqueued(SQL);

    assertInstanceOf(AsyncQuery.Successful.class, finished.await(query.id()));
  }

  @Test
  void what_is_enqueued_before_the_start_waits_for_it() throws Exception {
    var query = enqueued(SQL);

    workers.start();

    assertInstanceOf(AsyncQuery.Successful.class, finished.await(query.id()));
  }

  @Test
  void as_many_are_executed_at_a_time_as_there_are_workers() throws Exception {
    workers = workers(2, 10);
    workers.start();
    for (int i = 0; i < 3; i++) {
      enqueued(GATED);
    }

    gate.awaitArrival();
    gate.awaitArrival();

    assertFalse(gate.hasArrival());
    assertEquals(2, engine.lent());
    gate.open();
    gate.awaitArrival();
  }

  @Test
  void a_place_is_free_again_once_its_query_is_in_work() throws Exception {
    enqueued(GATED);
    enqueued(GATED);
    assertFalse(hasPlace());

    workers.start();
    gate.awaitArrival();

    var next = request(SQL).running();
    assertEquals(new Admission.Admitted(), workers.admit(next));
    assertEquals(new Admission.QueueFull(), workers.admit(request(SQL).running()));
    workers.dismiss(next);
    assertEquals(new Admission.Admitted(), workers.admit(request(SQL).running()));
  }

  @Test
  void what_an_earlier_process_accepted_is_executed_beyond_the_length_of_the_queue()
      throws Exception {
    AsyncQuery.Running last = request(SQL).running();
    for (int i = 0; i < 5; i++) {
      last = request(SQL).running();
      queries.create(last);
      workers.restore(last);
    }
    assertFalse(hasPlace());

    workers.start();

    assertInstanceOf(AsyncQuery.Successful.class, finished.await(last.id()));
    assertEquals(5, finished.heard().size());
  }

  @Test
  void a_query_that_is_cancelled_while_it_waits_never_reaches_the_engine() throws Exception {
    workers.start();
    var first = enqueued(GATED);
    gate.awaitArrival();
    var waiting = enqueued(GATED);
    enqueued(GATED);
    assertFalse(hasPlace());

    workers.cancel(waiting, STOPPED);

    assertTrue(hasPlace(), "its place is not free");
    gate.open();
    finished.await(first.id());
    gate.awaitArrival();
    assertFalse(gate.hasArrival());
    assertEquals(waiting, queries.find(waiting.id()).orElseThrow());
  }

  @Test
  void a_query_that_is_cancelled_in_work_is_interrupted() throws Exception {
    workers.start();
    var query = enqueued(GATED);
    gate.awaitArrival();

    workers.cancel(query, STOPPED);

    var failed = assertInstanceOf(AsyncQuery.Failed.class, finished.await(query.id()));
    assertEquals(STOPPED, failed.failure());
  }

  @Test
  void a_query_that_is_neither_waiting_nor_in_work_may_be_cancelled() throws Exception {
    workers.start();
    var query = enqueued(GATED);
    gate.awaitArrival();

    workers.cancel(request(GATED).running(), STOPPED);

    gate.open();
    assertInstanceOf(AsyncQuery.Successful.class, finished.await(query.id()));
  }

  /** The query has left the queue and its execution has not begun to read the state. */
  @Test
  void a_query_that_is_stopped_between_the_queue_and_its_execution_is_not_executed()
      throws Exception {
    var query = request(GATED).running();
    queries.create(query);
    CountDownLatch decided = new CountDownLatch(1);
    queries.before(
        Operation.RECORD_ATTEMPTS,
        () -> {
          queries.finish(query.fail(STOPPED, query.submittedAt()));
          workers.cancel(query, STOPPED);
          decided.countDown();
        });
    workers.restore(query);
    workers.start();
    assertTrue(decided.await(30, TimeUnit.SECONDS));

    var next = enqueued(SQL);

    finished.await(next.id());
    assertFalse(gate.hasArrival(), "the engine was asked");
    assertEquals(query.fail(STOPPED, query.submittedAt()), queries.find(query.id()).orElseThrow());
  }

  @Test
  void a_worker_goes_on_after_an_end_that_could_not_be_recorded() throws Exception {
    try (LogRecords log = LogRecords.of(QueryWorkers.class)) {
      queries.before(
          Operation.RECORD_ATTEMPTS,
          () -> {
            throw HookedQueryStore.broken();
          });
      workers.start();
      var lost = enqueued(SQL);
      var next = enqueued(SQL);

      assertInstanceOf(AsyncQuery.Successful.class, finished.await(next.id()));
      assertEquals(lost, queries.find(lost.id()).orElseThrow());
      assertTrue(log.all().getFirst().getMessage().contains(lost.id().toString()));

      scheduler.advance(Duration.ofSeconds(5));

      assertInstanceOf(AsyncQuery.Successful.class, finished.await(lost.id()));
    }
  }

  @Test
  void a_stop_lets_end_what_ends_within_the_grace() throws Exception {
    workers.start();
    var query = enqueued(GATED);
    gate.awaitArrival();

    CompletableFuture<Void> stop = stopOn(Duration.ofSeconds(30));
    awaitNotAccepting();
    gate.open();
    stop.get(30, TimeUnit.SECONDS);

    assertInstanceOf(AsyncQuery.Successful.class, queries.find(query.id()).orElseThrow());
  }

  @Test
  void a_stop_interrupts_what_does_not_end_and_leaves_it_running_in_the_store() throws Exception {
    workers = workers(2, 5);
    workers.start();
    var one = enqueued(GATED);
    var two = enqueued(GATED);
    var waiting = enqueued(GATED);
    gate.awaitArrival();
    gate.awaitArrival();

    workers.stop(Duration.ofMillis(1));

    assertEquals(Set.of(one, two, waiting), Set.copyOf(queries.running()));
    assertEquals(0, engine.lent());
    assertEquals(0, finished.heard().size());
    assertEquals(Set.of(), results.ids());
    assertFalse(gate.hasArrival());
  }

  @Test
  void nothing_is_taken_once_a_stop_has_begun() throws Exception {
    workers.start();
    assertTrue(workers.accepting());

    workers.stop(Duration.ZERO);

    assertFalse(workers.accepting());
    var late = enqueued(SQL);
    assertEquals(late, queries.find(late.id()).orElseThrow());
  }

  @Test
  void workers_that_never_started_stop_at_once() {
    assertTimeoutPreemptively(Duration.ofSeconds(3), () -> workers.stop(Duration.ofSeconds(30)));
    assertFalse(workers.accepting());
  }

  @Test
  void a_stop_is_repeated_without_harm() throws Exception {
    workers.start();
    workers.stop(Duration.ZERO);
    workers.stop(Duration.ZERO);

    assertFalse(workers.accepting());
  }

  /**
   * Wherever between the queue and the engine a query is when the stop comes, it is interrupted.
   */
  @Test
  void a_stop_misses_no_query_that_was_just_taken() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int round = 0; round < 300; round++) {
            QueryWorkers some = workers(1, 1);
            var query = request(GATED).running();
            queries.create(query);
            some.restore(query);
            some.start();
            some.stop(Duration.ZERO);

            assertEquals(query, queries.find(query.id()).orElseThrow());
            assertEquals(0, engine.lent());
          }
        });
  }

  private boolean hasPlace() {
    var query = request(SQL).running();
    boolean admitted = workers.admit(query) instanceof Admission.Admitted;
    if (admitted) {
      workers.dismiss(query);
    }
    return admitted;
  }

  private AsyncQuery.Running enqueued(String sql) {
    var query = request(sql).running();
    queries.create(query);
    assertEquals(new Admission.Admitted(), workers.admit(query));
    workers.enqueue(query);
    return query;
  }

  private CompletableFuture<Void> stopOn(Duration grace) {
    return CompletableFuture.runAsync(() -> {
      try {
        workers.stop(grace);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void awaitNotAccepting() {
    while (workers.accepting()) {
      Thread.onSpinWait();
    }
  }
}
