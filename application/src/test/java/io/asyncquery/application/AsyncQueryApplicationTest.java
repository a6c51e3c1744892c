package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.HookedQueryStore.Operation;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsyncQueryApplicationTest {

  private static final String SQL = "select * from t";
  private static final String GATED = "select * from gated";
  private static final Rows ROWS = Rows.numbered(3);
  private static final Caller ADMIN = new Caller("ADMIN", true);
  private static final Caller ANNA = new Caller("ANNA", false);

  private final List<InMemoryApplication> opened = new ArrayList<>();
  private InMemoryApplication fakes = open(new InMemoryApplication());

  private InMemoryApplication open(InMemoryApplication application) {
    opened.add(application);
    application.engine().serve(SQL, ROWS);
    return application;
  }

  @AfterEach
  void stop() {
    opened.forEach(InMemoryApplication::close);
  }

  @Test
  void a_submitted_query_is_running_at_once_and_its_result_is_handed_out_in_the_end()
      throws Exception {
    var gate = fakes.engine().gate(GATED, ROWS);
    fakes.start();

    var query = fakes.submit(request(GATED).by("ANNA"));

    assertEquals(fakes.clock().instant(), query.submittedAt());
    assertInstanceOf(AsyncQuery.Running.class, check(query.id(), ANNA));
    gate.open();
    var end = assertInstanceOf(AsyncQuery.Successful.class, fakes.finished().await(query.id()));
    assertEquals(end, check(query.id(), ANNA));
    assertEquals("0,text of row 0\n1,text of row 1\n2,text of row 2\n", fetch(end, ANNA));
  }

  @Test
  void what_is_wrong_with_the_sql_becomes_the_state() throws Exception {
    fakes.start();

    var end = fakes.finish(request("selekt"));

    assertEquals(
        FailureCategory.INVALID_SQL,
        assertInstanceOf(AsyncQuery.Failed.class, end).failure().category());
    assertEquals(end, check(end.id(), ADMIN));
  }

  @Test
  void an_unknown_project_becomes_the_state() throws Exception {
    fakes.start();

    var end = fakes.finish(request(SQL).in("XXX"));

    assertEquals(
        QueryFailure.rejected("Project 'XXX' does not exist;"),
        assertInstanceOf(AsyncQuery.Failed.class, end).failure());
    assertFalse(fakes.application().findProject().exists(new ProjectName("XXX"), ADMIN));
    assertTrue(fakes.application().findProject().exists(ProjectName.DEFAULT, ANNA));
  }

  @Test
  void a_query_is_recorded_before_its_submission_is_answered() {
    var query = fakes.submit(request(SQL));

    assertEquals(Optional.of(query), fakes.queries().find(query.id()));
  }

  @Test
  void a_submission_beyond_the_queue_is_refused_with_nothing_recorded() {
    fakes = open(new InMemoryApplication(new Settings(1, 2, 1, Duration.ZERO)));
    var first = fakes.submit(request(SQL));
    var second = fakes.submit(request(SQL));

    var outcome = fakes.application().submitQuery().submit(request(SQL).build());

    var full = assertInstanceOf(SubmitQuery.QueueFull.class, outcome);
    assertTrue(full.retryAfter().isPositive());
    assertEquals(List.of(first, second), fakes.queries().running());
  }

  @Test
  void a_submission_that_cannot_be_recorded_is_broken_and_gives_its_place_back() {
    fakes = open(new InMemoryApplication(new Settings(1, 1, 1, Duration.ZERO)));
    for (int i = 0; i < 3; i++) {
      fakes.queries().before(Operation.CREATE, AsyncQueryApplicationTest::breakStore);
      assertThrows(
          StoreException.class,
          () -> fakes.application().submitQuery().submit(request(SQL).build()));
    }

    fakes.submit(request(SQL));
  }

  @Test
  void nothing_is_accepted_once_the_server_stops() throws Exception {
    fakes.start();
    fakes.application().stop();

    assertEquals(
        new SubmitQuery.Stopping(), fakes.application().submitQuery().submit(request(SQL).build()));
    assertEquals(List.of(), fakes.queries().running());
  }

  @Test
  void a_server_is_ready_between_its_start_and_its_stop_while_the_store_answers() throws Exception {
    CheckReadiness readiness = fakes.application().checkReadiness();
    assertFalse(readiness.ready());

    fakes.start();
    assertTrue(readiness.ready());
    fakes.queries().setAvailable(false);
    assertFalse(readiness.ready());
    fakes.queries().setAvailable(true);
    assertTrue(readiness.ready());

    fakes.application().stop();
    assertFalse(readiness.ready());
  }

  @Test
  void a_stopped_query_has_failed_at_once_and_its_engine_is_interrupted() throws Exception {
    var gate = fakes.engine().gate(GATED, ROWS);
    fakes.start();
    var query = fakes.submit(request(GATED).by("ANNA"));
    gate.awaitArrival();
    fakes.clock().advance(Duration.ofSeconds(9));

    var outcome = fakes.application().stopQuery().stop(query.id(), ANNA);

    var reason = new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ANNA]");
    var failed = query.fail(reason, fakes.clock().instant());
    assertEquals(new StopQuery.Stopped(failed), outcome);
    assertEquals(failed, check(query.id(), ANNA));
    fakes.application().stop();
    assertEquals(failed, check(query.id(), ANNA));
    assertEquals(0, fakes.engine().lent());
    assertEquals(Set.of(), fakes.results().ids());
    assertEquals(List.of(failed), fakes.finished().heard());
  }

  @Test
  void a_query_that_is_stopped_while_it_waits_is_never_executed() throws Exception {
    fakes = open(new InMemoryApplication(new Settings(1, 5, 1, Duration.ZERO)));
    var gate = fakes.engine().gate(GATED, ROWS);
    var executed = new CountDownLatch(1);
    fakes
        .engine()
        .serve(
            "never",
            (request, cancellation) -> {
              executed.countDown();
              return ROWS.lend();
            });
    fakes.start();
    fakes.submit(request(GATED));
    gate.awaitArrival();
    var waiting = fakes.submit(request("never"));

    assertInstanceOf(
        StopQuery.Stopped.class, fakes.application().stopQuery().stop(waiting.id(), ADMIN));

    gate.open();
    fakes.finish(request(SQL));
    assertEquals(1, executed.getCount());
  }

  @Test
  void a_query_that_ends_while_it_is_stopped_was_not_stopped() {
    var query = fakes.submit(request(SQL));
    var successful = query.succeed(StoredForms.summary(), fakes.clock().instant());
    fakes.queries().before(Operation.FINISH, () -> fakes.queries().finish(successful));

    assertEquals(
        new StopQuery.NotRunning(successful),
        fakes.application().stopQuery().stop(query.id(), ADMIN));
  }

  /** Stops come at any moment between the submission and the end. */
  @Test
  void a_query_that_is_stopped_at_any_moment_ends_once_and_a_failed_one_has_no_result()
      throws Exception {
    fakes.start();
    for (int round = 0; round < 200; round++) {
      var query = fakes.submit(request(SQL));
      var outcomes =
          Concurrently.run(2, i -> () -> fakes.application().stopQuery().stop(query.id(), ADMIN));

      assertTrue(outcomes.stream().filter(StopQuery.Stopped.class::isInstance).count() <= 1);
      assertInstanceOf(AsyncQuery.Finished.class, check(query.id(), ADMIN));
    }
    fakes.application().stop();

    assertEquals(200, fakes.finished().heard().size());
    assertEquals(Set.copyOf(fakes.queries().successfulIds()), fakes.results().ids());
    for (AsyncQuery.Finished told : fakes.finished().heard()) {
      assertEquals(told, check(told.id(), ADMIN));
    }
  }

  @ParameterizedTest
  @CsvSource({"ADMIN, true, 3, 0", "ANNA, false, 2, 1", "BERT, false, 1, 2", "CARL, false, 0, 3"})
  void a_purge_removes_what_the_caller_may_manage(
      String name, boolean administrator, int purged, int left) throws Exception {
    var gate = fakes.engine().gate(GATED, ROWS);
    fakes.start();
    fakes.finish(request(SQL).by("ANNA"));
    fakes.finish(request(SQL).by("ANNA").in("XXX"));
    fakes.finish(request(SQL).by("BERT"));
    var running = fakes.submit(request(GATED).by("ANNA"));
    gate.awaitArrival();

    assertEquals(
        purged, fakes.application().purgeResults().purgeAll(new Caller(name, administrator)));

    assertEquals(left, fakes.application().purgeResults().purgeAll(ADMIN));
    assertEquals(Set.of(), fakes.results().ids());
    assertInstanceOf(AsyncQuery.Running.class, check(running.id(), ANNA));
  }

  @Test
  void a_purge_of_a_project_removes_what_finished_there_before() throws Exception {
    fakes.start();
    var old = fakes.finish(request(SQL).by("ANNA"));
    fakes.finish(request(SQL).by("ANNA").in("XXX"));
    var foreign = fakes.finish(request(SQL).by("BERT"));
    fakes.clock().advance(Duration.ofSeconds(1));
    var end = fakes.clock().instant();
    var recent = fakes.finish(request(SQL).by("ANNA"));

    assertEquals(0, purgeOlder(ANNA, fakes.clock().instant().minusSeconds(1)));
    assertEquals(1, purgeOlder(ANNA, end));

    assertEquals(Optional.empty(), fakes.queries().find(old.id()));
    assertEquals(Set.of(foreign.id(), recent.id()), fakes.results().ids());
    assertEquals(1, purgeOlder(ADMIN, end));
    assertEquals(Set.of(recent.id()), fakes.results().ids());
  }

  @Test
  void a_download_goes_on_while_its_result_is_purged() throws Exception {
    fakes.start();
    var end = fakes.finish(request(SQL));
    var ready =
        assertInstanceOf(
            FetchResult.Ready.class, fakes.application().fetchResult().fetch(end.id(), ADMIN));

    try (ResultContent content = ready.content()) {
      fakes.application().purgeResults().purgeAll(ADMIN);

      assertEquals("0,text of row 0\n1,text of row 1\n2,text of row 2\n", text(content));
    }
    assertEquals(
        new FetchResult.Missing(), fakes.application().fetchResult().fetch(end.id(), ADMIN));
  }

  @Test
  void a_result_that_is_gone_from_the_disk_is_missing() throws Exception {
    fakes.start();
    var end = fakes.finish(request(SQL));
    fakes.results().delete(List.of(end.id()));

    assertEquals(
        new FetchResult.Missing(), fakes.application().fetchResult().fetch(end.id(), ADMIN));
  }

  @Test
  void queries_that_a_stop_left_run_again_oldest_first_at_the_next_start() throws Exception {
    fakes = open(new InMemoryApplication(new Settings(1, 10, 1, Duration.ZERO)));
    var gate = fakes.engine().gate(GATED, ROWS);
    fakes.start();
    var interrupted = fakes.submit(request(GATED));
    gate.awaitArrival();
    fakes.clock().advance(Duration.ofSeconds(1));
    var waiting = fakes.submit(request(SQL));
    fakes.application().stop();
    assertEquals(List.of(interrupted, waiting), fakes.queries().running());

    gate.open();
    var next = open(fakes.next(new Settings(1, 1, 1, Duration.ZERO))).start();

    next.finished().await(waiting.id());
    assertEquals(
        List.of(interrupted.id(), waiting.id()),
        next.finished().heard().stream().map(AsyncQuery::id).toList());
    assertEquals(Set.of(interrupted.id(), waiting.id()), fakes.results().ids());
  }

  @Test
  void a_query_whose_process_died_often_enough_is_given_up_at_the_next_start() throws Exception {
    var often = recorded(3);
    var less = recorded(2);
    fakes.clock().advance(Duration.ofSeconds(5));

    fakes.start();

    var reason = new QueryFailure(FailureCategory.INTERRUPTED, "interrupted by a restart");
    assertEquals(often.fail(reason, fakes.clock().instant()), check(often.id(), ADMIN));
    assertInstanceOf(AsyncQuery.Successful.class, fakes.finished().await(less.id()));
    assertInstanceOf(AsyncQuery.Failed.class, fakes.finished().await(often.id()));
  }

  @Test
  void each_death_of_the_process_counts_one_attempt() {
    var query = recorded(0);
    fakes
        .engine()
        .serve(
            SQL,
            (request, cancellation) -> {
              throw new QueryFailedException(
                  QueryFailure.source("attempts: " + attempts(query.id())));
            });

    fakes.start();

    var failed = assertInstanceOf(AsyncQuery.Failed.class, awaitEnd(query.id()));
    assertEquals("attempts: 1", failed.failure().message());
  }

  @Test
  void a_start_removes_parts_and_results_that_no_successful_query_owns() throws Exception {
    fakes.start();
    var kept = fakes.finish(request(SQL));
    var orphan = fakes.finish(request(SQL));
    fakes.application().stop();
    fakes.queries().deleteFinished(HookedQueryStore.FinishedFilter.of(orphan.id()));
    fakes.results().leavePart(RequestBuilder.newId());
    assertEquals(Set.of(kept.id(), orphan.id()), fakes.results().ids());

    open(fakes.next(InMemoryApplication.SETTINGS)).start();

    assertEquals(Set.of(kept.id()), fakes.results().ids());
    assertEquals(Set.of(), fakes.results().parts());
  }

  @Test
  void an_application_that_never_started_stops() throws Exception {
    fakes.application().stop();

    assertFalse(fakes.application().checkReadiness().ready());
  }

  @Test
  void submitters_take_turns() throws Exception {
    fakes = open(new InMemoryApplication(new Settings(1, 10, 1, Duration.ofSeconds(30))));
    var crowd = new ArrayList<AsyncQuery.Running>();
    for (int i = 0; i < 5; i++) {
      crowd.add(fakes.submit(request(SQL).by("MANY")));
    }
    var one = fakes.submit(request(SQL).by("ONE"));

    fakes.start();
    fakes.finished().await(crowd.getLast().id());

    assertEquals(one.id(), fakes.finished().heard().get(1).id());
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0", "-1, 1, 1"})
  void settings_below_one_are_refused(int workers, int queueLength, int maxAttempts) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Settings(workers, queueLength, maxAttempts, Duration.ZERO));
  }

  /** Recorded by an earlier process that died. */
  private AsyncQuery.Running recorded(int attempts) {
    var query = request(SQL).running();
    fakes.queries().create(query);
    var tried = new AsyncQuery.Running(query.id(), query.request(), query.submittedAt(), attempts);
    assertTrue(fakes.queries().recordAttempts(tried));
    return tried;
  }

  private int attempts(QueryId id) {
    return assertInstanceOf(AsyncQuery.Running.class, fakes.queries().find(id).orElseThrow())
        .attempts();
  }

  private AsyncQuery.Finished awaitEnd(QueryId id) {
    try {
      return fakes.finished().await(id);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private AsyncQuery check(QueryId id, Caller caller) {
    return assertInstanceOf(
            CheckQuery.Found.class, fakes.application().checkQuery().check(id, caller))
        .query();
  }

  private String fetch(AsyncQuery.Successful query, Caller caller) throws Exception {
    var ready =
        assertInstanceOf(
            FetchResult.Ready.class, fakes.application().fetchResult().fetch(query.id(), caller));
    assertEquals(query, ready.query());
    try (ResultContent content = ready.content()) {
      return text(content);
    }
  }

  private static String text(ResultContent content) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate((int) content.size());
    while (bytes.hasRemaining() && content.channel().read(bytes) > 0) {
      // until all is read
    }
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  private int purgeOlder(Caller caller, Instant olderThan) {
    return fakes.application().purgeResults().purgeOlder(caller, ProjectName.DEFAULT, olderThan);
  }

  private static void breakStore() {
    throw HookedQueryStore.broken();
  }
}
