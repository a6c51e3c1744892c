package io.asyncquery.rest.tls;

import javax.net.ssl.SSLEngine;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/**
 * Gives each connection the identity of the moment it begins in. A handshake asks several times for
 * a key, of one kind after the other: were the identity looked for each time, one that changes in
 * between could be of no kind that is still asked for.
 */
final class ReloadedEngines extends SSLEngineConfigurator {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final ReloadedIdentity identity;

  ReloadedEngines(ReloadedIdentity identity) {
    super(identity.current(), false, false, false);
    this.identity = identity;
    setEnabledProtocols(PROTOCOLS);
  }

  private ReloadedEngines(ReloadedEngines other) {
    super(other);
    this.identity = other.identity;
  }

  @Override
  public SSLEngine createSSLEngine(String peerHost, int peerPort) {
    return configure(identity.current().createSSLEngine(peerHost, peerPort));
  }

  @Override
  public SSLEngineConfigurator copy() {
    return new ReloadedEngines(this);
  }
}
