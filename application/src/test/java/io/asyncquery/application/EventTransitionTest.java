package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.application.upkeep.Retention;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens without anybody calling, to a query in every state: the state after. */
class EventTransitionTest {

  private static final String TABLE =
      """
      SUCCEED  ABSENT     MISSING
      SUCCEED  WAITING    SUCCESSFUL
      SUCCEED  IN_WORK    SUCCESSFUL
      SUCCEED  SUCCEEDED  SUCCESSFUL
      SUCCEED  FAILED     FAILED
      SUCCEED  PURGED     MISSING
      FAIL     ABSENT     MISSING
      FAIL     WAITING    FAILED
      FAIL     IN_WORK    FAILED
      FAIL     SUCCEEDED  SUCCESSFUL
      FAIL     FAILED     FAILED
      FAIL     PURGED     MISSING
      TIMEOUT  ABSENT     MISSING
      TIMEOUT  WAITING    RUNNING
      TIMEOUT  IN_WORK    FAILED
      TIMEOUT  SUCCEEDED  SUCCESSFUL
      TIMEOUT  FAILED     FAILED
      TIMEOUT  PURGED     MISSING
      EXPIRE   ABSENT     MISSING
      EXPIRE   WAITING    RUNNING
      EXPIRE   IN_WORK    RUNNING
      EXPIRE   SUCCEEDED  MISSING
      EXPIRE   FAILED     MISSING
      EXPIRE   PURGED     MISSING
      LOSE     ABSENT     MISSING
      LOSE     WAITING    RUNNING
      LOSE     IN_WORK    RUNNING
      LOSE     SUCCEEDED  FAILED
      LOSE     FAILED     FAILED
      LOSE     PURGED     MISSING
      RESTART  ABSENT     MISSING
      RESTART  WAITING    RUNNING
      RESTART  IN_WORK    RUNNING
      RESTART  SUCCEEDED  SUCCESSFUL
      RESTART  FAILED     FAILED
      RESTART  PURGED     MISSING
      """;

  enum Event {
    SUCCEED,
    FAIL,
    TIMEOUT,
    EXPIRE,
    LOSE,
    RESTART
  }

  enum State {
    ABSENT,
    WAITING,
    IN_WORK,
    SUCCEEDED,
    FAILED,
    PURGED
  }

  record Transition(Event event, State state, QueryStatus after) {

    static Transition parse(String line) {
      String[] words = line.split(" +", 3);
      return new Transition(
          Event.valueOf(words[0]), State.valueOf(words[1]), QueryStatus.valueOf(words[2]));
    }
  }

  static Stream<Transition> transitions() {
    return TABLE.lines().map(Transition::parse);
  }

  private static final String SQL = "select * from t";
  private static final String GATED = "select * from gated";
  private static final Caller ADMIN = new Caller("ADMIN", true);
  private static final Settings SETTINGS = new Settings(1, 10, 2, Duration.ZERO);
  private static final Duration RUN_TIME = Duration.ofSeconds(30);
  private static final Limits LIMITS =
      new Limits(Optional.of(RUN_TIME), Optional.empty(), Optional.empty(), OptionalInt.empty());

  private InMemoryApplication fakes =
      new InMemoryApplication(
          SETTINGS,
          new Policy(
              project -> LIMITS,
              QueueCaps.NONE,
              new Retention(Optional.of(Duration.ofMinutes(30)), UnderPressure.NONE)));
  private final Gate gate =
      fakes.engine().serve(SQL, Rows.numbered(3)).gate(GATED, Rows.numbered(3));

  @AfterEach
  void stop() {
    fakes.close();
  }

  @Test
  void the_table_holds_every_pair_once() {
    Set<List<Object>> pairs = new HashSet<>();
    transitions().forEach(each -> pairs.add(List.of(each.event(), each.state())));

    assertEquals(Event.values().length * State.values().length, pairs.size());
    assertEquals(pairs.size(), transitions().count());
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void each_event_leads_from_each_state_where_the_table_says(Transition transition)
      throws Exception {
    fakes.start();
    var query = bring(transition.state());

    befall(transition.event(), query);

    assertEquals(transition.after(), status(query.id()));
  }

  /** The query as it was submitted. */
  private AsyncQuery.Running bring(State state) throws Exception {
    return switch (state) {
      case ABSENT -> request(SQL).running(newId());
      case WAITING -> {
        inWork();
        yield fakes.submit(request(GATED));
      }
      case IN_WORK -> inWork();
      case SUCCEEDED -> ended(SQL);
      case FAILED -> ended("selekt");
      case PURGED -> {
        var query = ended(SQL);
        fakes.application().purgeResults().purgeAll(ADMIN);
        yield query;
      }
    };
  }

  private AsyncQuery.Running inWork() throws InterruptedException {
    var query = fakes.submit(request(GATED));
    gate.awaitArrival();
    return query;
  }

  private AsyncQuery.Running ended(String sql) throws Exception {
    var query = fakes.submit(request(sql));
    fakes.finished().await(query.id());
    return query;
  }

  private void befall(Event event, AsyncQuery.Running query) throws Exception {
    var now = fakes.clock().instant();
    switch (event) {
      case SUCCEED -> fakes.queries().finish(query.succeed(StoredForms.summary(), now));
      case FAIL -> fakes.queries().finish(query.fail(QueryFailure.source("broke off"), now));
      case TIMEOUT -> fakes.timer().advance(RUN_TIME);
      case EXPIRE -> {
        fakes.clock().advance(Duration.ofMinutes(31));
        fakes.upkeep().advance(Duration.ofMinutes(31));
      }
      case LOSE -> {
        fakes.results().delete(List.of(query.id()));
        fakes.application().fetchResult().fetch(query.id(), ADMIN);
      }
      case RESTART -> {
        fakes.application().stop();
        fakes = fakes.next(SETTINGS).start();
      }
    }
  }

  private QueryStatus status(QueryId id) {
    return fakes.queries().find(id).map(AsyncQuery::status).orElse(QueryStatus.MISSING);
  }
}
