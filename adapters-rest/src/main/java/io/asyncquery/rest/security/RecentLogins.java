package io.asyncquery.rest.security;

import io.asyncquery.domain.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials that were found right lately, under a code of theirs that is worth nothing outside of
 * this process: an HMAC with a key that was drawn at its start.
 */
final class RecentLogins {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int MAX_ENTRIES = 1_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final Clock clock;
  private final SecretKeySpec secret;
  private final Map<Key, Login> logins =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Login> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  RecentLogins(Clock clock) {
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.secret = new SecretKeySpec(random, ALGORITHM);
  }

  /** Stands for a name and a password. */
  record Key(ByteBuffer code) {}

  private record Login(Caller caller, Instant until) {}

  Key key(String name, String password) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(nameBytes.length).flip());
      mac.update(nameBytes);
      return new Key(ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  synchronized Optional<Caller> find(Key key) {
    Instant now = clock.instant();
    logins.computeIfPresent(key, (_, login) -> now.isBefore(login.until()) ? login : null);
    return Optional.ofNullable(logins.get(key)).map(Login::caller);
  }

  synchronized void remember(Key key, Caller caller) {
    logins.put(key, new Login(caller, clock.instant().plus(LIFETIME)));
  }
}
