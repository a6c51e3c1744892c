package io.asyncquery.application;

import io.asyncquery.application.port.TokenStore;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.TokenScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives out tokens and knows them again. A secret is 256 random bits, so its SHA-256 can be kept: a
 * slow hash protects what can be guessed.
 */
public final class ApiTokens {

  /** Lets a secret be recognised as one where it should not be. */
  private static final String PREFIX = "aq_";

  private static final Pattern SECRET = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 5;

  private final TokenStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public ApiTokens(TokenStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is wanted of a new token; see {@link ApiToken}. */
  public record Wish(
      String user,
      String label,
      TokenScope scope,
      Optional<Set<ProjectName>> projects,
      Duration lifetime) {}

  /** A new token, and its secret for the only time. */
  public record Issued(ApiToken token, String secret) {
    @Override
    public String toString() {
      return "Issued[token=" + token + "]";
    }
  }

  /** Makes a token and keeps it. */
  public Issued issue(Wish wish) {
    Instant now = clock.instant();
    ApiToken token =
        new ApiToken(
            HexFormat.of().formatHex(random(ID_BYTES)),
            wish.user(),
            wish.label(),
            wish.scope(),
            wish.projects(),
            now,
            now.plus(wish.lifetime()));
    String secret =
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
    store.add(token, hash(secret));
    return new Issued(token, secret);
  }

  /** The token with this secret, unless it is expired or revoked. */
  public Optional<ApiToken> find(String secret) {
    return SECRET.matcher(secret).matches()
        ? store.find(hash(secret)).filter(token -> !token.isExpired(clock.instant()))
        : Optional.empty();
  }

  /** All tokens that are not revoked, oldest first. */
  public List<ApiToken> all() {
    return store.all();
  }

  /** Takes a token back, at once; it is returned where there was one. */
  public Optional<ApiToken> revoke(String id) {
    return store.revoke(id);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
