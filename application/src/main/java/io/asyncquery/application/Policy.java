package io.asyncquery.application;

import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueueCaps;

/**
 * What the operator allows.
 *
 * @param limits how far queries may go
 * @param caps how many queries may wait or run
 */
public record Policy(LimitPolicy limits, QueueCaps caps) {

  /** All there is room for. */
  public static final Policy NONE = new Policy(LimitPolicy.UNLIMITED, QueueCaps.NONE);

  /** Limits alone. */
  public static Policy of(LimitPolicy limits) {
    return new Policy(limits, QueueCaps.NONE);
  }
}
