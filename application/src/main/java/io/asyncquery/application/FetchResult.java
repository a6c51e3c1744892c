package io.asyncquery.application;

import io.asyncquery.application.port.ResultContent;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** Hands out the result of a successful query, whole. */
public interface FetchResult {

  Outcome fetch(QueryId id, Caller caller);

  /** What there is to hand out. */
  sealed interface Outcome {}

  /** The caller closes {@code content}; a deletion meanwhile does not cut it short. */
  record Ready(AsyncQuery.Successful query, ResultContent content) implements Outcome {}

  /** The query is running or has failed. */
  record NotReady(AsyncQuery query) implements Outcome {}

  /** Never there, gone, or not for the caller to know of. */
  record Missing() implements Outcome {}
}
