package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every use case on a query in every state: what it answers, and the state after. */
class StateTransitionTest {

  private static final String TABLE =
      """
      CHECK       ABSENT     Missing      MISSING
      CHECK       WAITING    Found        RUNNING
      CHECK       IN_WORK    Found        RUNNING
      CHECK       SUCCEEDED  Found        SUCCESSFUL
      CHECK       FAILED     Found        FAILED
      CHECK       PURGED     Missing      MISSING
      FETCH       ABSENT     Missing      MISSING
      FETCH       WAITING    NotReady     RUNNING
      FETCH       IN_WORK    NotReady     RUNNING
      FETCH       SUCCEEDED  Ready        SUCCESSFUL
      FETCH       FAILED     NotReady     FAILED
      FETCH       PURGED     Missing      MISSING
      STOP        ABSENT     Missing      MISSING
      STOP        WAITING    Stopped      FAILED
      STOP        IN_WORK    Stopped      FAILED
      STOP        SUCCEEDED  NotRunning   SUCCESSFUL
      STOP        FAILED     NotRunning   FAILED
      STOP        PURGED     Missing      MISSING
      PURGE       ABSENT     Missing      MISSING
      PURGE       WAITING    StillRunning RUNNING
      PURGE       IN_WORK    StillRunning RUNNING
      PURGE       SUCCEEDED  Purged       MISSING
      PURGE       FAILED     Purged       MISSING
      PURGE       PURGED     Missing      MISSING
      PURGE_ALL   ABSENT     0            MISSING
      PURGE_ALL   WAITING    0            RUNNING
      PURGE_ALL   IN_WORK    0            RUNNING
      PURGE_ALL   SUCCEEDED  1            MISSING
      PURGE_ALL   FAILED     1            MISSING
      PURGE_ALL   PURGED     0            MISSING
      PURGE_OLDER ABSENT     0            MISSING
      PURGE_OLDER WAITING    0            RUNNING
      PURGE_OLDER IN_WORK    0            RUNNING
      PURGE_OLDER SUCCEEDED  1            MISSING
      PURGE_OLDER FAILED     1            MISSING
      PURGE_OLDER PURGED     0            MISSING
      """;

  enum UseCase {
    CHECK,
    FETCH,
    STOP,
    PURGE,
    PURGE_ALL,
    PURGE_OLDER;

    boolean isOfOne() {
      return this != PURGE_ALL && this != PURGE_OLDER;
    }
  }

  enum State {
    ABSENT(QueryStatus.MISSING),
    WAITING(QueryStatus.RUNNING),
    IN_WORK(QueryStatus.RUNNING),
    SUCCEEDED(QueryStatus.SUCCESSFUL),
    FAILED(QueryStatus.FAILED),
    PURGED(QueryStatus.MISSING);

    private final QueryStatus status;

    State(QueryStatus status) {
      this.status = status;
    }
  }

  record Transition(UseCase useCase, State state, String answer, QueryStatus after) {

    static Transition parse(String line) {
      String[] words = line.split(" +", 4);
      return new Transition(
          UseCase.valueOf(words[0]),
          State.valueOf(words[1]),
          words[2],
          QueryStatus.valueOf(words[3]));
    }
  }

  static Stream<Transition> transitions() {
    return TABLE.lines().map(Transition::parse);
  }

  private static final String SQL = "select * from t";
  private static final String GATED = "select * from gated";
  private static final Caller OWNER = new Caller("ANNA", false);
  private static final Caller STRANGER = new Caller("BERT", false);
  private static final Caller PROJECT_ADMINISTRATOR = administrator(ProjectName.DEFAULT.value());
  private static final Caller ADMINISTRATOR = new Caller("ADMIN", true);

  private final InMemoryApplication fakes =
      new InMemoryApplication(new Settings(1, 10, 1, Duration.ZERO));
  private final Gate gate =
      fakes.engine().serve(SQL, Rows.numbered(3)).gate(GATED, Rows.numbered(3));

  @AfterEach
  void stop() {
    fakes.close();
  }

  @Test
  void the_table_holds_every_pair_once() {
    Set<List<Object>> pairs = new HashSet<>();
    transitions().forEach(each -> pairs.add(List.of(each.useCase(), each.state())));

    assertEquals(UseCase.values().length * State.values().length, pairs.size());
    assertEquals(pairs.size(), transitions().count());
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void the_owner_may_do_all(Transition transition) throws Exception {
    verify(transition, OWNER, transition.answer(), transition.after());
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void an_administrator_may_do_all(Transition transition) throws Exception {
    verify(transition, ADMINISTRATOR, transition.answer(), transition.after());
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void a_stranger_may_do_nothing(Transition transition) throws Exception {
    verify(
        transition,
        STRANGER,
        transition.useCase().isOfOne() ? "Missing" : "0",
        transition.state().status);
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void the_administrator_of_the_project_may_do_all(Transition transition) throws Exception {
    verify(transition, PROJECT_ADMINISTRATOR, transition.answer(), transition.after());
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void the_administrator_of_another_project_may_do_nothing(Transition transition) throws Exception {
    verify(
        transition,
        administrator("OTHER"),
        transition.useCase().isOfOne() ? "Missing" : "0",
        transition.state().status);
  }

  private static Caller administrator(String project) {
    return new Caller(
        "CARL", false, new Grants(Map.of(new ProjectName(project), ProjectRole.ADMIN), false));
  }

  private void verify(Transition transition, Caller caller, String answer, QueryStatus after)
      throws Exception {
    QueryId id = bring(transition.state());

    assertEquals(answer, use(transition.useCase(), id, caller));

    assertEquals(after, status(id));
    assertEquals(after == QueryStatus.SUCCESSFUL, fakes.results().ids().contains(id));
  }

  private QueryId bring(State state) throws Exception {
    fakes.start();
    return switch (state) {
      case ABSENT -> newId();
      case WAITING -> {
        inWork();
        yield fakes.submit(request(GATED).by(OWNER.name())).id();
      }
      case IN_WORK -> inWork();
      case SUCCEEDED -> fakes.finish(request(SQL).by(OWNER.name())).id();
      case FAILED -> fakes.finish(request("selekt").by(OWNER.name())).id();
      case PURGED -> {
        QueryId id = fakes.finish(request(SQL).by(OWNER.name())).id();
        fakes.application().purgeResults().purgeAll(ADMINISTRATOR);
        yield id;
      }
    };
  }

  private QueryId inWork() throws InterruptedException {
    QueryId id = fakes.submit(request(GATED).by(OWNER.name())).id();
    gate.awaitArrival();
    return id;
  }

  private String use(UseCase useCase, QueryId id, Caller caller) {
    var application = fakes.application();
    return switch (useCase) {
      case CHECK -> nameOf(application.checkQuery().check(id, caller));
      case FETCH -> {
        var outcome = application.fetchResult().fetch(id, caller);
        if (outcome instanceof FetchResult.Ready ready) {
          ready.content().close();
        }
        yield nameOf(outcome);
      }
      case STOP -> nameOf(application.stopQuery().stop(id, caller));
      case PURGE -> nameOf(application.purgeResults().purge(id, caller));
      case PURGE_ALL -> "" + application.purgeResults().purgeAll(caller);
      case PURGE_OLDER -> {
        var end = fakes.clock().instant().plusSeconds(1);
        yield "" + application.purgeResults().purgeOlder(caller, ProjectName.DEFAULT, end);
      }
    };
  }

  private static String nameOf(Object outcome) {
    return outcome.getClass().getSimpleName();
  }

  private QueryStatus status(QueryId id) {
    return fakes.queries().find(id).map(AsyncQuery::status).orElse(QueryStatus.MISSING);
  }
}
