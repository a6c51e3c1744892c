package io.asyncquery.rest.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;

/** TLS 1.3 and 1.2 with the ciphers that Java holds for sound, under one identity. */
public final class Tls {

  private final ReloadedIdentity identity;

  private Tls(ReloadedIdentity identity) {
    this.identity = identity;
  }

  /**
   * With the identity in {@code files}, whatever they become.
   *
   * @throws UncheckedIOException with a sentence for the operator where they hold none
   */
  public static Tls of(TlsFiles files) {
    return of(files, System::nanoTime);
  }

  static Tls of(TlsFiles files, LongSupplier nanoTime) {
    try {
      return new Tls(new ReloadedIdentity(files, nanoTime));
    } catch (GeneralSecurityException e) {
      throw refused(String.valueOf(e.getMessage()), new IOException(e));
    } catch (IOException e) {
      throw refused("[" + e.getMessage() + "] cannot be read", e);
    }
  }

  /** The server's side. */
  public SSLEngineConfigurator engines() {
    return new ReloadedEngines(identity);
  }

  /** The side of a client that talks to this server and nobody else. */
  public SSLSocketFactory sockets() {
    return identity.current().getSocketFactory();
  }

  private static UncheckedIOException refused(String reason, IOException cause) {
    return new UncheckedIOException("[server.tls] cannot be used: " + reason, cause);
  }
}
