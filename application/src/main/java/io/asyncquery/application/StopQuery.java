package io.asyncquery.application;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** Ends a running query. The state is decided first, then the engine is interrupted. */
public interface StopQuery {

  Outcome stop(QueryId id, Caller caller);

  /** What became of the wish. */
  sealed interface Outcome {}

  /** It was running and is now FAILED. */
  record Stopped(AsyncQuery.Failed query) implements Outcome {}

  /** It had ended before; nothing changed. */
  record NotRunning(AsyncQuery.Finished query) implements Outcome {}

  /** Never there, gone, or not for the caller to know of. */
  record Missing() implements Outcome {}
}
