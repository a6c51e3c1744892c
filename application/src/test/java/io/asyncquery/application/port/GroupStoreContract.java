package io.asyncquery.application.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of groups does. */
public abstract class GroupStoreContract {

  /** The same store at each call, opened anew where it can be. */
  protected abstract GroupStore store();

  @Test
  void the_groups_kept_last_are_found_again() {
    store().put("oidc:ann", Set.of("analysts", "a \"b\", ['c'] \u00e9\n"));
    store().put("oidc:ben", Set.of("operators"));

    assertEquals(Set.of("analysts", "a \"b\", ['c'] \u00e9\n"), store().groupsOf("oidc:ann"));
    store().put("oidc:ann", Set.of("operators"));
    assertEquals(Set.of("operators"), store().groupsOf("oidc:ann"));
    store().put("oidc:ann", Set.of());
    assertEquals(Set.of(), store().groupsOf("oidc:ann"));
    assertEquals(Set.of("operators"), store().groupsOf("oidc:ben"));
  }

  @Test
  void somebody_unknown_is_in_no_group() {
    store().put("oidc:ann", Set.of("analysts"));

    assertEquals(Set.of(), store().groupsOf("oidc:ANN"));
    assertEquals(Set.of(), store().groupsOf("oidc:ann "));
  }
}
