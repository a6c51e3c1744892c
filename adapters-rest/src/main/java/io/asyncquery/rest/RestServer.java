package io.asyncquery.rest;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.rest.download.CompressionThreads;
import io.asyncquery.rest.edge.ConnectionLimit;
import io.asyncquery.rest.edge.NoUpgrade;
import io.asyncquery.rest.edge.StrictHeads;
import io.asyncquery.rest.message.Envelope;
import io.asyncquery.rest.resource.InFlight;
import io.asyncquery.rest.resource.RestApplication;
import io.asyncquery.rest.security.SignIns;
import io.asyncquery.rest.tls.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;

/** The HTTP server. */
public final class RestServer {

  /** As much of a refused body as is read and thrown away, so that its sender hears the answer. */
  private static final long MAX_BYTES_TO_SKIP = 64L << 20;

  private final HttpServer server;
  private final NetworkListener listener;
  private final Optional<Tls> tls;
  private final InFlight inFlight;
  private final CompressionThreads compression;

  private RestServer(
      HttpServer server,
      NetworkListener listener,
      Optional<Tls> tls,
      InFlight inFlight,
      CompressionThreads compression) {
    this.server = server;
    this.listener = listener;
    this.tls = tls;
    this.inFlight = inFlight;
    this.compression = compression;
  }

  /**
   * Binds the port and begins to serve.
   *
   * @throws UncheckedIOException with a sentence for the operator where the port or the certificate
   *     cannot be had
   */
  public static RestServer start(
      RestSettings settings, UseCases useCases, SignIns signIns, AuditLog audit) {
    Optional<Tls> tls = settings.tls().map(Tls::of);
    NetworkListener listener = listener(settings, tls);
    HttpServer server = new HttpServer();
    server.addListener(listener);
    configure(server.getServerConfiguration());
    InFlight inFlight = new InFlight();
    CompressionThreads compression = new CompressionThreads();
    HttpHandler jersey =
        ContainerFactory.createContainer(
            GrizzlyHttpContainer.class,
            new RestApplication(settings, useCases, signIns, audit, inFlight, compression));
    server
        .getServerConfiguration()
        .addHttpHandler(new EdgeHandler(jersey, inFlight, settings.crossOrigin()), "/");
    try {
      server.start();
    } catch (IOException e) {
      server.shutdownNow();
      compression.close();
      throw new UncheckedIOException(
          "Port [%d] of [%s] cannot be had (%s): choose another, or end what uses it"
              .formatted(settings.port(), settings.host(), e.getMessage()),
          e);
    }
    return new RestServer(server, listener, tls, inFlight, compression);
  }

  private static NetworkListener listener(RestSettings settings, Optional<Tls> tls) {
    NetworkListener listener = new NetworkListener("rest", settings.host(), settings.port());
    listener.setMaxHttpHeaderSize(settings.maxHeaderBytes());
    listener.getKeepAlive().setIdleTimeoutInSeconds((int) settings.idleTimeout().toSeconds());
    listener.getKeepAlive().setMaxRequestsCount(-1);
    listener.getFileCache().setEnabled(false);
    tls.ifPresent(identity -> {
      listener.setSecure(true);
      listener.setSSLEngineConfig(identity.engines());
    });
    listener.registerAddOn(new StrictHeads(MAX_BYTES_TO_SKIP));
    listener.registerAddOn(new ConnectionLimit(settings.maxConnections()));
    listener.registerAddOn(new NoUpgrade());
    listener
        .getTransport()
        .setWorkerThreadPoolConfig(
            ThreadPoolConfig.defaultConfig()
                .setPoolName("http")
                .setCorePoolSize(settings.workerThreads())
                .setMaxPoolSize(settings.workerThreads()));
    return listener;
  }

  private static void configure(ServerConfiguration configuration) {
    configuration.setPassTraceRequest(true);
    configuration.setDefaultQueryEncoding(StandardCharsets.UTF_8);
    configuration.setDefaultErrorPageGenerator((_, status, _, _, _) ->
        new String(
            Envelope.of(Envelope.FAILURE, Envelope.Data.NULL, "The request is refused: " + status),
            StandardCharsets.UTF_8));
  }

  /**
   * Sends {@code requests} to this server, so that the first ones from elsewhere find what they
   * pass compiled.
   *
   * @throws io.asyncquery.domain.QueryFailedException with the reason of the cancellation
   * @throws IOException where it does not answer
   */
  public void rehearse(int requests, Cancellation cancellation) throws IOException {
    Rehearsal.run(
        new InetSocketAddress(listener.getHost(), listener.getPort()), tls, requests, cancellation);
  }

  /** The port in use, also where the settings left it open. */
  public int port() {
    return listener.getPort();
  }

  /** Takes no more connections, lets answers under way end within {@code grace}, then stops. */
  public void stop(Duration grace) throws InterruptedException {
    try {
      listener.getTransport().unbindAll();
      inFlight.awaitNone(grace);
    } finally {
      server.shutdownNow();
      compression.close();
    }
  }
}
