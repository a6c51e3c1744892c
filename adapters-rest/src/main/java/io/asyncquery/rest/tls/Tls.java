package io.asyncquery.rest.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** The server's side of TLS 1.3 and 1.2, with the ciphers that Java holds for sound. */
public final class Tls {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private Tls() {}

  /**
   * With the identity in {@code files}, whatever they become.
   *
   * @throws UncheckedIOException with a sentence for the operator where they hold none
   */
  public static SSLEngineConfigurator engines(TlsFiles files) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      IdentityManager identities = new IdentityManager(new ReloadedIdentity(files));
      // No client is asked for a certificate, so nobody has to be trusted.
      context.init(new KeyManager[] {identities}, new TrustManager[0], null);
      return new SSLEngineConfigurator(context, false, false, false).setEnabledProtocols(PROTOCOLS);
    } catch (GeneralSecurityException e) {
      throw refused(String.valueOf(e.getMessage()), new IOException(e));
    } catch (IOException e) {
      throw refused("[" + e.getMessage() + "] cannot be read", e);
    }
  }

  private static UncheckedIOException refused(String reason, IOException cause) {
    return new UncheckedIOException("[server.tls] cannot be used: " + reason, cause);
  }
}
