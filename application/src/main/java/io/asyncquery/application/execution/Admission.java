package io.asyncquery.application.execution;

/** Whether a query may wait. */
public sealed interface Admission {

  /** It has a place, to be used or given back. */
  record Admitted() implements Admission {}

  /** No place is left for anybody. */
  record QueueFull() implements Admission {}

  /**
   * Others may still come.
   *
   * @param whose such as {@code user [ANN]}
   * @param cap how many of theirs may wait or run at a time
   */
  record CapReached(String whose, int cap) implements Admission {}
}
