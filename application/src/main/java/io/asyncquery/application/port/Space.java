package io.asyncquery.application.port;

/** How much room a store of results has. */
public enum Space {
  /** Enough. */
  AMPLE,
  /** So little that old results had better go, though new ones are still taken. */
  SCARCE,
  /** None for new results: a bound that the operator has set is reached. */
  EXHAUSTED
}
