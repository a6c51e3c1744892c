package io.asyncquery.application;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;
import java.util.OptionalInt;

/** Tells how a query stands. */
public interface CheckQuery {

  Outcome check(QueryId id, Caller caller);

  /** What the caller may know. */
  sealed interface Outcome {}

  /**
   * It is there.
   *
   * @param position how many queries begin until it does, itself counted, while it waits
   */
  record Found(AsyncQuery query, OptionalInt position) implements Outcome {

    /** One that does not wait. */
    public Found(AsyncQuery query) {
      this(query, OptionalInt.empty());
    }
  }

  /** Never there, gone, or not for the caller to know of. */
  record Missing() implements Outcome {}
}
