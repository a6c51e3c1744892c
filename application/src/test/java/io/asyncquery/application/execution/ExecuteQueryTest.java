package io.asyncquery.application.execution;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.HookedQueryStore.Operation;
import io.asyncquery.application.fake.InMemoryQueryEngine;
import io.asyncquery.application.fake.InMemoryQueryStore;
import io.asyncquery.application.fake.InMemoryResultStore;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.FinishedQueries;
import io.asyncquery.application.testdata.LogRecords;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.application.testdata.SettableScheduler;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.VisibleTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExecuteQueryTest {

  private static final String SQL = "select * from t";
  private static final Rows ROWS = Rows.numbered(3);
  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private final InMemoryQueryEngine engine = new InMemoryQueryEngine().serve(SQL, ROWS);
  private final InMemoryResultStore results = new InMemoryResultStore();
  private final HookedQueryStore queries = new HookedQueryStore(new InMemoryQueryStore());
  private final FinishedQueries finished = new FinishedQueries();
  private final SettableClock clock = new SettableClock();
  private final SettableScheduler scheduler = new SettableScheduler();
  private final Cancellation cancellation = new Cancellation();
  private final AsyncQuery.Running query = request(SQL).running();

  @Test
  void a_query_succeeds_with_its_result_and_its_summary() {
    queries.create(query);
    clock.advance(Duration.ofSeconds(7));

    execute(engine);

    var successful = assertInstanceOf(AsyncQuery.Successful.class, found());
    assertEquals(query.succeed(successful.summary(), clock.instant()), successful);
    assertEquals(3, successful.summary().rows());
    assertEquals(ROWS.columns(), successful.summary().columns());
    assertEquals(Set.of(query.id()), results.ids());
    assertEquals(List.of(successful), finished.heard());
  }

  @Test
  void the_bytes_are_there_before_the_state() {
    queries.create(query);
    queries.before(
        Operation.FINISH,
        () -> {
          assertEquals(Set.of(query.id()), results.ids());
          assertInstanceOf(AsyncQuery.Running.class, found());
        });

    execute(engine);

    assertInstanceOf(AsyncQuery.Successful.class, found());
  }

  @Test
  void an_attempt_is_recorded_before_the_engine_works() {
    queries.create(query);
    engine.serve(
        SQL,
        (request, c) -> {
          assertEquals(query.begun(), found());
          return ROWS.lend();
        });

    execute(engine);

    assertInstanceOf(AsyncQuery.Successful.class, found());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERRUPTED")
  void a_failure_of_the_engine_becomes_the_state(FailureCategory category) {
    queries.create(query);
    var failure = new QueryFailure(category, "This is why");
    engine.fail(SQL, new QueryFailedException(failure));

    execute(engine);

    assertFailed(failure);
  }

  @Test
  void a_failure_midway_becomes_the_state_and_leaves_nothing() {
    queries.create(query);
    var failure = QueryFailure.source("broke off");
    engine.serve(
        SQL,
        (request, c) ->
            Rows.numbered(100)
                .perBatch(10)
                .lend()
                .failBefore(5, new QueryFailedException(failure)));

    execute(engine);

    assertFailed(failure);
  }

  @Test
  void a_failure_of_the_result_store_becomes_the_state() {
    queries.create(query);
    var failure = QueryFailure.storage("The disk is full");
    var execution =
        new ExecuteQuery(
            engine,
            new FailingResultStore(results, new QueryFailedException(failure)),
            queries,
            new Completion(queries, finished),
            LimitPolicy.UNLIMITED,
            scheduler,
            clock);

    execution.execute(query, cancellation);

    assertFailed(failure);
  }

  @Test
  void a_query_that_is_stopped_meanwhile_stays_stopped_and_its_result_goes() {
    queries.create(query);
    var stopped = query.fail(STOPPED, clock.instant());
    queries.before(Operation.FINISH, () -> queries.finish(stopped));

    execute(engine);

    assertEquals(stopped, found());
    assertEquals(Set.of(), results.ids());
    assertEquals(List.of(), finished.heard());
  }

  @Test
  void a_query_that_is_stopped_and_purged_meanwhile_leaves_no_result() {
    queries.create(query);
    queries.before(
        Operation.FINISH,
        () -> {
          queries.finish(query.fail(STOPPED, clock.instant()));
          queries.deleteFinished(HookedQueryStore.FinishedFilter.ALL);
        });

    execute(engine);

    assertEquals(Optional.empty(), queries.find(query.id()));
    assertEquals(Set.of(), results.ids());
  }

  @Test
  void a_cancellation_in_the_engine_becomes_the_state() {
    queries.create(query);
    cancellation.cancel(STOPPED);

    execute(engine);

    assertFailed(STOPPED);
  }

  @Test
  void an_engine_that_fails_after_the_last_row_leaves_no_result() {
    queries.create(query);
    var failure = QueryFailure.source("The connection could not be given back");

    execute(new FailingAtTheEnd(engine, new QueryFailedException(failure)));

    assertFailed(failure);
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("secret row data"),
        new AssertionError("secret row data"),
        new StackOverflowError("secret row data"),
        new OutOfMemoryError("secret row data"),
        new UnsatisfiedLinkError("secret row data"),
        new InternalError("secret row data"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_of_ours_becomes_an_error_id_that_the_log_knows(Throwable fault) throws Exception {
    queries.create(query);

    try (LogRecords log = LogRecords.of(ExecuteQuery.class)) {
      execute(new FailingAtTheEnd(engine, fault));

      var failure = assertInstanceOf(AsyncQuery.Failed.class, found()).failure();
      assertEquals(FailureCategory.INTERNAL, failure.category());
      assertFalse(failure.message().contains("secret"), failure::message);
      String errorId = failure.message().replaceAll(".*\\[(.*)].*", "$1");
      assertTrue(errorId.matches("[0-9a-f-]{36}"), failure::message);
      assertEquals(1, log.all().size());
      assertSame(fault, log.all().getFirst().getThrown());
      assertTrue(log.all().getFirst().getMessage().contains(errorId));
      assertFailed(failure);
    }
  }

  @Test
  void an_interruption_leaves_the_query_running_with_the_attempt_taken_back() {
    var tried = new AsyncQuery.Running(query.id(), query.request(), query.submittedAt(), 1);
    queries.create(tried);
    engine.fail(
        SQL, new QueryFailedException(new QueryFailure(FailureCategory.INTERRUPTED, "restart")));

    execution(engine).execute(tried, cancellation);

    assertEquals(tried, found());
    assertEquals(Set.of(), results.ids());
    assertEquals(List.of(), finished.heard());
  }

  @Test
  void a_query_that_ended_while_it_waited_is_not_executed() {
    queries.create(query);
    var stopped = query.fail(STOPPED, clock.instant());
    queries.finish(stopped);
    AtomicBoolean executed = new AtomicBoolean();
    engine.serve(
        SQL,
        (request, c) -> {
          executed.set(true);
          return ROWS.lend();
        });

    execute(engine);

    assertFalse(executed.get());
    assertEquals(stopped, found());
    assertEquals(List.of(), finished.heard());
  }

  @Test
  void a_success_that_cannot_be_recorded_is_a_fault_and_leaves_no_result() {
    queries.create(query);
    queries.before(Operation.FINISH, ExecuteQueryTest::breakStore);

    execute(engine);

    var failure = assertInstanceOf(AsyncQuery.Failed.class, found()).failure();
    assertEquals(FailureCategory.INTERNAL, failure.category());
    assertFailed(failure);
  }

  @Test
  void a_success_whose_record_is_there_though_the_store_failed_keeps_its_result() {
    queries.create(query);
    queries.after(Operation.FINISH, ExecuteQueryTest::breakStore);

    execute(engine);

    assertInstanceOf(AsyncQuery.Successful.class, found());
    assertEquals(Set.of(query.id()), results.ids());
  }

  @Test
  void a_store_that_is_gone_is_told_and_the_query_stays_running_there() {
    queries.create(query);
    queries.before(Operation.FINISH, () -> queries.setAvailable(false));

    assertThrows(StoreException.class, () -> execute(engine));

    queries.setAvailable(true);
    assertEquals(query.begun(), found());
    assertEquals(List.of(), finished.heard());
  }

  private void assertFailed(QueryFailure failure) {
    var failed = query.fail(failure, clock.instant());
    assertEquals(failed, found());
    assertEquals(List.of(failed), finished.heard());
    assertEquals(Set.of(), results.ids());
    assertEquals(Set.of(), results.parts());
    assertEquals(0, engine.lent());
  }

  private AsyncQuery found() {
    return queries.find(query.id()).orElseThrow();
  }

  private void execute(QueryEngine on) {
    execution(on).execute(query, cancellation);
  }

  private ExecuteQuery execution(QueryEngine on) {
    return new ExecuteQuery(
        on,
        results,
        queries,
        new Completion(queries, finished),
        LimitPolicy.UNLIMITED,
        scheduler,
        clock);
  }

  @Test
  void an_end_that_the_store_does_not_take_is_recorded_as_soon_as_it_does() {
    queries.create(query);
    queries.before(Operation.FINISH, () -> queries.setAvailable(false));
    assertThrows(StoreException.class, () -> execute(engine));

    for (int minutes = 0; minutes < 10; minutes++) {
      scheduler.advance(Duration.ofMinutes(1));
      assertEquals(1, scheduler.waiting());
    }
    queries.setAvailable(true);
    assertInstanceOf(AsyncQuery.Running.class, found());
    scheduler.advance(Duration.ofMinutes(1));

    assertInstanceOf(AsyncQuery.Failed.class, found());
    assertEquals(Set.of(), results.ids());
    assertEquals(0, scheduler.waiting());
  }

  @Test
  void an_end_that_is_recorded_late_loses_to_a_stop() {
    queries.create(query);
    queries.before(Operation.FINISH, () -> queries.setAvailable(false));
    assertThrows(StoreException.class, () -> execute(engine));
    queries.setAvailable(true);
    queries.finish(query.fail(STOPPED, clock.instant()));

    scheduler.advance(Duration.ofSeconds(1));

    assertEquals(query.fail(STOPPED, clock.instant()), found());
    assertEquals(0, scheduler.waiting());
  }

  private static void breakStore() {
    throw HookedQueryStore.broken();
  }

  /** Lends all rows, and fails when they have been read. */
  private record FailingAtTheEnd(QueryEngine engine, Throwable fault) implements QueryEngine {

    @Override
    public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
      engine.run(request, cancellation, reader);
      switch (fault) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalArgumentException(fault);
      }
    }

    @Override
    public QueryEngine seeing(VisibleTables tables) {
      return new FailingAtTheEnd(engine.seeing(tables), fault);
    }

    @Override
    public boolean hasProject(ProjectName project) {
      return engine.hasProject(project);
    }
  }
}
