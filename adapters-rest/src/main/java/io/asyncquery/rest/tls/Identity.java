package io.asyncquery.rest.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

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
}
