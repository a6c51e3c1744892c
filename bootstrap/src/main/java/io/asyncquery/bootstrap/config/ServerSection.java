package io.asyncquery.bootstrap.config;

import io.asyncquery.rest.RestSettings;
import io.asyncquery.rest.edge.CrossOrigin;
import io.asyncquery.rest.edge.TrustedProxies;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
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
        boolean allowPlainHttp,
    @Setting(value = "Which pages of other sites may call.", absence = "none")
        Optional<CorsSection> cors,
    @Setting(
            value =
                "The addresses and networks, such as 10.0.0.0/8, of the proxies before the server."
                    + " These alone are believed about whose calls they pass on: what"
                    + " forwardedHeader says, from the right, up to the first address that is none"
                    + " of them.",
            absence = "none: whoever connects is the client")
        Optional<List<String>> trustedProxies,
    @Setting(
            value =
                "The header in which these proxies name the client, X-Forwarded-For or Forwarded:"
                    + " the one that they set themselves.",
            defaultsTo = "X-Forwarded-For")
        String forwardedHeader) {

  public ServerSection {
    trustedProxies = trustedProxies.map(List::copyOf);
    var _ = proxies(trustedProxies, forwardedHeader);
  }

  private static TrustedProxies proxies(Optional<List<String>> networks, String header) {
    return new TrustedProxies(
        networks.orElse(List.of()).stream().map(TrustedProxies.Network::parse).toList(),
        TrustedProxies.Header.spelled(header)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "forwardedHeader [" + header + "] must be X-Forwarded-For or Forwarded")));
  }

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
        tls.map(TlsSection::files),
        cors.map(CorsSection::crossOrigin).orElse(CrossOrigin.NONE),
        proxies(trustedProxies, forwardedHeader));
  }
}
