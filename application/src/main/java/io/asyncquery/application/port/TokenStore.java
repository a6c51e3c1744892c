package io.asyncquery.application.port;

import io.asyncquery.domain.ApiToken;
import java.util.List;
import java.util.Optional;

/**
 * Keeps API tokens, by the hashes of their secrets. Several processes may use it at a time, and
 * what one has changed, every other sees at once. What a method has done is durable when it
 * returns; a fault of the store is a {@link StoreException}.
 */
public interface TokenStore {

  /**
   * Keeps a token, whose id and hash must be new.
   *
   * @param hash of the secret: SHA-256 in 64 hexadecimal digits
   */
  void add(ApiToken token, String hash);

  /** The token whose secret has this hash, expired or not. */
  Optional<ApiToken> find(String hash);

  /** All tokens, oldest first. */
  List<ApiToken> all();

  /** Forgets a token and returns it, where there is one. */
  Optional<ApiToken> revoke(String id);
}
