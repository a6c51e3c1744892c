package io.asyncquery.application.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.port.GroupStore.Membership;
import io.asyncquery.application.testdata.RequestBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of groups does. */
public abstract class GroupStoreContract {

  private static final Instant NOW = RequestBuilder.NOW.truncatedTo(ChronoUnit.SECONDS);

  /** The same store at each call, opened anew where it can be. */
  protected abstract GroupStore store();

  private static Membership of(String... groups) {
    return new Membership(Set.of(groups), NOW);
  }

  @Test
  void the_groups_kept_last_are_found_again() {
    store().put("oidc:ann", of("analysts", "a \"b\", ['c'] \u00e9\n"));
    store().put("oidc:ben", of("operators"));

    assertEquals(
        Optional.of(of("analysts", "a \"b\", ['c'] \u00e9\n")), store().membership("oidc:ann"));
    Membership later = new Membership(Set.of("operators"), NOW.plusSeconds(1));
    store().put("oidc:ann", later);
    assertEquals(Optional.of(later), store().membership("oidc:ann"));
    store().put("oidc:ann", of());
    assertEquals(Optional.of(of()), store().membership("oidc:ann"));
    assertEquals(Optional.of(of("operators")), store().membership("oidc:ben"));
  }

  @Test
  void somebody_unknown_is_in_no_group() {
    store().put("oidc:ann", of("analysts"));

    assertEquals(Optional.empty(), store().membership("oidc:ANN"));
    assertEquals(Optional.empty(), store().membership("oidc:ann "));
  }

  @Test
  void who_was_not_seen_for_long_is_told() {
    store().put("oidc:ann", of("analysts"));
    store().put("oidc:'ben'", new Membership(Set.of(), NOW.minusSeconds(1)));
    store().put("oidc:cid", new Membership(Set.of("analysts"), NOW.minusSeconds(100)));

    assertEquals(Set.of("oidc:'ben'", "oidc:cid"), store().notSeenSince(NOW));
    assertEquals(Set.of(), store().notSeenSince(NOW.minusSeconds(100)));
    store().put("oidc:cid", of("analysts"));
    assertEquals(Set.of("oidc:'ben'"), store().notSeenSince(NOW));
  }

  @Test
  void who_is_forgotten_is_unknown_and_nobody_else() {
    store().put("oidc:ann", of("analysts"));
    store().put("oidc:'ben'", of("analysts"));
    store().put("oidc:cid", of("analysts"));

    store().forget(Set.of("oidc:'ben'", "oidc:cid", "oidc:nobody"));

    assertEquals(Optional.empty(), store().membership("oidc:'ben'"));
    assertEquals(Optional.empty(), store().membership("oidc:cid"));
    assertEquals(Optional.of(of("analysts")), store().membership("oidc:ann"));
    store().forget(Set.of());
    assertEquals(Optional.of(of("analysts")), store().membership("oidc:ann"));
  }
}
