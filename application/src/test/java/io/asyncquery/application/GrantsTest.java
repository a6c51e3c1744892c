package io.asyncquery.application;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.fake.InMemoryApplication;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.upkeep.Retention;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.VisibleTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of queries in projects that their senders may not know of. */
class GrantsTest {

  private static final String SQL = "select 1";
  private static final String GATED = "select later";
  private static final Caller ADMIN = new Caller("ADMIN", true);
  private static final Caller ANNA =
      new Caller("ANNA", false, new Grants(Map.of(ProjectName.DEFAULT, ProjectRole.QUERY), false));
  private static final Caller BERT = new Caller("BERT", false, Grants.NONE);
  private static final Caller CARL =
      new Caller("CARL", false, new Grants(Map.of(ProjectName.DEFAULT, ProjectRole.ADMIN), false));

  /** Who may query DEFAULT, the one project. */
  private final Set<String> granted = ConcurrentHashMap.newKeySet();

  private final AtomicReference<VisibleTables> visible = new AtomicReference<>(VisibleTables.ALL);
  private final GrantPolicy grants =
      (submitter, _) -> granted.contains(submitter) ? Optional.of(visible.get()) : Optional.empty();
  private final InMemoryApplication fakes =
      new InMemoryApplication(
          InMemoryApplication.SETTINGS,
          new Policy(LimitPolicy.UNLIMITED, new QueueCaps(10, 2), Retention.FOREVER, grants));

  @BeforeEach
  void start() {
    granted.addAll(Set.of("ADMIN", "ANNA", "CARL"));
    fakes.engine().serve(SQL, Rows.numbered(1));
    fakes.start();
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  private boolean sees(Caller caller, AsyncQuery query) {
    return fakes.application().checkQuery().check(query.id(), caller) instanceof CheckQuery.Found;
  }

  @Test
  void without_a_grant_a_project_fails_as_one_that_does_not_exist() throws Exception {
    var failed = assertInstanceOf(AsyncQuery.Failed.class, fakes.finish(request(SQL).by("BERT")));
    var unknown =
        assertInstanceOf(AsyncQuery.Failed.class, fakes.finish(request(SQL).by("BERT").in("XXX")));

    assertEquals(QueryFailure.rejected("Project 'DEFAULT' does not exist;"), failed.failure());
    assertEquals(QueryFailure.rejected("Project 'XXX' does not exist;"), unknown.failure());
    assertTrue(sees(BERT, failed));
  }

  @Test
  void without_a_grant_a_project_is_not_there() {
    FindProject projects = fakes.application().findProject();

    assertFalse(projects.exists(ProjectName.DEFAULT, BERT));
    assertTrue(projects.exists(ProjectName.DEFAULT, ANNA));
    assertTrue(projects.exists(ProjectName.DEFAULT, ADMIN));
    assertFalse(projects.exists(new ProjectName("XXX"), ADMIN));
  }

  @Test
  void without_a_grant_nobody_uses_up_the_cap_of_a_project_or_learns_of_it() throws Exception {
    Gate gate = fakes.engine().gate(GATED, Rows.numbered(1));
    for (int i = 0; i < 4; i++) {
      fakes.finish(request(SQL).by("BERT"));
    }
    fakes.submit(request(GATED).by("ANNA"));
    var last = fakes.submit(request(GATED).by("CARL"));
    assertInstanceOf(
        SubmitQuery.CapReached.class,
        fakes.application().submitQuery().submit(request(GATED).by("ANNA").build()));

    var strangers = fakes.submit(request(GATED).by("BERT"));

    gate.open();
    fakes.finished().await(last.id());
    assertInstanceOf(AsyncQuery.Failed.class, fakes.finished().await(strangers.id()));
  }

  @Test
  void a_query_whose_grant_is_gone_when_it_begins_does_not_run() throws Exception {
    Gate gate = fakes.engine().gate(GATED, Rows.numbered(1));
    fakes.submit(request(GATED).by("CARL"));
    fakes.submit(request(GATED).by("CARL").in("XXX"));
    gate.awaitArrival();
    granted.remove("ANNA");
    var query = fakes.submit(request(SQL).by("ANNA"));
    gate.open();

    assertInstanceOf(AsyncQuery.Failed.class, fakes.finished().await(query.id()));
  }

  @Test
  void a_query_sees_what_is_granted_when_it_begins() throws Exception {
    VisibleTables only =
        new VisibleTables.Only(List.of(new VisibleTables.Table(List.of("t"), Optional.empty())));
    fakes.finish(request(SQL).by("ANNA"));
    visible.set(only);
    fakes.finish(request(SQL).by("ANNA"));

    assertEquals(List.of(VisibleTables.ALL, only), fakes.engine().seen());
  }

  @Test
  void a_result_is_its_owners_as_long_as_the_project_is_granted() throws Exception {
    var query = fakes.finish(request(SQL).by("ANNA"));

    assertTrue(sees(ANNA, query));
    assertFalse(sees(new Caller("ANNA", false, Grants.NONE), query));
    assertFalse(sees(BERT, query));
    assertTrue(sees(CARL, query));
    assertTrue(sees(ADMIN, query));
  }

  @Test
  void the_administrator_of_a_project_purges_what_lies_there_and_their_own() throws Exception {
    granted.add("BERT");
    fakes.finish(request(SQL).by("ANNA"));
    fakes.finish(request(SQL).by("BERT").in("XXX"));
    fakes.finish(request(SQL).by("CARL").in("XXX"));

    assertEquals(2, fakes.application().purgeResults().purgeAll(CARL));
    assertEquals(1, fakes.application().purgeResults().purgeAll(ADMIN));
  }
}
