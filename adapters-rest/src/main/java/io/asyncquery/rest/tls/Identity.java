package io.asyncquery.rest.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

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

  /** Of connections that are offered this identity, and of those that want it and no other. */
  SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {new IdentityManager(this)}, trust(), null);
    return context;
  }

  /** In this very certificate, whatever name it bears; no client is asked for one. */
  private TrustManager[] trust() throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
    own.load(null);
    own.setCertificateEntry("own", chain[0]);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(own);
    return factory.getTrustManagers();
  }
}
