package io.asyncquery.rest.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens are believed.
 *
 * @param issuer as the tokens and the provider's own description spell it, to the letter
 * @param audience for whom a token has to be
 * @param nameClaim the claim with the name of the user
 * @param groupsClaim the claim with the groups of the user; a path with dots leads into objects
 * @param clockSkew how far the clocks of provider and server may be apart, 0 to 5 minutes
 * @param algorithms of signatures, as RFC 7518 names them; of those with two keys alone
 */
public record OidcSettings(
    URI issuer,
    String audience,
    String nameClaim,
    String groupsClaim,
    Duration clockSkew,
    Set<String> algorithms) {

  /** None with a secret that both sides know, and never none at all. */
  public static final Set<String> KNOWN_ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  public OidcSettings {
    algorithms = Set.copyOf(algorithms);
    requireProtected(issuer);
    if (issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
      throw new IllegalArgumentException("issuer [" + issuer + "] has a query or a fragment");
    }
    if (algorithms.isEmpty() || !KNOWN_ALGORITHMS.containsAll(algorithms)) {
      throw new IllegalArgumentException(
          "algorithms %s are not some of %s"
              .formatted(
                  algorithms.stream().sorted().toList(),
                  KNOWN_ALGORITHMS.stream().sorted().toList()));
    }
  }

  /**
   * Keys that come in the clear could be anybody's.
   *
   * @throws IllegalArgumentException they would come so, from another machine
   */
  static void requireProtected(URI uri) {
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    boolean hasHost = uri.getHost() != null && uri.getRawUserInfo() == null;
    if (!hasHost || !(https || (http && isLoopback(uri.getHost())))) {
      throw new IllegalArgumentException(
          "[" + uri + "] is no URL that begins with https://, as those of a provider must");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return Optional.of(InetAddress.getByName(host))
          .filter(InetAddress::isLoopbackAddress)
          .isPresent();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
