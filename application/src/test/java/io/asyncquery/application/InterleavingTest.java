package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.fake.HookedQueryStore.Operation;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.testdata.LogRecords;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.upkeep.LostResults;
import io.asyncquery.application.upkeep.Retention;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.QueryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two that meet at a point of the store: each order has one outcome. */
class InterleavingTest {

  private static final String SQL = "select * from t";
  private static final String GATED = "select * from gated";
  private static final Caller ADMIN = new Caller("ADMIN", true);
  private static final Duration RUN_TIME = Duration.ofSeconds(30);
  private static final Limits LIMITS =
      new Limits(Optional.of(RUN_TIME), Optional.empty(), Optional.empty(), OptionalInt.empty());

  private final InMemoryApplication fakes =
      new InMemoryApplication(
          new Settings(1, 10, 2, Duration.ofSeconds(30)),
          new Policy(
              project -> LIMITS,
              QueueCaps.NONE,
              new Retention(Optional.of(Duration.ofMinutes(30)), UnderPressure.NONE)));
  private final Gate gate =
      fakes.engine().serve(SQL, Rows.numbered(3)).gate(GATED, Rows.numbered(3));

  @BeforeEach
  void start() {
    fakes.start();
    fakes.upkeep().advance(Duration.ZERO);
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  /** The bytes lie under their final name, and the state is not decided yet. */
  @Test
  void a_stop_that_comes_between_the_bytes_and_the_state_wins_and_the_bytes_go() throws Exception {
    var query = inWork();
    List<StopQuery.Outcome> stops = new ArrayList<>();
    fakes
        .queries()
        .before(
            Operation.FINISH,
            () -> {
              assertEquals(Set.of(query.id()), fakes.results().ids());
              stops.add(stop(query.id()));
            });

    gate.open();
    idle();

    assertInstanceOf(StopQuery.Stopped.class, stops.getFirst());
    assertEquals(FailureCategory.CANCELLED, category(query.id()));
    assertEquals(Set.of(), fakes.results().ids());
    assertEquals(1, heard(query.id()));
  }

  @Test
  void a_stop_that_comes_after_the_state_changes_nothing() throws Exception {
    var query = inWork();
    List<StopQuery.Outcome> stops = new ArrayList<>();
    fakes.queries().after(Operation.FINISH, () -> stops.add(stop(query.id())));

    gate.open();
    idle();

    assertInstanceOf(StopQuery.NotRunning.class, stops.getFirst());
    assertEquals(Set.of(query.id()), fakes.results().ids());
  }

  @Test
  void the_second_of_two_stops_finds_it_stopped() throws Exception {
    var query = inWork();

    assertInstanceOf(StopQuery.Stopped.class, stop(query.id()));
    assertInstanceOf(StopQuery.NotRunning.class, stop(query.id()));

    idle();
    assertEquals(1, heard(query.id()));
  }

  @Test
  void a_stop_that_meets_the_end_of_the_run_time_loses_to_it() throws Exception {
    var query = inWork();
    fakes.queries().before(Operation.FINISH, () -> fakes.timer().advance(RUN_TIME));

    assertInstanceOf(StopQuery.NotRunning.class, stop(query.id()));

    idle();
    assertEquals(FailureCategory.TIMEOUT, category(query.id()));
    assertEquals(1, heard(query.id()));
  }

  @Test
  void a_run_time_that_ends_between_the_bytes_and_the_state_wins_and_the_bytes_go()
      throws Exception {
    var query = inWork();
    fakes.queries().before(Operation.FINISH, () -> fakes.timer().advance(RUN_TIME));

    gate.open();
    idle();

    assertEquals(FailureCategory.TIMEOUT, category(query.id()));
    assertEquals(Set.of(), fakes.results().ids());
  }

  @Test
  void a_purge_right_after_the_end_leaves_nothing() throws Exception {
    var query = inWork();
    fakes
        .queries()
        .after(Operation.FINISH, () -> fakes.application().purgeResults().purgeAll(ADMIN));

    gate.open();
    idle();

    assertEquals(Optional.empty(), fakes.queries().find(query.id()));
    assertEquals(Set.of(), fakes.results().ids());
  }

  @Test
  void a_purge_right_before_the_end_leaves_the_query_alone() throws Exception {
    var query = inWork();
    fakes
        .queries()
        .before(
            Operation.FINISH,
            () -> assertEquals(0, fakes.application().purgeResults().purgeAll(ADMIN)));

    gate.open();
    idle();

    assertInstanceOf(AsyncQuery.Successful.class, fakes.queries().find(query.id()).orElseThrow());
    assertEquals(Set.of(query.id()), fakes.results().ids());
  }

  /** The record was found, and is gone before the file is opened. */
  @Test
  void a_purge_in_the_middle_of_a_fetch_is_no_loss() throws Exception {
    var query = fakes.finish(request(SQL));
    fakes.queries().after(Operation.FIND, () -> fakes.application().purgeResults().purgeAll(ADMIN));

    try (LogRecords log = LogRecords.of(LostResults.class)) {
      assertInstanceOf(
          FetchResult.Missing.class, fakes.application().fetchResult().fetch(query.id(), ADMIN));
      assertTrue(log.all().isEmpty(), "a loss was told");
    }
    assertEquals(Optional.empty(), fakes.queries().find(query.id()));
  }

  @Test
  void an_expiry_in_the_middle_of_a_fetch_is_no_loss() throws Exception {
    var query = fakes.finish(request(SQL));
    fakes.queries().after(Operation.FIND, this::expire);

    try (LogRecords log = LogRecords.of(LostResults.class)) {
      assertInstanceOf(
          FetchResult.Missing.class, fakes.application().fetchResult().fetch(query.id(), ADMIN));
      assertTrue(log.all().isEmpty(), "a loss was told");
    }
  }

  @Test
  void a_purge_that_meets_an_expiry_finds_nothing_left() throws Exception {
    fakes.finish(request(SQL));
    fakes.queries().before(Operation.DELETE, this::expire);

    assertEquals(0, fakes.application().purgeResults().purgeAll(ADMIN));
    assertEquals(Set.of(), fakes.results().ids());
  }

  @Test
  void an_expiry_that_meets_a_purge_removes_nothing_twice() throws Exception {
    fakes.finish(request(SQL));
    List<Integer> purged = new ArrayList<>();
    fakes
        .queries()
        .before(
            Operation.DELETE, () -> purged.add(fakes.application().purgeResults().purgeAll(ADMIN)));

    expire();

    assertEquals(List.of(1), purged);
    assertEquals(Set.of(), fakes.results().ids());
  }

  private void expire() {
    fakes.clock().advance(Duration.ofMinutes(31));
    fakes.upkeep().advance(Duration.ofMinutes(31));
  }

  private AsyncQuery.Running inWork() throws InterruptedException {
    var query = fakes.submit(request(GATED));
    gate.awaitArrival();
    return query;
  }

  private StopQuery.Outcome stop(QueryId id) {
    return fakes.application().stopQuery().stop(id, ADMIN);
  }

  /** Returns when the only worker has ended. */
  private void idle() throws Exception {
    fakes.application().stop();
    assertEquals(0, fakes.engine().lent());
  }

  private FailureCategory category(QueryId id) {
    return assertInstanceOf(AsyncQuery.Failed.class, fakes.queries().find(id).orElseThrow())
        .failure()
        .category();
  }

  private long heard(QueryId id) {
    return fakes.finished().heard().stream().filter(end -> end.id().equals(id)).count();
  }
}
