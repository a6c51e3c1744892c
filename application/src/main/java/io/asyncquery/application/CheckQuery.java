package io.asyncquery.application;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** Tells how a query stands. */
public interface CheckQuery {

  Outcome check(QueryId id, Caller caller);

  /** What the caller may know. */
  sealed interface Outcome {}

  record Found(AsyncQuery query) implements Outcome {}

  /** Never there, or gone. */
  record Missing() implements Outcome {}

  /** There, but neither the caller's own nor the caller an administrator. */
  record NotYours() implements Outcome {}
}
