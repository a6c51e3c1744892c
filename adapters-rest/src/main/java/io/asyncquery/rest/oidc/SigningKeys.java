package io.asyncquery.rest.oidc;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the provider. They are fetched anew when they are old, and when a token names a key
 * that is not among them, but never twice within {@link #BETWEEN_FETCHES}, so that tokens cannot
 * make the server ask without end. One call fetches at a time; the others go on with what is there.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

  static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  static final Duration FRESH = Duration.ofMinutes(5);

  /** While the provider cannot be reached, and no longer. */
  static final Duration TRUSTED = Duration.ofHours(1);

  private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());

  private final Origin origin;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile State state = new State(Optional.empty(), Optional.empty(), false);

  SigningKeys(Origin origin, Clock clock) {
    this.origin = origin;
    this.clock = clock;
  }

  /** Where keys come from. */
  @FunctionalInterface
  interface Origin {
    JWKSet fetch() throws IOException;
  }

  private record Fetched(JWKSet keys, Instant at) {}

  /**
   * What is known.
   *
   * @param tried when keys were asked for last
   * @param failed whether they were not had then
   */
  private record State(Optional<Fetched> fetched, Optional<Instant> tried, boolean failed) {

    Optional<JWKSet> youngerThan(Duration age, Instant now) {
      return fetched.filter(there -> isWithin(age, there.at(), now)).map(Fetched::keys);
    }
  }

  /**
   * @throws KeySourceException no keys can be had, so nothing is known of the token
   */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Instant now = clock.instant();
    if (state.youngerThan(FRESH, now).isEmpty()) {
      fetch(now);
    }
    List<JWK> found = select(selector, now);
    if (found.isEmpty()) {
      fetch(now);
      found = select(selector, now);
    }
    State known = state;
    if (found.isEmpty() && (known.failed() || known.youngerThan(TRUSTED, now).isEmpty())) {
      throw new KeySourceException("The keys of the provider cannot be had");
    }
    return found;
  }

  /** Asks for keys unless they were asked for just now. */
  void fetch() {
    fetch(clock.instant());
  }

  private List<JWK> select(JWKSelector selector, Instant now) {
    return state.youngerThan(TRUSTED, now).map(selector::select).orElseGet(List::of);
  }

  private void fetch(Instant now) {
    if (!fetching.tryLock()) {
      return;
    }
    try {
      State before = state;
      if (before.tried().filter(last -> isWithin(BETWEEN_FETCHES, last, now)).isPresent()) {
        return;
      }
      try {
        JWKSet keys = origin.fetch();
        LOG.log(INFO, "The provider of tokens has [{0}] keys", keys.size());
        state = new State(Optional.of(new Fetched(keys, now)), Optional.of(now), false);
      } catch (IOException e) {
        LOG.log(
            WARNING,
            "The keys of the provider of tokens cannot be had; nobody signs in by its tokens once"
                + " those known are too old: "
                + e.getMessage());
        state = new State(before.fetched(), Optional.of(now), true);
      }
    } finally {
      fetching.unlock();
    }
  }

  /** A clock that was set back makes nothing wait. */
  private static boolean isWithin(Duration age, Instant then, Instant now) {
    return Duration.between(then, now).abs().compareTo(age) < 0;
  }
}
