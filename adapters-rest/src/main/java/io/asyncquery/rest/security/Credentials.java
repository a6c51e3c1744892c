package io.asyncquery.rest.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A name and a password, as HTTP Basic (RFC 7617) sends them. */
public record Credentials(String name, String password) {

  private static final String SCHEME = "Basic ";

  /** Those in an {@code Authorization} header; nothing where it is of another form. */
  public static Optional<Credentials> parse(String authorization) {
    if (!isBasic(authorization)) {
      return Optional.empty();
    }
    String token = authorization.substring(SCHEME.length()).strip();
    try {
      String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Not base64: no credentials at all.
    }
  }

  public static boolean isBasic(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  @Override
  public String toString() {
    return "Credentials[name=" + name + "]";
  }
}
