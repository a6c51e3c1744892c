package io.asyncquery.application;

import io.asyncquery.application.execution.LimitPolicy;

/**
 * What the operator allows.
 *
 * @param limits how far queries may go
 */
public record Policy(LimitPolicy limits) {

  /** All there is room for. */
  public static final Policy NONE = new Policy(LimitPolicy.UNLIMITED);
}
