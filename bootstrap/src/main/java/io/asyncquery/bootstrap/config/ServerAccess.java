package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the sections of all servers have: who signs in, and how much and how long a server is asked.
 * A section has words and defaults of its own where its server differs.
 */
interface ServerAccess {

  @Setting("The host name or address of the server.")
  String host();

  @Setting("The user that queries run as; give it rights to read and no others.")
  String user();

  @Setting(value = "Its password.", absence = "none is sent")
  Optional<Secret> password();

  @Setting(
      value = "The most connections at a time; a query takes one.",
      defaultsTo = "10",
      min = "1",
      max = "1000")
  int maxConnections();

  @Setting(
      value = "How long to wait for a connection, and for an answer about the catalog.",
      defaultsTo = "10s",
      min = "1s",
      max = "10m")
  Duration connectTimeout();

  @Setting(
      value =
          "How long the server may send nothing while it works on a query; then the query fails."
              + " One that works longer for its first row needs more.",
      defaultsTo = "1h",
      min = "1s",
      max = "7d")
  Duration readTimeout();

  Optional<Duration> statementTimeout();

  /**
   * The same for the engine.
   *
   * @param source what the project calls it
   */
  default ServerSettings access(String source) {
    return new ServerSettings(
        source,
        Optional.of(user()),
        password(),
        maxConnections(),
        connectTimeout(),
        readTimeout(),
        statementTimeout());
  }
}
