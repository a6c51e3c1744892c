package io.asyncquery.application.upkeep;

import java.time.Duration;
import java.util.Optional;

/**
 * How long finished queries and their results are kept.
 *
 * @param age after its end a query is forgotten with its result; absent: kept until deleted
 */
public record Retention(Optional<Duration> age, UnderPressure underPressure) {

  /** All is kept until somebody deletes it. */
  public static final Retention FOREVER = new Retention(Optional.empty(), UnderPressure.NONE);

  /** What is done when the room for results is scarce. */
  public enum UnderPressure {
    /** Nothing: new results are refused when it is exhausted. */
    NONE,
    /** The oldest results go before their time. */
    OLDEST_FIRST
  }
}
