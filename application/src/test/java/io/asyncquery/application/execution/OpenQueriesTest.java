package io.asyncquery.application.execution;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.VisibleTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenQueriesTest {

  /** Any sequence of calls, held against a list of the queries that are open. */
  @Property(tries = 300)
  void the_caps_hold_and_nobody_is_refused_below_them(
      @ForAll @IntRange(min = 1, max = 3) int perUser,
      @ForAll @IntRange(min = 1, max = 4) int perProject,
      @ForAll("calls") List<Call> calls) {
    OpenQueries open =
        new OpenQueries(new QueueCaps(perUser, perProject), GrantPolicy.UNRESTRICTED);
    List<AsyncQuery.Running> model = new ArrayList<>();

    for (Call call : calls) {
      AsyncQuery.Running query = request().by(call.user()).in(call.project()).running();
      switch (call.kind()) {
        case ENTER -> {
          boolean userFull = count(model, other -> isOfUser(other, call)) >= perUser;
          boolean projectFull = count(model, other -> isInProject(other, call)) >= perProject;
          assertEquals(userFull || projectFull, open.enter(query).isPresent());
          if (!userFull && !projectFull) {
            model.add(query);
          }
        }
        case RESTORE -> {
          open.restore(query);
          open.restore(query);
          model.add(query);
        }
        case LEAVE -> {
          AsyncQuery.Running gone = model.isEmpty() ? query : model.removeFirst();
          open.leave(gone.id());
          open.leave(gone.id());
        }
      }
    }
  }

  @Test
  void who_may_not_know_of_a_project_takes_no_place_in_it_and_is_not_told_that_it_is_full() {
    OpenQueries open =
        new OpenQueries(
            new QueueCaps(9, 1),
            (submitter, _) -> Optional.of(VisibleTables.ALL).filter(_ -> !submitter.equals("EVE")));
    AsyncQuery.Running first = request().by("EVE").in("ssb").running();

    assertTrue(open.enter(first).isEmpty());
    assertTrue(open.enter(request().by("ANN").in("ssb").running()).isEmpty());
    assertTrue(open.enter(request().by("EVE").in("ssb").running()).isEmpty());
    open.leave(first.id());
    assertEquals(
        Optional.of(new OpenQueries.CapReached("project [ssb]", 1)),
        open.enter(request().by("BEN").in("ssb").running()));
  }

  @Test
  void who_is_refused_is_told_whose_cap_it_was() {
    OpenQueries open = new OpenQueries(new QueueCaps(1, 2), GrantPolicy.UNRESTRICTED);
    open.enter(request().by("ANN").in("ssb").running());

    assertEquals(
        Optional.of(new OpenQueries.CapReached("user [ANN]", 1)),
        open.enter(request().by("ANN").running()));
    assertTrue(open.enter(request().by("BEN").in("ssb").running()).isEmpty());
    assertEquals(
        Optional.of(new OpenQueries.CapReached("project [ssb]", 2)),
        open.enter(request().by("CARL").in("ssb").running()));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0"})
  void caps_are_positive(int perUser, int perProject) {
    assertThrows(IllegalArgumentException.class, () -> new QueueCaps(perUser, perProject));
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.of(Kind.ENTER, Kind.ENTER, Kind.RESTORE, Kind.LEAVE),
            Arbitraries.of("ANN", "BEN", "CARL"),
            Arbitraries.of("DEFAULT", "ssb"))
        .as(Call::new)
        .list()
        .ofMaxSize(60);
  }

  enum Kind {
    ENTER,
    RESTORE,
    LEAVE
  }

  record Call(Kind kind, String user, String project) {}

  private static long count(List<AsyncQuery.Running> queries, Predicate<AsyncQuery> which) {
    return queries.stream().filter(which).count();
  }

  private static boolean isOfUser(AsyncQuery query, Call call) {
    return query.request().submitter().equals(call.user());
  }

  private static boolean isInProject(AsyncQuery query, Call call) {
    return query.request().project().value().equals(call.project());
  }
}
