package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.port.Space;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.upkeep.Retention;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Caps and positions through the use cases. */
class QueueTest {

  private static final String GATED = "select * from gated";
  private static final Caller ADMIN = new Caller("ADMIN", true);

  private final InMemoryApplication fakes =
      new InMemoryApplication(
          new Settings(1, 10, 2, Duration.ZERO),
          new Policy(LimitPolicy.UNLIMITED, new QueueCaps(2, 3), Retention.FOREVER));

  @AfterEach
  void stop() {
    fakes.close();
  }

  @Test
  void a_user_may_have_so_many_queries_waiting_or_running_and_no_more() throws Exception {
    var gate = fakes.engine().gate(GATED, Rows.numbered(1));
    fakes.start();
    var running = fakes.submit(request(GATED).by("ANN"));
    gate.awaitArrival();
    var waiting = fakes.submit(request(GATED).by("ANN"));

    var refused = assertInstanceOf(SubmitQuery.CapReached.class, submit(request(GATED).by("ANN")));

    assertEquals("user [ANN]", refused.whose());
    assertEquals(2, fakes.queries().running().size());
    fakes.application().stopQuery().stop(waiting.id(), ADMIN);
    fakes.submit(request(GATED).by("ANN"));
    gate.open();
    fakes.finished().await(running.id());
  }

  @Test
  void a_project_may_have_so_many_queries_and_its_end_makes_room() throws Exception {
    fakes.engine().serve("select 1", Rows.numbered(1));
    for (String user : new String[] {"ANN", "BEN", "CARL"}) {
      fakes.submit(request("select 1").by(user));
    }

    var refused =
        assertInstanceOf(SubmitQuery.CapReached.class, submit(request("select 1").by("DORA")));

    assertEquals("project [DEFAULT]", refused.whose());
    fakes.start();
    assertInstanceOf(AsyncQuery.Successful.class, untilAdmitted(request("select 1").by("DORA")));
  }

  @Test
  void a_waiting_query_knows_its_position_and_one_in_work_has_none() throws Exception {
    var gate = fakes.engine().gate(GATED, Rows.numbered(1));
    fakes.start();
    var running = fakes.submit(request(GATED).by("ANN"));
    gate.awaitArrival();
    var second = fakes.submit(request(GATED).by("ANN"));
    var third = fakes.submit(request(GATED).by("BEN"));

    assertEquals(OptionalInt.empty(), position(running));
    assertEquals(OptionalInt.of(1), position(second));
    assertEquals(OptionalInt.of(2), position(third));
    gate.open();
    fakes.finished().await(third.id());
    assertEquals(OptionalInt.empty(), position(third));
  }

  @Test
  void nothing_is_accepted_while_there_is_no_room_for_results() throws Exception {
    fakes.engine().serve("select 1", Rows.numbered(1));
    fakes.start();
    var done = fakes.finish(request("select 1"));
    fakes.results().setSpace(Space.EXHAUSTED);

    assertInstanceOf(SubmitQuery.NoSpace.class, submit(request("select 1")));
    var ready =
        assertInstanceOf(
            FetchResult.Ready.class, fakes.application().fetchResult().fetch(done.id(), ADMIN));
    ready.content().close();

    fakes.results().setSpace(Space.SCARCE);
    fakes.finish(request("select 1"));
  }

  private OptionalInt position(AsyncQuery query) {
    return assertInstanceOf(
            CheckQuery.Found.class, fakes.application().checkQuery().check(query.id(), ADMIN))
        .position();
  }

  private SubmitQuery.Outcome submit(RequestBuilder request) {
    return fakes.application().submitQuery().submit(request.build());
  }

  /** A place is free a moment after the end of its query is known. */
  private AsyncQuery.Finished untilAdmitted(RequestBuilder request) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < deadline) {
      if (submit(request) instanceof SubmitQuery.Accepted(var query)) {
        return fakes.finished().await(query.id());
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no room within 30 seconds");
  }
}
