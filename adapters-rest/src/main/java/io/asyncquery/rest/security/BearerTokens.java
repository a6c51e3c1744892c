package io.asyncquery.rest.security;

import io.asyncquery.application.ApiTokens;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.Caller;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells who calls by a token (RFC 6750). To check one costs next to nothing. */
public final class BearerTokens {

  private static final String SCHEME = "Bearer ";

  private final Map<String, UserAccount> accounts;
  private final ApiTokens tokens;

  public BearerTokens(Collection<UserAccount> accounts, ApiTokens tokens) {
    this.accounts =
        accounts.stream()
            .collect(Collectors.toUnmodifiableMap(UserAccount::name, Function.identity()));
    this.tokens = tokens;
  }

  public static boolean isBearer(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Checks an {@code Authorization} header that {@link #isBearer}. */
  public Authenticator.Outcome authenticate(String authorization) {
    return tokens
        .find(authorization.substring(SCHEME.length()).strip())
        .flatMap(this::known)
        .<Authenticator.Outcome>map(Function.identity())
        .orElseGet(Authenticator.Unknown::new);
  }

  /** Nobody, where the user is not configured any more. */
  private Optional<Authenticator.Known> known(ApiToken token) {
    return Optional.ofNullable(accounts.get(token.user()))
        .map(UserAccount::caller)
        .map(caller -> new Authenticator.Known(confined(caller, token), token.scope()));
  }

  private static Caller confined(Caller caller, ApiToken token) {
    return token.projects().map(caller::confinedTo).orElse(caller);
  }
}
