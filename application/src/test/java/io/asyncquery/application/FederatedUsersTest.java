package io.asyncquery.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.FederatedUsers.GroupRole;
import io.asyncquery.application.fake.InMemoryAuditLog;
import io.asyncquery.application.fake.InMemoryGroupStore;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.GroupStore.Membership;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What users of a provider may. */
class FederatedUsersTest {

  private static final ProjectName SALES = new ProjectName("sales");
  private static final ProjectName STAFF = new ProjectName("staff");

  private static final Map<String, GroupRole> ROLES =
      Map.of(
          "analysts", granting(SALES, ProjectRole.QUERY),
          "owners", granting(SALES, ProjectRole.ADMIN),
          "staff", granting(STAFF, ProjectRole.QUERY),
          "readers", new GroupRole(false, Grants.EVERYWHERE),
          "operators", new GroupRole(true, Grants.NONE));

  private final InMemoryGroupStore store = new InMemoryGroupStore();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final SettableClock clock = new SettableClock();
  private final FederatedUsers users = new FederatedUsers(ROLES, store, audit, clock);

  private static GroupRole granting(ProjectName project, ProjectRole role) {
    return new GroupRole(false, new Grants(Map.of(project, role), false));
  }

  @Test
  void several_groups_give_what_each_of_them_gives() {
    Caller ann = users.signedIn("ann", Set.of("analysts", "owners", "staff", "unknown"));

    assertEquals("oidc:ann", ann.name());
    assertFalse(ann.administrator());
    assertEquals(
        new Grants(Map.of(SALES, ProjectRole.ADMIN, STAFF, ProjectRole.QUERY), false),
        ann.grants());
    assertTrue(users.signedIn("ann", Set.of("readers")).grants().elsewhere());
    assertTrue(users.signedIn("ann", Set.of("operators")).administrator());
    assertTrue(users.signedIn("ann", Set.of("unknown")).grants().isNone());
  }

  @Test
  void of_a_project_all_is_seen_that_any_of_the_groups_shows() {
    Table orders = new Table(List.of("orders"), Optional.of(Set.of("id")));
    Table prices = new Table(List.of("prices"), Optional.empty());
    FederatedUsers restricted =
        new FederatedUsers(
            Map.of(
                "clerks", restricted(orders),
                "buyers", restricted(prices),
                "analysts", granting(SALES, ProjectRole.QUERY),
                "owners", granting(SALES, ProjectRole.ADMIN),
                "readers", new GroupRole(false, Grants.EVERYWHERE)),
            store,
            audit,
            clock);

    assertEquals(
        Optional.of(new VisibleTables.Only(List.of(orders))), seenBy(restricted, "clerks"));
    VisibleTables.Only both =
        assertInstanceOf(
            VisibleTables.Only.class, seenBy(restricted, "clerks", "buyers").orElseThrow());
    assertEquals(Set.of(orders, prices), Set.copyOf(both.tables()));
    for (String more : List.of("analysts", "owners", "readers")) {
      assertEquals(Optional.of(VisibleTables.ALL), seenBy(restricted, "clerks", more), more);
    }
  }

  private static Optional<VisibleTables> seenBy(FederatedUsers users, String... groups) {
    Caller caller = users.signedIn("ann", Set.of(groups));
    assertEquals(caller.visible(SALES), users.visible("oidc:ann", SALES));
    return caller.visible(SALES);
  }

  private static GroupRole restricted(Table table) {
    return new GroupRole(
        false,
        new Grants(
            Map.of(SALES, ProjectRole.QUERY),
            false,
            Map.of(SALES, new VisibleTables.Only(List.of(table)))));
  }

  @Test
  void queries_run_where_the_latest_token_says_so() {
    assertFalse(users.mayQuery("oidc:ann", SALES));

    users.signedIn("ann", Set.of("analysts"));
    assertTrue(users.mayQuery("oidc:ann", SALES));
    assertFalse(users.mayQuery("oidc:ann", STAFF));
    assertFalse(users.mayQuery("oidc:ben", SALES));
    assertFalse(users.mayQuery("ann", SALES));

    users.signedIn("ann", Set.of("staff"));
    assertFalse(users.mayQuery("oidc:ann", SALES));
    assertTrue(users.mayQuery("oidc:ann", STAFF));
  }

  @Test
  void a_restart_keeps_the_groups_and_asks_the_configuration_anew_what_they_give() {
    users.signedIn("ann", Set.of("analysts"));

    assertTrue(new FederatedUsers(ROLES, store, audit, clock).mayQuery("oidc:ann", SALES));
    FederatedUsers changed =
        new FederatedUsers(
            Map.of("analysts", granting(STAFF, ProjectRole.QUERY)), store, audit, clock);
    assertFalse(changed.mayQuery("oidc:ann", SALES));
    assertTrue(changed.mayQuery("oidc:ann", STAFF));
    assertFalse(new FederatedUsers(Map.of(), store, audit, clock).mayQuery("oidc:ann", SALES));
  }

  @Test
  void the_audit_log_hears_of_groups_that_change_and_of_nothing_else() {
    users.signedIn("ann", Set.of("staff", "analysts", "unknown"));
    users.signedIn("ann", Set.of("analysts", "staff"));
    new FederatedUsers(ROLES, store, audit, clock).signedIn("ann", Set.of("analysts", "staff"));
    users.signedIn("ann", Set.of("staff"));
    users.signedIn("ann", Set.of());

    assertEquals(
        List.of(
            changed("", "analysts, staff"),
            changed("analysts, staff", "staff"),
            changed("staff", "")),
        audit.events());
  }

  @Test
  void groups_are_forgotten_when_no_token_has_come_for_long() {
    users.signedIn("ann", Set.of("analysts"));
    users.signedIn("ben", Set.of("analysts"));
    clock.advance(Duration.ofDays(20));
    users.signedIn("ben", Set.of("analysts"));
    clock.advance(FederatedUsers.KEPT.minusDays(20));
    expire();
    assertTrue(users.mayQuery("oidc:ann", SALES));

    clock.advance(Duration.ofSeconds(1));
    expire();

    assertFalse(users.mayQuery("oidc:ann", SALES));
    assertTrue(users.mayQuery("oidc:ben", SALES));
    assertTrue(users.signedIn("ann", Set.of("analysts")).mayQuery(SALES));
    assertTrue(new FederatedUsers(ROLES, store, audit, clock).mayQuery("oidc:ann", SALES));
  }

  @Test
  void groups_are_kept_while_a_query_may_need_them() {
    users.signedIn("ann", Set.of("analysts"));
    clock.advance(FederatedUsers.KEPT.multipliedBy(2));
    expire("oidc:ann");
    assertTrue(users.mayQuery("oidc:ann", SALES));

    expire("somebody");
    assertFalse(users.mayQuery("oidc:ann", SALES));
  }

  @Test
  void who_comes_often_is_written_once_a_day_and_who_is_in_no_group_never() {
    users.signedIn("ann", Set.of("analysts"));
    users.signedIn("cid", Set.of());
    store.forget(Set.of("oidc:ann"));
    clock.advance(Duration.ofHours(23));
    users.signedIn("ann", Set.of("analysts"));
    assertEquals(Optional.empty(), store.membership("oidc:ann"));

    clock.advance(Duration.ofHours(1));
    users.signedIn("ann", Set.of("analysts"));
    users.signedIn("cid", Set.of());

    assertEquals(
        Optional.of(
            new Membership(Set.of("analysts"), clock.instant().truncatedTo(ChronoUnit.SECONDS))),
        store.membership("oidc:ann"));
    assertEquals(Optional.empty(), store.membership("oidc:cid"));
  }

  private void expire(String... submitters) {
    users.expire(clock.instant(), () -> Set.of(submitters));
  }

  private static AuditEvent changed(String before, String after) {
    return new AuditEvent.GrantChanged("oidc:ann", "provider", "user oidc:ann", before, after);
  }
}
