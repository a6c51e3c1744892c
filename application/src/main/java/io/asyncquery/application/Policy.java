package io.asyncquery.application;

import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.upkeep.Expiring;
import io.asyncquery.application.upkeep.Retention;

/**
 * What the operator allows.
 *
 * @param limits how far queries may go
 * @param caps how many queries may wait or run
 * @param retention how long what has ended is kept
 * @param grants whose queries run where
 * @param expiring what is kept beside queries
 */
public record Policy(
    LimitPolicy limits,
    QueueCaps caps,
    Retention retention,
    GrantPolicy grants,
    Expiring expiring) {

  /** All there is room for. */
  public static final Policy NONE =
      new Policy(LimitPolicy.UNLIMITED, QueueCaps.NONE, Retention.FOREVER);

  /** With every project for everybody. */
  public Policy(LimitPolicy limits, QueueCaps caps, Retention retention) {
    this(limits, caps, retention, GrantPolicy.UNRESTRICTED);
  }

  /** With nothing beside queries. */
  public Policy(LimitPolicy limits, QueueCaps caps, Retention retention, GrantPolicy grants) {
    this(limits, caps, retention, grants, Expiring.NOTHING);
  }

  /** Limits alone. */
  public static Policy of(LimitPolicy limits) {
    return new Policy(limits, QueueCaps.NONE, Retention.FOREVER);
  }

  /** The same with other grants. */
  public Policy with(GrantPolicy others) {
    return with(others, expiring);
  }

  /** The same with other grants, and with what is kept for them. */
  public Policy with(GrantPolicy others, Expiring kept) {
    return new Policy(limits, caps, retention, others, kept);
  }
}
