package io.asyncquery.application;

import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.upkeep.Retention;

/**
 * What the operator allows.
 *
 * @param limits how far queries may go
 * @param caps how many queries may wait or run
 * @param retention how long what has ended is kept
 * @param grants whose queries run where
 */
public record Policy(LimitPolicy limits, QueueCaps caps, Retention retention, GrantPolicy grants) {

  /** All there is room for. */
  public static final Policy NONE =
      new Policy(LimitPolicy.UNLIMITED, QueueCaps.NONE, Retention.FOREVER);

  /** With every project for everybody. */
  public Policy(LimitPolicy limits, QueueCaps caps, Retention retention) {
    this(limits, caps, retention, GrantPolicy.UNRESTRICTED);
  }

  /** Limits alone. */
  public static Policy of(LimitPolicy limits) {
    return new Policy(limits, QueueCaps.NONE, Retention.FOREVER);
  }

  /** The same with other grants. */
  public Policy with(GrantPolicy others) {
    return new Policy(limits, caps, retention, others);
  }
}
