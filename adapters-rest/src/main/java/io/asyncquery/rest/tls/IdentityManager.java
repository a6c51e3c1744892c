package io.asyncquery.rest.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Offers the identity of this moment to each handshake, and the same to all of one handshake. */
final class IdentityManager extends X509ExtendedKeyManager {

  /** Of identities, so that a handshake that began before a change may end. */
  private static final int REMEMBERED = 4;

  private final ReloadedIdentity identity;
  private final Map<String, Identity> offered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Identity> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long count;
  private String latest = "";

  IdentityManager(ReloadedIdentity identity) {
    this.identity = identity;
  }

  @Override
  public synchronized @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    Identity current = identity.current();
    if (offered.get(latest) != current) {
      count++;
      latest = Long.toString(count);
      offered.put(latest, current);
    }
    // A key of another kind than asked for: the next kind will be asked for.
    String algorithm = current.key().getAlgorithm();
    return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_") ? latest : null;
  }

  @Override
  public synchronized X509Certificate @Nullable [] getCertificateChain(String alias) {
    Identity found = offered.get(alias);
    return found == null ? null : found.chain();
  }

  @Override
  public synchronized @Nullable PrivateKey getPrivateKey(String alias) {
    Identity found = offered.get(alias);
    return found == null ? null : found.key();
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
