package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.testdata.LogRecords;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.upkeep.LostResults;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.FailureCategory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results that are gone or changed behind the server's back. */
class LostResultsTest {

  private static final String SQL = "select 1";
  private static final Caller ADMIN = new Caller("ADMIN", true);

  private final InMemoryApplication fakes = new InMemoryApplication();
  private final FetchResult fetchResult = fakes.application().fetchResult();
  private final LogRecords log = LogRecords.of(LostResults.class);

  @BeforeEach
  void start() {
    fakes.engine().serve(SQL, Rows.numbered(1));
    fakes.start();
  }

  @AfterEach
  void stop() {
    fakes.close();
    log.close();
  }

  @Test
  void a_query_whose_result_is_gone_has_failed_once_somebody_asks_for_it() throws Exception {
    var query = fakes.finish(request(SQL));
    fakes.results().delete(List.of(query.id()));

    fetch(query);

    assertLost(query, "its result is not there any more");
    assertInstanceOf(FetchResult.NotReady.class, fetch(query));
  }

  @Test
  void a_result_of_another_length_is_not_handed_out() throws Exception {
    var query = fakes.finish(request(SQL));
    fakes.results().change(query.id(), new byte[3]);

    assertInstanceOf(FetchResult.NotReady.class, fetch(query));

    assertLost(query, "its result is not as long as it was written");
  }

  @Test
  void a_start_finds_results_that_are_not_what_was_written() throws Exception {
    var damaged = fakes.finish(request(SQL));
    var sound = fakes.finish(request(SQL));
    fakes.results().damage(damaged.id(), "its result is not what was written");
    var next = fakes.next(InMemoryApplication.SETTINGS);

    next.start();
    next.upkeep().advance(Duration.ofSeconds(59));
    assertEquals(0, fakes.results().inspections());
    next.upkeep().advance(Duration.ofSeconds(1));

    assertLost(damaged, "its result is not what was written");
    assertEquals(Optional.of(sound), fakes.queries().find(sound.id()));
    next.close();
  }

  @Test
  void a_result_that_was_changed_after_its_query_had_ended_is_read_through_before_it_is_handed_out()
      throws Exception {
    var query = fakes.finish(request(SQL));
    fakes.results().touch(query.id(), query.finishedAt().plusMillis(1));
    fakes.results().damage(query.id(), "its result is not what was written");

    assertInstanceOf(FetchResult.NotReady.class, fetch(query));

    assertLost(query, "its result is not what was written");
  }

  @Test
  void a_change_that_left_a_result_as_it_was_is_looked_into_once() throws Exception {
    var query = fakes.finish(request(SQL));
    fetchReady(query);
    assertEquals(0, fakes.results().inspections());

    fakes.results().touch(query.id(), query.finishedAt().plusMillis(1));
    fetchReady(query);
    fetchReady(query);
    assertEquals(1, fakes.results().inspections());

    fakes.results().touch(query.id(), query.finishedAt().plusMillis(2));
    fetchReady(query);
    assertEquals(2, fakes.results().inspections());
  }

  @Test
  void every_day_all_results_are_read_through() throws Exception {
    fakes.upkeep().advance(Duration.ofMinutes(1));
    var query = fakes.finish(request(SQL));
    fakes.results().damage(query.id(), "its result is not what was written");
    fakes.upkeep().advance(Duration.ofHours(23));
    assertInstanceOf(AsyncQuery.Successful.class, fakes.queries().find(query.id()).orElseThrow());

    fakes.upkeep().advance(Duration.ofHours(1));

    assertLost(query, "its result is not what was written");
  }

  private void fetchReady(AsyncQuery query) {
    assertInstanceOf(FetchResult.Ready.class, fetch(query)).content().close();
  }

  private FetchResult.Outcome fetch(AsyncQuery query) {
    return fetchResult.fetch(query.id(), ADMIN);
  }

  private void assertLost(AsyncQuery.Finished query, String what) {
    var failed =
        assertInstanceOf(AsyncQuery.Failed.class, fakes.queries().find(query.id()).orElseThrow());
    assertEquals(FailureCategory.STORAGE, failed.failure().category());
    assertTrue(failed.failure().message().contains(what), failed.failure()::message);
    assertEquals(query.finishedAt(), failed.finishedAt());
    assertEquals(1, log.all().size());
  }
}
