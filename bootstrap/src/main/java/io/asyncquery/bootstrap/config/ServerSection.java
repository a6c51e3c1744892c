package io.asyncquery.bootstrap.config;

import io.asyncquery.rest.RestSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Where the server listens, and what it takes from a client. */
public record ServerSection(
    @Setting(
            value =
                "The host name or address to listen on; 0.0.0.0 stands for every network"
                    + " interface.",
            defaultsTo = "127.0.0.1")
        String host,
    @Setting(
            value = "The TCP port; 0 takes any free one, which the start prints.",
            defaultsTo = "7070",
            min = "0",
            max = "65535")
        int port,
    @Setting(
            value = "How many requests are worked on at a time.",
            defaultsTo = "32",
            min = "1",
            max = "1024")
        int requestThreads,
    @Setting(
            value = "The longest request body in bytes. SQL travels in it.",
            defaultsTo = "1048576",
            min = "1024",
            max = "1073741824")
        int maxBodyBytes,
    @Setting(
            value = "The longest request line and headers together, in bytes.",
            defaultsTo = "16384",
            min = "512",
            max = "1048576")
        int maxHeaderBytes,
    @Setting(
            value = "How long a connection may do nothing before it is closed.",
            defaultsTo = "60s",
            min = "1s",
            max = "1d")
        Duration idleTimeout,
    @Setting(
            value = "The time zone of times that requests give without one.",
            absence = "that of this machine")
        Optional<ZoneId> timeZone,
    @Setting(
            value = "How many connections may be open; others are closed as they come.",
            defaultsTo = "" + RestSettings.DEFAULT_MAX_CONNECTIONS,
            min = "1",
            max = "100000")
        int maxConnections,
    @Setting(value = "The server's certificate and key.", absence = "none: HTTP in the clear")
        Optional<TlsSection> tls,
    @Setting(
            value =
                "Whether passwords and results may travel in the clear where the host is not this"
                    + " machine alone; for a server behind a proxy that speaks TLS.",
            defaultsTo = "false")
        boolean allowPlainHttp) {

  /**
   * Lets no password travel in the clear to another machine unless that is wanted.
   *
   * @throws IllegalArgumentException it would
   */
  void requireProtection() {
    if (tls.isEmpty() && !allowPlainHttp && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "listens on [%s] without [server.tls], so passwords would travel in the clear; give that, or"
                  .formatted(host)
              + " say [server.allowPlainHttp: true] where a proxy speaks TLS");
    }
  }

  /** A name that cannot be resolved is found out when it is bound to. */
  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  public RestSettings settings() {
    return new RestSettings(
        host,
        port,
        requestThreads,
        maxBodyBytes,
        maxHeaderBytes,
        idleTimeout,
        timeZone.orElseGet(ZoneId::systemDefault),
        maxConnections,
        tls.map(TlsSection::files));
  }
}
