package io.asyncquery.application.upkeep;

import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/** What is kept beside queries, and not for ever. */
@FunctionalInterface
public interface Expiring {

  /** Nothing of the kind. */
  Expiring NOTHING = (_, _) -> {};

  /**
   * Removes what nobody needs any more. Called every minute, by a clock that can be trusted.
   *
   * @param submitters tells whose queries wait or run
   */
  void expire(Instant now, Supplier<Set<String>> submitters);
}
