package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.HookedQueryStore.Operation;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of the server, of a project and of a query, on all of the use cases. */
class LimitsTest {

  private static final String SQL = "select * from t";
  private static final String GATED = "select * from gated";
  private static final Settings SETTINGS = new Settings(1, 10, 2, Duration.ZERO);
  private static final int ROWS = 10;

  private InMemoryApplication fakes = new InMemoryApplication(SETTINGS);

  private InMemoryApplication start(Limits limits) {
    fakes = new InMemoryApplication(SETTINGS, Policy.of(project -> limits));
    fakes.engine().serve(SQL, Rows.numbered(ROWS).perBatch(4));
    return fakes.start();
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3, 3", "4, 4", "5, 5", "8, 8", "9, 9"})
  void a_result_with_too_many_rows_is_cut_and_says_so(long max, long rows) throws Exception {
    start(rows(max, OnLimit.TRUNCATE));

    ResultSummary summary = succeed(request(SQL));

    assertEquals(rows, summary.rows());
    assertEquals(Optional.of(Truncation.ROWS), summary.truncation());
  }

  @ParameterizedTest
  @ValueSource(longs = {ROWS, ROWS + 1, Long.MAX_VALUE})
  void a_result_that_fits_is_whole_and_says_so(long max) throws Exception {
    start(rows(max, OnLimit.TRUNCATE));

    ResultSummary summary = succeed(request(SQL));

    assertEquals(ROWS, summary.rows());
    assertFalse(summary.truncated());
  }

  @Test
  void a_result_with_too_many_rows_fails_where_that_is_wanted() throws Exception {
    start(rows(ROWS - 1, OnLimit.FAIL));

    assertEquals(
        QueryFailure.limit("The result has more than the [9] rows it may have: ask for fewer"),
        fail(request(SQL)));
    assertEquals(Set.of(), fakes.results().ids());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 4, 9})
  void no_batch_stays_open_where_rows_are_cut(long max) throws Exception {
    start(rows(max, OnLimit.TRUNCATE));
    TrackedBatches batches = Rows.numbered(ROWS).perBatch(4).lend();
    fakes.engine().serve("tracked", (_, _) -> batches);

    succeed(request("tracked"));

    batches.assertAllClosed();
  }

  @Test
  void a_result_with_too_many_columns_fails() throws Exception {
    start(new Limits(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.of(1)));

    assertEquals(
        QueryFailure.limit("The result has [2] columns, and may have [1]: select fewer"),
        fail(request(SQL)));
  }

  @Test
  void a_result_with_too_many_bytes_is_cut_and_says_so() throws Exception {
    start(bytes(40));

    ResultSummary summary = succeed(request(SQL));

    assertEquals(2, summary.rows());
    assertEquals(Optional.of(Truncation.BYTES), summary.truncation());
  }

  @Test
  void the_tightest_of_server_and_query_holds() throws Exception {
    start(rows(5, OnLimit.TRUNCATE));

    assertEquals(5, succeed(request(SQL).within(rows(7, OnLimit.FAIL))).rows());
    assertEquals(3, succeed(request(SQL).within(rows(3, OnLimit.TRUNCATE))).rows());
    assertEquals(
        FailureCategory.LIMIT, fail(request(SQL).within(rows(3, OnLimit.FAIL))).category());
  }

  @Test
  void each_project_has_its_own() throws Exception {
    fakes =
        new InMemoryApplication(
            SETTINGS,
            Policy.of(project ->
                project.equals(ProjectName.DEFAULT)
                    ? rows(2, OnLimit.TRUNCATE)
                    : rows(0, OnLimit.FAIL)));
    fakes.engine().serve(SQL, Rows.numbered(ROWS));
    fakes.start();

    assertEquals(2, succeed(request(SQL)).rows());
  }

  @Test
  void an_execution_that_takes_too_long_has_failed_and_its_engine_is_interrupted()
      throws Exception {
    start(runTime(Duration.ofSeconds(30)));
    var gate = fakes.engine().gate(GATED, Rows.numbered(1));
    var query = fakes.submit(request(GATED));
    gate.awaitArrival();

    fakes.timer().advance(Duration.ofSeconds(29));
    assertInstanceOf(AsyncQuery.Running.class, fakes.queries().find(query.id()).orElseThrow());
    fakes.timer().advance(Duration.ofSeconds(1));

    var reason =
        new QueryFailure(
            FailureCategory.TIMEOUT, "The query ran longer than the [30 s] it may: ask for less");
    assertEquals(reason, failure(fakes.queries().find(query.id()).orElseThrow()));
    fakes.engine().serve(SQL, Rows.numbered(1));
    succeed(request(SQL));
    assertEquals(0, fakes.engine().lent());
    assertEquals(2, fakes.finished().heard().size(), "it ended twice");
  }

  @Test
  void a_query_that_ends_in_time_is_not_watched_any_more() throws Exception {
    start(runTime(Duration.ofSeconds(30)));

    succeed(request(SQL));
    fakes.application().stop();

    assertEquals(0, fakes.timer().waiting());
  }

  @Test
  void the_time_in_the_queue_does_not_count() throws Exception {
    start(runTime(Duration.ofSeconds(30)));
    var gate = fakes.engine().gate(GATED, Rows.numbered(1));
    fakes.submit(request(GATED));
    gate.awaitArrival();
    var waiting = fakes.submit(request(SQL));

    fakes.timer().advance(Duration.ofSeconds(31));

    assertInstanceOf(AsyncQuery.Successful.class, fakes.finished().await(waiting.id()));
  }

  @Test
  void an_execution_is_interrupted_also_where_its_end_cannot_be_recorded_at_once()
      throws Exception {
    start(runTime(Duration.ofSeconds(30)));
    var gate = fakes.engine().gate(GATED, Rows.numbered(1));
    var query = fakes.submit(request(GATED));
    gate.awaitArrival();
    fakes
        .queries()
        .before(
            Operation.FINISH,
            () -> {
              throw HookedQueryStore.broken();
            });

    fakes.timer().advance(Duration.ofSeconds(30));

    assertEquals(FailureCategory.TIMEOUT, failure(fakes.finished().await(query.id())).category());
  }

  private ResultSummary succeed(RequestBuilder request) throws Exception {
    return assertInstanceOf(AsyncQuery.Successful.class, fakes.finish(request)).summary();
  }

  private QueryFailure fail(RequestBuilder request) throws Exception {
    return failure(fakes.finish(request));
  }

  private static QueryFailure failure(AsyncQuery query) {
    return assertInstanceOf(AsyncQuery.Failed.class, query).failure();
  }

  private static Limits rows(long max, OnLimit onLimit) {
    return new Limits(
        Optional.empty(),
        Optional.of(new Cap(max, onLimit)),
        Optional.empty(),
        OptionalInt.empty());
  }

  private static Limits bytes(long max) {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Cap(max, OnLimit.TRUNCATE)),
        OptionalInt.empty());
  }

  private static Limits runTime(Duration bound) {
    return new Limits(Optional.of(bound), Optional.empty(), Optional.empty(), OptionalInt.empty());
  }
}
