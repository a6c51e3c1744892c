package io.asyncquery.sql.trino;

import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a Trino cluster is, and how it is used.
 *
 * @param host of the coordinator
 * @param catalog the one whose tables are those of the source
 * @param schema the one whose tables need no schema in front
 * @param rootCertificates whose signature is trusted, in PEM; else those that Java trusts
 * @param token a JSON Web Token to sign in with, instead of a password
 * @param spooled whether results may come by the spooled protocol, where the cluster offers it
 * @param sessionProperties properties of the session of every query, which no query can change
 */
public record TrinoSettings(
    ServerSettings server,
    String host,
    int port,
    String catalog,
    String schema,
    boolean tls,
    Optional<Path> rootCertificates,
    Optional<Secret> token,
    boolean spooled,
    Map<String, String> sessionProperties) {

  public TrinoSettings {
    sessionProperties = Map.copyOf(sessionProperties);
    if (!tls && (server.password().isPresent() || token.isPresent())) {
      throw new IllegalArgumentException(
          "signs in without [tls], so its password or token would travel in the clear; say [tls:"
              + " true]");
    }
    if (address(tls, host, port).getHost() == null) {
      throw new IllegalArgumentException("has a [host] that is none: [" + host + "]");
    }
    if (server.password().isPresent() && token.isPresent()) {
      throw new IllegalArgumentException("has [password] and [token]; give one of them");
    }
  }

  /** Where the coordinator listens. */
  URI address() {
    return address(tls, host, port);
  }

  private static URI address(boolean tls, String host, int port) {
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create((tls ? "https://" : "http://") + literal + ":" + port);
  }
}
