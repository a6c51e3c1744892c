package io.asyncquery.rest.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A certificate with those that vouch for it, and its key. */
final class Identity {

  private final X509Certificate[] chain;
  private final PrivateKey key;

  Identity(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain.clone();
    this.key = key;
  }

  X509Certificate[] chain() {
    return chain.clone();
  }

  PrivateKey key() {
    return key;
  }

  /** Of connections that are offered this identity. */
  SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    // No client is asked for a certificate, so nobody has to be trusted.
    context.init(new KeyManager[] {new IdentityManager(this)}, new TrustManager[0], null);
    return context;
  }
}
