package io.asyncquery.rest.security;

import io.asyncquery.application.FederatedUsers;
import io.asyncquery.rest.oidc.ProviderTokens;
import java.util.Set;

/** Makes callers of the users of a provider. */
public record FederatedSignIn(ProviderTokens tokens, FederatedUsers users) {

  Authenticator.Outcome authenticate(String token) {
    return switch (tokens.verify(token)) {
      case ProviderTokens.Genuine(String name, Set<String> groups) ->
          new Authenticator.Known(users.signedIn(name, groups));
      case ProviderTokens.Refused _ -> new Authenticator.Unknown();
      case ProviderTokens.Unavailable _ -> new Authenticator.Unverifiable();
    };
  }
}
