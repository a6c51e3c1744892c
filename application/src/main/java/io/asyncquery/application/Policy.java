package io.asyncquery.application;

import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.upkeep.Retention;

/**
 * What the operator allows.
 *
 * @param limits how far queries may go
 * @param caps how many queries may wait or run
 * @param retention how long what has ended is kept
 */
public record Policy(LimitPolicy limits, QueueCaps caps, Retention retention) {

  /** All there is room for. */
  public static final Policy NONE =
      new Policy(LimitPolicy.UNLIMITED, QueueCaps.NONE, Retention.FOREVER);

  /** Limits alone. */
  public static Policy of(LimitPolicy limits) {
    return new Policy(limits, QueueCaps.NONE, Retention.FOREVER);
  }
}
