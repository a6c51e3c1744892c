package io.asyncquery.rest.security;

import java.time.Duration;

/**
 * How long after a failed try the next one is let in.
 *
 * @param free how many may follow each other at once
 * @param longest the longest wait; it begins with a second and doubles
 */
record Slowdown(int free, Duration longest) {

  private static final int MAX_DOUBLINGS = 20;

  /** The wait after so many failures. */
  Duration after(int failures) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures - free, MAX_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
