package io.asyncquery.application.fake;

import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.port.TokenStore;
import io.asyncquery.domain.ApiToken;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens in a map. */
public final class InMemoryTokenStore implements TokenStore {

  private final Map<String, ApiToken> tokens = new HashMap<>();

  @Override
  public synchronized void add(ApiToken token, String hash) {
    if (tokens.containsKey(hash)
        || tokens.values().stream().anyMatch(there -> there.id().equals(token.id()))) {
      throw new StoreException("There is such a token already", new IllegalStateException());
    }
    tokens.put(hash, token);
  }

  @Override
  public synchronized Optional<ApiToken> find(String hash) {
    return Optional.ofNullable(tokens.get(hash));
  }

  @Override
  public synchronized List<ApiToken> all() {
    return tokens.values().stream().sorted(Comparator.comparing(ApiToken::createdAt)).toList();
  }

  @Override
  public synchronized Optional<ApiToken> revoke(String id) {
    Optional<ApiToken> token =
        tokens.values().stream().filter(there -> there.id().equals(id)).findFirst();
    token.ifPresent(tokens.values()::remove);
    return token;
  }
}
