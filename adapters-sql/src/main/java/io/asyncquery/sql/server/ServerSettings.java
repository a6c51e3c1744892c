package io.asyncquery.sql.server;

import java.time.Duration;
import java.util.Optional;

/**
 * How a server is used, of whatever kind it is.
 *
 * @param name what messages call the source
 * @param user who queries run as; else the driver's choice
 * @param maxConnections how many connections it may have at a time, 1 or more
 * @param connectTimeout how long to wait for a connection, and for each answer to a question about
 *     the catalog
 * @param readTimeout how long the server may send nothing while it works
 * @param statementTimeout how long the server itself lets a query run; else as long as it likes
 */
public record ServerSettings(
    String name,
    Optional<String> user,
    Optional<Secret> password,
    int maxConnections,
    Duration connectTimeout,
    Duration readTimeout,
    Optional<Duration> statementTimeout) {

  public ServerSettings {
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "[maxConnections] must be 1 or more, not [" + maxConnections + "]");
    }
  }

  /** Whole seconds, rounded up, for drivers that count in these. */
  public static int seconds(Duration duration) {
    return Math.toIntExact(duration.plusMillis(999).toSeconds());
  }

  /** Milliseconds, for drivers that count in these. */
  public static int millis(Duration duration) {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, duration.toMillis()));
  }
}
