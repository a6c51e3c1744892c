package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.server.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a ClickHouse server is, and how it is used.
 *
 * @param port of its HTTP interface
 * @param database the one whose tables need no database in front
 * @param rootCertificates whose signature is trusted, in PEM; else those that Java trusts
 * @param settings settings of every query, which no query can change
 */
public record ClickHouseSettings(
    ServerSettings server,
    String host,
    int port,
    String database,
    boolean tls,
    Optional<Path> rootCertificates,
    Map<String, String> settings) {

  public ClickHouseSettings {
    settings = Map.copyOf(settings);
    if (address(tls, host, port).getHost() == null) {
      throw new IllegalArgumentException("has a [host] that is none: [" + host + "]");
    }
  }

  /** Where the server listens. */
  URI address() {
    return address(tls, host, port);
  }

  private static URI address(boolean tls, String host, int port) {
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create((tls ? "https://" : "http://") + literal + ":" + port);
  }
}
