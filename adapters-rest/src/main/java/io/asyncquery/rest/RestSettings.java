package io.asyncquery.rest;

import io.asyncquery.rest.edge.CrossOrigin;
import io.asyncquery.rest.edge.TrustedProxies;
import io.asyncquery.rest.tls.TlsFiles;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the server listens and what it takes from a client.
 *
 * @param host the address to bind to
 * @param port 0 to 65535; 0 takes a free one
 * @param workerThreads requests worked on at a time, 1 or more; a download in progress takes none
 * @param maxBodyBytes the longest request body, 1 or more; SQL travels in it
 * @param maxHeaderBytes the longest request line and headers together, 512 or more
 * @param idleTimeout how long a connection may do nothing, 1 second or more
 * @param zone in which {@code older_than} is read
 * @param maxConnections open at a time, 1 or more; others are closed as they come
 * @param tls where the certificate lies; without, HTTP is spoken in the clear
 * @param crossOrigin which other origins' pages may call
 * @param proxies who may say for whom they call
 */
public record RestSettings(
    String host,
    int port,
    int workerThreads,
    int maxBodyBytes,
    int maxHeaderBytes,
    Duration idleTimeout,
    ZoneId zone,
    int maxConnections,
    Optional<TlsFiles> tls,
    CrossOrigin crossOrigin,
    TrustedProxies proxies) {

  public static final String DEFAULT_HOST = "127.0.0.1";
  public static final int DEFAULT_PORT = 7070;
  public static final int DEFAULT_WORKER_THREADS = 32;
  public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;
  public static final int DEFAULT_MAX_HEADER_BYTES = 16 << 10;
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);
  public static final int DEFAULT_MAX_CONNECTIONS = 10_000;

  public RestSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port [" + port + "] is not 0 to 65535");
    }
    requireAtLeast("workerThreads", workerThreads, 1);
    requireAtLeast("maxBodyBytes", maxBodyBytes, 1);
    requireAtLeast("maxHeaderBytes", maxHeaderBytes, 512);
    requireAtLeast("maxConnections", maxConnections, 1);
    if (idleTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("idleTimeout [" + idleTimeout + "] is under a second");
    }
  }

  /** Without TLS, pages and proxies, and with the default number of connections. */
  public RestSettings(
      String host,
      int port,
      int workerThreads,
      int maxBodyBytes,
      int maxHeaderBytes,
      Duration idleTimeout,
      ZoneId zone) {
    this(
        host,
        port,
        workerThreads,
        maxBodyBytes,
        maxHeaderBytes,
        idleTimeout,
        zone,
        DEFAULT_MAX_CONNECTIONS,
        Optional.empty(),
        CrossOrigin.NONE,
        TrustedProxies.NONE);
  }

  /** The defaults, on {@code port} of this machine's loopback address. */
  public static RestSettings onLoopback(int port) {
    return new RestSettings(
        DEFAULT_HOST,
        port,
        DEFAULT_WORKER_THREADS,
        DEFAULT_MAX_BODY_BYTES,
        DEFAULT_MAX_HEADER_BYTES,
        DEFAULT_IDLE_TIMEOUT,
        ZoneId.systemDefault());
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " [" + value + "] is not " + least + " or more");
    }
  }
}
