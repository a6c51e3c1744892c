package io.asyncquery.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.fake.InMemoryTokenStore;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.domain.TokenScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {

  private static final ApiTokens.Wish WISH =
      new ApiTokens.Wish("ANN", "nightly", TokenScope.READ, Optional.empty(), Duration.ofDays(1));

  private final SettableClock clock = new SettableClock();
  private final ApiTokens tokens = new ApiTokens(new InMemoryTokenStore(), clock);

  @Test
  void a_secret_opens_until_its_token_expires() {
    ApiTokens.Issued issued = tokens.issue(WISH);

    assertEquals(clock.instant().plus(Duration.ofDays(1)), issued.token().expiresAt());
    clock.advance(Duration.ofDays(1).minusNanos(1));
    assertEquals(Optional.of(issued.token()), tokens.find(issued.secret()));
    clock.advance(Duration.ofNanos(1));
    assertEquals(Optional.empty(), tokens.find(issued.secret()));
    assertEquals(List.of(issued.token()), tokens.all());
  }

  @Test
  void a_secret_opens_nothing_once_its_token_is_revoked() {
    ApiTokens.Issued issued = tokens.issue(WISH);

    assertEquals(Optional.of(issued.token()), tokens.revoke(issued.token().id()));
    assertEquals(Optional.empty(), tokens.find(issued.secret()));
    assertEquals(Optional.empty(), tokens.revoke(issued.token().id()));
  }

  @Test
  void a_secret_has_256_random_bits_and_is_in_no_log() {
    ApiTokens.Issued issued = tokens.issue(WISH);

    assertTrue(issued.secret().matches("aq_[A-Za-z0-9_-]{43}"), issued.secret());
    assertNotEquals(issued.secret(), tokens.issue(WISH).secret());
    assertFalse(issued.toString().contains(issued.secret()));
    assertFalse(issued.secret().contains(issued.token().id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aq_", "x", "aq_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void another_text_opens_nothing(String secret) {
    tokens.issue(WISH);

    assertEquals(Optional.empty(), tokens.find(secret));
  }
}
