package io.asyncquery.rest.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.function.LongSupplier;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** The server's side of TLS 1.3 and 1.2, with the ciphers that Java holds for sound. */
public final class Tls {

  private Tls() {}

  /**
   * With the identity in {@code files}, whatever they become.
   *
   * @throws UncheckedIOException with a sentence for the operator where they hold none
   */
  public static SSLEngineConfigurator engines(TlsFiles files) {
    return engines(files, System::nanoTime);
  }

  static SSLEngineConfigurator engines(TlsFiles files, LongSupplier nanoTime) {
    try {
      return new ReloadedEngines(new ReloadedIdentity(files, nanoTime));
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
