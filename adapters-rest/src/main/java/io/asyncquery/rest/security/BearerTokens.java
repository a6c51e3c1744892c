package io.asyncquery.rest.security;

import io.asyncquery.application.ApiTokens;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.Caller;
import io.asyncquery.rest.oidc.ProviderTokens;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells who calls by a token (RFC 6750): one of ours, which costs next to nothing to check, or one
 * of the provider, which costs a signature.
 */
public final class BearerTokens {

  private static final String SCHEME = "Bearer ";

  private final Map<String, UserAccount> accounts;
  private final ApiTokens tokens;
  private final Optional<FederatedSignIn> provider;

  public BearerTokens(Collection<UserAccount> accounts, ApiTokens tokens) {
    this(accounts, tokens, Optional.empty());
  }

  /**
   * @param provider whose tokens are taken besides
   */
  public BearerTokens(
      Collection<UserAccount> accounts, ApiTokens tokens, Optional<FederatedSignIn> provider) {
    this.provider = provider;
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
    String token = authorization.substring(SCHEME.length()).strip();
    if (provider.isPresent() && ProviderTokens.isOne(token)) {
      return provider.get().authenticate(token);
    }
    return tokens
        .find(token)
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
