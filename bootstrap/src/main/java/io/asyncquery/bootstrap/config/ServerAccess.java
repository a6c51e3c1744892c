package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the sections of all servers have: who signs in, and how much and how long a server is asked.
 * Their words and defaults differ with what each server knows.
 */
interface ServerAccess {

  String user();

  Optional<Secret> password();

  int maxConnections();

  Duration connectTimeout();

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
