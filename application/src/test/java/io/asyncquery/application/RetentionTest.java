package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.HookedQueryStore.Operation;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.testdata.LogRecords;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.upkeep.Retention;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import io.asyncquery.application.upkeep.Sweeper;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.ProjectName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What expires, when, and what does not. */
class RetentionTest {

  private static final String SQL = "select 1";
  private static final Caller ADMIN = new Caller("ADMIN", true);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Settings SETTINGS = new Settings(1, 1_000, 2, Duration.ZERO);

  /** When other things could expire, and whose queries there were. */
  private final List<Map.Entry<Instant, Set<String>>> others = new ArrayList<>();

  private InMemoryApplication fakes = new InMemoryApplication();

  private void start(UnderPressure underPressure) {
    fakes =
        new InMemoryApplication(
            SETTINGS,
            new Policy(
                LimitPolicy.UNLIMITED,
                QueueCaps.NONE,
                new Retention(Optional.of(WEEK), underPressure),
                GrantPolicy.UNRESTRICTED,
                (now, submitters) -> others.add(Map.entry(now, submitters.get()))));
    fakes.engine().serve(SQL, Rows.numbered(1));
    fakes.start();
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  /** Both the clock and the time that only goes forward. */
  private void pass(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minusMinutes(30)) {
      Duration step = left.compareTo(Duration.ofMinutes(30)) < 0 ? left : Duration.ofMinutes(30);
      fakes.clock().advance(step);
      fakes.upkeep().advance(step);
    }
  }

  @Test
  void a_query_expires_with_its_result_a_week_after_its_end_and_is_missing() throws Exception {
    start(UnderPressure.NONE);
    var successful = fakes.finish(request(SQL));
    var failed = fakes.finish(request("selekt"));
    pass(Duration.ofDays(1));
    var later = fakes.finish(request(SQL));
    pass(WEEK.minusDays(1).minusMinutes(30));
    assertInstanceOf(CheckQuery.Found.class, check(successful));

    pass(Duration.ofMinutes(32));

    assertInstanceOf(CheckQuery.Missing.class, check(successful));
    assertInstanceOf(CheckQuery.Missing.class, check(failed));
    assertInstanceOf(
        FetchResult.Missing.class, fakes.application().fetchResult().fetch(successful.id(), ADMIN));
    assertInstanceOf(CheckQuery.Found.class, check(later));
    assertEquals(Set.of(later.id()), fakes.results().ids());
  }

  @Test
  void a_query_that_runs_does_not_expire() throws Exception {
    start(UnderPressure.NONE);
    var gate = fakes.engine().gate("gated", Rows.numbered(1));
    var running = fakes.submit(request("gated"));
    gate.awaitArrival();

    pass(WEEK.multipliedBy(2));

    assertInstanceOf(CheckQuery.Found.class, check(running));
    gate.open();
    fakes.finished().await(running.id());
    assertInstanceOf(AsyncQuery.Successful.class, fakes.queries().find(running.id()).orElseThrow());
  }

  @Test
  void a_result_that_is_being_downloaded_is_not_cut_off() throws Exception {
    start(UnderPressure.NONE);
    var query = fakes.finish(request(SQL));
    var ready =
        assertInstanceOf(
            FetchResult.Ready.class, fakes.application().fetchResult().fetch(query.id(), ADMIN));
    try (var content = ready.content()) {
      pass(WEEK.plusHours(1));
      assertInstanceOf(CheckQuery.Missing.class, check(query));

      var bytes = ByteBuffer.allocate(100);
      assertEquals(content.size(), content.channel().read(bytes));
    }
  }

  @Test
  void more_than_a_batch_goes_in_one_go() throws Exception {
    start(UnderPressure.NONE);
    for (int i = 0; i < 450; i++) {
      fakes.finish(request(SQL));
    }

    pass(WEEK.plusMinutes(31));

    assertEquals(Set.of(), fakes.results().ids());
  }

  @Test
  void the_oldest_results_go_first_while_room_is_scarce_and_no_more_than_a_hundred_a_minute()
      throws Exception {
    start(UnderPressure.OLDEST_FIRST);
    fakes.upkeep().advance(Duration.ZERO);
    var failed = fakes.finish(request("selekt"));
    List<AsyncQuery> queries = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      queries.add(fakes.finish(request(SQL)));
      fakes.clock().advance(Duration.ofMillis(1));
    }
    fakes.results().setSpace(Space.SCARCE);

    fakes.upkeep().advance(Duration.ofMinutes(1));

    assertInstanceOf(CheckQuery.Missing.class, check(queries.get(99)));
    assertInstanceOf(CheckQuery.Found.class, check(queries.get(100)));
    assertInstanceOf(CheckQuery.Found.class, check(failed));
    fakes.results().setSpace(Space.AMPLE);
    fakes.upkeep().advance(Duration.ofMinutes(1));
    assertEquals(50, fakes.results().ids().size());
  }

  @Test
  void only_the_results_that_lie_where_room_is_scarce_go() throws Exception {
    start(UnderPressure.OLDEST_FIRST);
    fakes.upkeep().advance(Duration.ZERO);
    var query = fakes.finish(request(SQL));

    fakes.results().setSpace(Set.of(new ProjectName("another")), Space.SCARCE);
    fakes.upkeep().advance(Duration.ofMinutes(1));
    assertInstanceOf(CheckQuery.Found.class, check(query));
    fakes.results().setSpace(Set.of(query.request().project()), Space.SCARCE);
    fakes.upkeep().advance(Duration.ofMinutes(1));
    assertInstanceOf(CheckQuery.Missing.class, check(query));
  }

  @Test
  void nothing_goes_before_its_time_unless_that_is_wanted() throws Exception {
    start(UnderPressure.NONE);
    fakes.finish(request(SQL));
    fakes.results().setSpace(Space.EXHAUSTED);

    pass(Duration.ofHours(2));

    assertEquals(1, fakes.results().ids().size());
  }

  @Test
  void a_clock_that_jumps_ahead_lets_nothing_expire_for_a_day() throws Exception {
    start(UnderPressure.NONE);
    var query = fakes.finish(request(SQL));
    pass(Duration.ofMinutes(10));

    fakes.clock().advance(Duration.ofDays(3_650));
    pass(Duration.ofHours(23));

    assertInstanceOf(CheckQuery.Found.class, check(query));
    pass(Duration.ofHours(2));
    assertInstanceOf(CheckQuery.Missing.class, check(query));
  }

  @Test
  void a_clock_that_jumps_ahead_and_back_lets_nothing_expire() throws Exception {
    start(UnderPressure.NONE);
    var query = fakes.finish(request(SQL));
    pass(Duration.ofMinutes(10));
    fakes.clock().advance(Duration.ofDays(3_650));
    pass(Duration.ofHours(1));

    fakes.clock().advance(Duration.ofDays(-3_650));
    pass(Duration.ofDays(2));

    assertInstanceOf(CheckQuery.Found.class, check(query));
  }

  @Test
  void a_start_long_after_the_last_end_lets_nothing_expire_for_a_day() throws Exception {
    start(UnderPressure.NONE);
    var query = fakes.finish(request(SQL));
    fakes.clock().advance(Duration.ofDays(3_650));
    fakes = fakes.next(SETTINGS);
    fakes.start();

    pass(Duration.ofHours(23));
    assertInstanceOf(CheckQuery.Found.class, check(query));

    pass(Duration.ofHours(2));
    assertInstanceOf(CheckQuery.Missing.class, check(query));
  }

  @Test
  void other_things_expire_in_the_same_minutes_by_whose_queries_there_are() throws Exception {
    start(UnderPressure.NONE);
    var gate = fakes.engine().gate("gated", Rows.numbered(1));
    var running = fakes.submit(request("gated"));
    gate.awaitArrival();

    pass(Duration.ofMinutes(1));
    gate.open();
    fakes.finished().await(running.id());
    pass(Duration.ofMinutes(1));

    Set<String> submitters = Set.of(running.request().submitter());
    Instant now = fakes.clock().instant();
    assertEquals(Map.entry(now, Set.of()), others.getLast());
    assertTrue(others.contains(Map.entry(now.minusSeconds(60), submitters)), others::toString);
    others.clear();
    fakes.clock().advance(Duration.ofDays(3_650));
    pass(Duration.ofHours(23));
    assertEquals(List.of(), others);
  }

  @Test
  void a_sweep_that_fails_is_tried_again() throws Exception {
    start(UnderPressure.NONE);
    var query = fakes.finish(request(SQL));
    try (LogRecords log = LogRecords.of(Sweeper.class)) {
      pass(WEEK);
      fakes
          .queries()
          .before(
              Operation.DELETE,
              () -> {
                throw HookedQueryStore.broken();
              });
      pass(Duration.ofMinutes(1));
      pass(Duration.ofMinutes(1));
      pass(Duration.ofMinutes(1));

      assertTrue(log.all().getFirst().getMessage().contains("could not be removed"));
      assertInstanceOf(CheckQuery.Missing.class, check(query));
    }
  }

  private CheckQuery.Outcome check(AsyncQuery query) {
    return fakes.application().checkQuery().check(query.id(), ADMIN);
  }
}
