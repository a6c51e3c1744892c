package io.asyncquery.application.port;

import static io.asyncquery.application.testdata.RequestBuilder.NOW;
import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.port.QueryStore.FinishedFilter;
import io.asyncquery.application.port.QueryStore.Oldest;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link QueryStore} promises. An adapter's test extends this and brings the store. */
public abstract class QueryStoreContract {

  private static final Instant LATER = NOW.plusSeconds(60);
  private static final int RIVALS = 2;
  private static final QueryFailure FAILURE =
      new QueryFailure(FailureCategory.SOURCE, "The source [ü \"x\"] broke off,\n'for' good");

  /** The store under test, empty before each test. */
  protected abstract QueryStore store();

  /**
   * The same data as a new process finds it, which is the {@link #store()} from then on. Overridden
   * by every store that outlives its process.
   */
  protected QueryStore reopen() {
    return store();
  }

  static List<QueryRequest> requests() {
    return StoredForms.requests();
  }

  static List<ResultSummary> summaries() {
    return StoredForms.summaries();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_is_found_as_it_was_created(QueryRequest request) {
    var query = AsyncQuery.Running.submitted(newId(), request, NOW);

    store().create(query);

    assertEquals(Optional.of(query), store().find(query.id()));
    assertEquals(Optional.of(query), reopen().find(query.id()));
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void a_summary_is_found_as_it_was_recorded(ResultSummary summary) {
    var successful = created().succeed(summary, LATER);

    assertTrue(store().finish(successful));

    assertEquals(Optional.of(successful), store().find(successful.id()));
    assertEquals(Optional.of(successful), reopen().find(successful.id()));
  }

  @ParameterizedTest
  @EnumSource
  void a_failure_of_each_category_is_found_as_it_was_recorded(FailureCategory category) {
    var failed = created().fail(new QueryFailure(category, FAILURE.message()), LATER);

    assertTrue(store().finish(failed));

    assertEquals(Optional.of(failed), store().find(failed.id()));
    assertEquals(Optional.of(failed), reopen().find(failed.id()));
  }

  @Test
  void an_unknown_query_is_not_found() {
    created();

    assertEquals(Optional.empty(), store().find(newId()));
  }

  @Test
  void an_id_is_created_once_and_the_first_query_stays() {
    var running = created();
    var failed = createdAndFailed(request());

    assertThrows(RuntimeException.class, () -> store().create(request("x").running(running.id())));
    assertThrows(RuntimeException.class, () -> store().create(request("x").running(failed.id())));

    assertEquals(Optional.of(running), store().find(running.id()));
    assertEquals(Optional.of(failed), store().find(failed.id()));
  }

  @Test
  void a_query_finishes_once_and_its_terminal_state_stays() {
    var query = created();
    var successful = query.succeed(StoredForms.summary(), LATER);

    assertTrue(store().finish(successful));
    assertFalse(store().finish(successful));
    assertFalse(store().finish(query.fail(FAILURE, LATER.plusSeconds(1))));

    assertEquals(Optional.of(successful), store().find(query.id()));
  }

  @Test
  void of_those_who_finish_a_query_at_once_exactly_one_wins() throws Exception {
    List<AsyncQuery.Running> contested = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      contested.add(created());
    }
    AtomicInteger arrivals = new AtomicInteger();

    List<List<AsyncQuery.Finished>> won =
        Concurrently.run(
            RIVALS, rival -> () -> finishAll(contested, LATER.plusSeconds(rival), arrivals));

    List<AsyncQuery.Finished> winners = won.stream().flatMap(List::stream).toList();
    assertEquals(contested.size(), winners.size());
    for (AsyncQuery.Finished winner : winners) {
      assertEquals(Optional.of(winner), store().find(winner.id()));
    }
    assertEquals(List.of(), store().running());
  }

  /** Ends one query after the other, each once all rivals have come to it; those that it won. */
  private List<AsyncQuery.Finished> finishAll(
      List<AsyncQuery.Running> contested, Instant end, AtomicInteger arrivals) {
    List<AsyncQuery.Finished> won = new ArrayList<>();
    for (AsyncQuery.Running query : contested) {
      AsyncQuery.Finished finished = query.fail(FAILURE, end);
      int all = (arrivals.getAndIncrement() / RIVALS + 1) * RIVALS;
      while (arrivals.get() < all && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      if (store().finish(finished)) {
        won.add(finished);
      }
    }
    return won;
  }

  @Test
  void an_unknown_query_does_not_finish_and_is_not_recorded() {
    var other = created();
    var unknown = request().running().fail(FAILURE, LATER);

    assertFalse(store().finish(unknown));

    assertEquals(Optional.empty(), store().find(unknown.id()));
    assertEquals(List.of(other), store().running());
  }

  @Test
  void a_purged_query_does_not_finish_again() {
    var query = created();
    store().finish(query.fail(FAILURE, LATER));
    store().deleteFinished(FinishedFilter.ALL);

    assertFalse(store().finish(query.fail(FAILURE, LATER)));

    assertEquals(Optional.empty(), store().find(query.id()));
  }

  @Test
  void attempts_of_a_running_query_are_recorded_and_taken_back() {
    var query = created();
    var other = created();

    assertTrue(store().recordAttempts(query.begun().begun()));
    assertEquals(Optional.of(query.begun().begun()), store().find(query.id()));
    assertEquals(Optional.of(query.begun().begun()), reopen().find(query.id()));

    assertTrue(store().recordAttempts(query));
    assertEquals(Optional.of(query), store().find(query.id()));
    assertEquals(Optional.of(other), store().find(other.id()));
  }

  @Test
  void attempts_are_not_recorded_once_a_query_has_finished_or_gone() {
    var query = created();
    var finished = query.fail(FAILURE, LATER);
    store().finish(finished);

    assertFalse(store().recordAttempts(query.begun()));
    assertEquals(Optional.of(finished), store().find(query.id()));

    store().deleteFinished(FinishedFilter.ALL);
    assertFalse(store().recordAttempts(query.begun()));
    assertEquals(Optional.empty(), store().find(query.id()));
  }

  @Test
  void running_queries_come_oldest_submission_first() {
    var second = created(NOW.plusMillis(1));
    var fourth = created(NOW.plusSeconds(86_400));
    var first = created(NOW);
    var third = created(NOW.plusSeconds(1));
    createdAndFailed(request());
    createdAndSucceeded(request());
    store().recordAttempts(third.begun());

    var expected = List.of(first, second, third.begun(), fourth);
    assertEquals(expected, store().running());
    assertEquals(expected, reopen().running());
  }

  @Test
  void successful_ids_are_those_of_successful_queries_alone() {
    created();
    createdAndFailed(request());
    var one = createdAndSucceeded(request());
    var two = createdAndSucceeded(request());

    assertEquals(Set.of(one.id(), two.id()), Set.copyOf(store().successfulIds()));
    assertEquals(2, store().successfulIds().size());
    assertEquals(Set.of(one.id(), two.id()), Set.copyOf(reopen().successfulIds()));
  }

  /** Every combination of conditions, by each of the values they may have. */
  @Test
  void a_filter_deletes_the_finished_queries_that_meet_all_its_conditions() {
    for (boolean byId : List.of(true, false)) {
      for (boolean bySubmitter : List.of(true, false)) {
        for (boolean byProject : List.of(true, false)) {
          for (boolean byTime : List.of(true, false)) {
            var all = populated();
            var aim = (AsyncQuery.Finished) all.getFirst();
            var filter =
                new FinishedFilter(
                    only(byId, aim.id()),
                    only(bySubmitter, aim.request().submitter()),
                    only(byProject, aim.request().project()),
                    only(byTime, aim.finishedAt().plusNanos(1_000)));

            deletesExactly(
                filter,
                all,
                query ->
                    (!byId || query.id().equals(aim.id()))
                        && (!bySubmitter
                            || query.request().submitter().equals(aim.request().submitter()))
                        && (!byProject || query.request().project().equals(aim.request().project()))
                        && (!byTime || !query.finishedAt().isAfter(aim.finishedAt())));
          }
        }
      }
    }
  }

  @Test
  void a_successful_query_is_revoked_once_and_no_other_is() {
    var successful = (AsyncQuery.Successful) createdAndSucceeded(request());
    var lost = successful.lost(FAILURE);
    var running = created();
    var failed = createdAndFailed(request());
    // Whoever remembers what was asked for must forget it.
    assertEquals(Optional.of(successful), store().find(successful.id()));

    assertTrue(store().revoke(lost));
    assertFalse(store().revoke(lost));

    assertEquals(Optional.of(lost), store().find(successful.id()));
    assertEquals(Optional.of(lost), reopen().find(successful.id()));
    assertFalse(store().revoke(running.fail(FAILURE, LATER)));
    assertEquals(Optional.of(running), store().find(running.id()));
    assertFalse(store().revoke(running.fail(QueryFailure.source("x"), LATER)));
    assertEquals(Optional.of(failed), store().find(failed.id()));
    assertEquals(List.of(), store().successfulIds());
  }

  @Test
  void the_latest_end_is_that_of_the_query_that_ended_last() {
    assertEquals(Optional.empty(), store().latestEnd());
    created(NOW.plusSeconds(86_400));
    assertEquals(Optional.empty(), store().latestEnd());
    for (int seconds : new int[] {5, 7, 6}) {
      store().finish(created().fail(FAILURE, NOW.plusSeconds(seconds)));
    }

    assertEquals(Optional.of(NOW.plusSeconds(7)), store().latestEnd());
    assertEquals(Optional.of(NOW.plusSeconds(7)), reopen().latestEnd());
  }

  @Test
  void the_oldest_go_first_and_no_more_than_asked_for() {
    List<AsyncQuery.Finished> ends = new ArrayList<>();
    for (int seconds : new int[] {5, 1, 4, 2, 3}) {
      var query = created();
      var end = query.fail(FAILURE, NOW.plusSeconds(seconds));
      store().finish(end);
      ends.add(end);
    }
    var running = created();
    ends.sort(Comparator.comparing(AsyncQuery.Finished::finishedAt));
    List<QueryId> ids = ends.stream().map(AsyncQuery::id).toList();

    assertEquals(
        List.of(),
        store().deleteOldest(new Oldest(NOW.plusSeconds(1), false, ProjectScope.ALL, 10)));
    assertEquals(
        List.of(), store().deleteOldest(new Oldest(Instant.MAX, true, ProjectScope.ALL, 10)));
    assertEquals(
        Set.copyOf(ids.subList(0, 2)),
        Set.copyOf(store().deleteOldest(new Oldest(Instant.MAX, false, ProjectScope.ALL, 2))));
    assertEquals(
        Set.of(ids.get(2)),
        Set.copyOf(
            store().deleteOldest(new Oldest(NOW.plusSeconds(4), false, ProjectScope.ALL, 10))));
    assertEquals(Optional.of(ends.get(3)), store().find(ids.get(3)));
    var successful = createdAndSucceeded(request());
    assertEquals(
        List.of(successful.id()),
        store().deleteOldest(new Oldest(Instant.MAX, true, ProjectScope.ALL, 10)));
    assertEquals(Optional.of(running), store().find(running.id()));
  }

  private static final String A = "a \"project\", [quoted]";

  @Test
  void the_oldest_of_some_projects_go_and_those_of_others_stay() {
    List<AsyncQuery.Finished> ends = new ArrayList<>();
    for (String project : new String[] {A, "b", "c", A, "b", "c"}) {
      AsyncQuery.Running query = created(request().in(project).running());
      ends.add(query.fail(FAILURE, NOW.plusSeconds(ends.size())));
      store().finish(ends.getLast());
    }
    Set<ProjectName> projects = Set.of(new ProjectName(A), new ProjectName("c"));

    assertEquals(
        Set.of(ends.get(0).id(), ends.get(2).id(), ends.get(3).id()),
        Set.copyOf(
            store()
                .deleteOldest(new Oldest(Instant.MAX, false, new ProjectScope.Only(projects), 3))));
    assertEquals(
        Set.of(ends.get(1).id(), ends.get(4).id()),
        Set.copyOf(
            store()
                .deleteOldest(
                    new Oldest(Instant.MAX, false, new ProjectScope.AllBut(projects), 3))));
    assertEquals(
        List.of(),
        store().deleteOldest(new Oldest(Instant.MAX, false, new ProjectScope.Only(Set.of()), 3)));
    assertEquals(Optional.of(ends.get(5)), store().find(ends.get(5).id()));
  }

  @Test
  void the_end_of_a_filter_is_exclusive() {
    var query = createdAndFailed(request());

    assertEquals(List.of(), store().deleteFinished(FinishedFilter.ALL.before(query.finishedAt())));
    assertEquals(Optional.of(query), store().find(query.id()));
    assertEquals(
        List.of(query.id()),
        store().deleteFinished(FinishedFilter.ALL.before(query.finishedAt().plusNanos(1_000))));
  }

  @Test
  void a_filter_that_names_a_running_query_deletes_nothing() {
    var query = created();

    assertEquals(List.of(), store().deleteFinished(FinishedFilter.of(query.id())));
    assertEquals(List.of(), store().deleteFinished(FinishedFilter.ALL));

    assertEquals(Optional.of(query), store().find(query.id()));
  }

  @Test
  void names_in_a_filter_match_whole_and_by_case() {
    createdAndFailed(request().by("ADMIN").in("ssb"));

    for (String other : List.of("admin", "ADMI", "ADMIN ", "%", "' or '1'='1")) {
      assertEquals(List.of(), store().deleteFinished(FinishedFilter.ALL.by(other)));
    }
    for (String other : List.of("SSB", "ss_", "%", "ssb ")) {
      assertEquals(
          List.of(), store().deleteFinished(FinishedFilter.ALL.in(new ProjectName(other))));
    }
    assertEquals(1, store().deleteFinished(FinishedFilter.ALL.by("ADMIN")).size());
  }

  @Test
  void of_those_who_delete_at_once_each_query_is_told_to_one() throws Exception {
    for (int round = 0; round < 5; round++) {
      Set<QueryId> expected =
          populated().stream()
              .filter(AsyncQuery.Finished.class::isInstance)
              .map(AsyncQuery::id)
              .collect(Collectors.toSet());

      var gone = Concurrently.run(4, i -> () -> store().deleteFinished(FinishedFilter.ALL));

      assertEquals(expected.size(), gone.stream().mapToInt(List::size).sum());
      assertEquals(expected, gone.stream().flatMap(List::stream).collect(Collectors.toSet()));
    }
  }

  @Test
  void many_create_and_finish_at_once_and_nothing_is_lost() throws Exception {
    var ends =
        Concurrently.run(
            6,
            i ->
                () -> {
                  List<AsyncQuery> mine = new ArrayList<>();
                  for (int n = 0; n < 10; n++) {
                    mine.add(n % 2 == 0 ? created() : createdAndSucceeded(request()));
                  }
                  return mine;
                });

    reopen();
    for (AsyncQuery query : ends.stream().flatMap(List::stream).toList()) {
      assertEquals(Optional.of(query), store().find(query.id()));
    }
    assertEquals(30, store().running().size());
    assertEquals(30, store().successfulIds().size());
  }

  @Test
  void what_was_deleted_stays_deleted() {
    var query = createdAndSucceeded(request());
    store().deleteFinished(FinishedFilter.ALL);

    assertEquals(Optional.empty(), reopen().find(query.id()));
    assertEquals(List.of(), store().successfulIds());
  }

  @Test
  void an_open_store_is_available() {
    assertTrue(store().available());
    assertTrue(reopen().available());
  }

  private void deletesExactly(
      FinishedFilter filter, List<AsyncQuery> all, Predicate<AsyncQuery.Finished> meant) {
    Predicate<AsyncQuery> goes =
        query -> query instanceof AsyncQuery.Finished finished && meant.test(finished);

    List<QueryId> gone = store().deleteFinished(filter);

    Set<QueryId> expected =
        all.stream().filter(goes).map(AsyncQuery::id).collect(Collectors.toSet());
    assertEquals(expected, Set.copyOf(gone), filter::toString);
    assertEquals(expected.size(), gone.size(), filter::toString);
    for (AsyncQuery query : all) {
      Optional<AsyncQuery> left = goes.test(query) ? Optional.empty() : Optional.of(query);
      assertEquals(left, store().find(query.id()), filter::toString);
    }
    store().deleteFinished(FinishedFilter.ALL);
  }

  /** A query in each state for each of two submitters in each of two projects, at two times. */
  private List<AsyncQuery> populated() {
    List<AsyncQuery> all = new ArrayList<>();
    for (String submitter : List.of("ANNA", "BERT")) {
      for (String project : List.of("one", "two")) {
        for (Instant end : List.of(LATER, LATER.plusSeconds(1))) {
          var some = request().by(submitter).in(project);
          all.add(finish(created(some.running()).fail(FAILURE, end)));
          all.add(finish(created(some.running()).succeed(StoredForms.summary(), end)));
          all.add(created(some.running()));
        }
      }
    }
    return all;
  }

  private static <T> Optional<T> only(boolean wanted, T value) {
    return wanted ? Optional.of(value) : Optional.empty();
  }

  private AsyncQuery.Running created() {
    return created(request().running());
  }

  private AsyncQuery.Running created(Instant submittedAt) {
    return created(request().running(submittedAt));
  }

  private AsyncQuery.Running created(AsyncQuery.Running query) {
    store().create(query);
    return query;
  }

  private AsyncQuery.Finished createdAndFailed(RequestBuilder request) {
    return finish(created(request.running()).fail(FAILURE, LATER));
  }

  private AsyncQuery.Finished createdAndSucceeded(RequestBuilder request) {
    return finish(created(request.running()).succeed(StoredForms.summary(), LATER));
  }

  private AsyncQuery.Finished finish(AsyncQuery.Finished finished) {
    assertTrue(store().finish(finished));
    return finished;
  }
}
