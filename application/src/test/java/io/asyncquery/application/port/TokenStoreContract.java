package io.asyncquery.application.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.TokenScope;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every token store does. */
public abstract class TokenStoreContract {

  private static final ApiToken ANNS =
      new ApiToken(
          "00000001",
          "ANN",
          "nightly \"export\" \u0130'",
          TokenScope.QUERY,
          Optional.empty(),
          RequestBuilder.NOW,
          RequestBuilder.NOW.plus(Duration.ofDays(1)));
  private static final ApiToken BENS =
      new ApiToken(
          "00000002",
          "BEN:\u00e9",
          "",
          TokenScope.READ,
          Optional.of(Set.of(new ProjectName("ssb, 1"), new ProjectName("\"DEFAULT\""))),
          RequestBuilder.NOW.plusNanos(1),
          RequestBuilder.NOW.plus(Duration.ofDays(10_000)));
  private static final String HASH = "a".repeat(64);
  private static final String OTHER = "b".repeat(64);

  /** An empty store. */
  protected abstract TokenStore store();

  /** The same store as another process sees it. */
  protected abstract TokenStore elsewhere(TokenStore store);

  @Test
  void a_token_is_found_by_the_hash_of_its_secret_and_by_nothing_else() {
    TokenStore store = store();
    store.add(ANNS, HASH);
    store.add(BENS, OTHER);

    assertEquals(Optional.of(ANNS), store.find(HASH));
    assertEquals(Optional.of(BENS), store.find(OTHER));
    assertEquals(Optional.empty(), store.find("c".repeat(64)));
    assertEquals(Optional.empty(), store.find(HASH.toUpperCase(Locale.ROOT)));
    assertEquals(Optional.empty(), store.find(""));
    assertEquals(Optional.empty(), store.find("%"));
  }

  @Test
  void all_tokens_are_listed_oldest_first() {
    TokenStore store = store();
    assertEquals(List.of(), store.all());
    store.add(BENS, OTHER);
    store.add(ANNS, HASH);

    assertEquals(List.of(ANNS, BENS), store.all());
  }

  @Test
  void a_token_that_is_revoked_is_gone_and_the_others_stay() {
    TokenStore store = store();
    store.add(ANNS, HASH);
    store.add(BENS, OTHER);

    assertEquals(Optional.of(ANNS), store.revoke(ANNS.id()));

    assertEquals(Optional.empty(), store.find(HASH));
    assertEquals(List.of(BENS), store.all());
    assertEquals(Optional.empty(), store.revoke(ANNS.id()));
  }

  @Test
  void what_another_process_changes_is_seen_at_once() {
    TokenStore store = store();
    TokenStore elsewhere = elsewhere(store);
    assertEquals(Optional.empty(), store.find(HASH));

    elsewhere.add(ANNS, HASH);
    assertEquals(Optional.of(ANNS), store.find(HASH));
    elsewhere.revoke(ANNS.id());
    assertEquals(Optional.empty(), store.find(HASH));
    store.add(BENS, OTHER);
    assertEquals(Optional.of(BENS), elsewhere.find(OTHER));
  }

  @Test
  void a_hash_or_an_id_that_is_there_is_refused() {
    TokenStore store = store();
    store.add(ANNS, HASH);

    assertThrows(StoreException.class, () -> store.add(BENS, HASH));
    assertThrows(StoreException.class, () -> store.add(ANNS, OTHER));
    assertEquals(List.of(ANNS), store.all());
    assertEquals(Optional.of(ANNS), store.find(HASH));
  }

  @Test
  void many_may_look_at_a_time() throws Exception {
    TokenStore store = store();
    store.add(ANNS, HASH);

    assertEquals(
        Collections.nCopies(16, Optional.of(ANNS)),
        Concurrently.run(16, _ -> () -> store.find(HASH)));
  }
}
