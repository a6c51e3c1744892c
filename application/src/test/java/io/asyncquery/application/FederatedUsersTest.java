package io.asyncquery.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.FederatedUsers.GroupRole;
import io.asyncquery.application.fake.InMemoryGroupStore;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import java.util.Map;
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
  private final FederatedUsers users = new FederatedUsers(ROLES, store);

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

    assertTrue(new FederatedUsers(ROLES, store).mayQuery("oidc:ann", SALES));
    FederatedUsers changed =
        new FederatedUsers(Map.of("analysts", granting(STAFF, ProjectRole.QUERY)), store);
    assertFalse(changed.mayQuery("oidc:ann", SALES));
    assertTrue(changed.mayQuery("oidc:ann", STAFF));
    assertFalse(new FederatedUsers(Map.of(), store).mayQuery("oidc:ann", SALES));
  }
}
