package io.asyncquery.storage.queries;

import java.time.Instant;

/** Instants as the database keeps them: exact, and ordered as numbers. From 1677 to 2262. */
final class Nanos {

  private static final long PER_SECOND = 1_000_000_000;
  private static final Instant FIRST = toInstant(Long.MIN_VALUE);
  private static final Instant LAST = toInstant(Long.MAX_VALUE);

  private Nanos() {}

  /**
   * Nanoseconds since 1970-01-01T00:00:00Z.
   *
   * @throws ArithmeticException outside the range
   */
  static long of(Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new ArithmeticException("[" + instant + "] is not between " + FIRST + " and " + LAST);
    }
    // Wraps around and back for the first second of the range.
    return instant.getEpochSecond() * PER_SECOND + instant.getNano();
  }

  /** The nearest in the range: for comparison with what is in it. */
  static long nearest(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return instant.isAfter(LAST) ? Long.MAX_VALUE : of(instant);
  }

  static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }
}
