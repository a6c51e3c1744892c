package io.asyncquery.application;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import java.time.Instant;

/** Removes finished queries and their results, fetched or not. Never touches a running one. */
public interface PurgeResults {

  /** Every finished query that the caller may manage; returns how many were removed. */
  int purgeAll(Caller caller);

  /** Those of {@code project} that finished before {@code olderThan}; returns how many. */
  int purgeOlder(Caller caller, ProjectName project, Instant olderThan);

  /** One query. */
  Outcome purge(QueryId id, Caller caller);

  /** What became of one. */
  sealed interface Outcome {}

  record Purged(AsyncQuery.Finished query) implements Outcome {}

  /** Running queries are stopped, not purged. */
  record StillRunning(AsyncQuery.Running query) implements Outcome {}

  /** Never there, gone, or not for the caller to know of. */
  record Missing() implements Outcome {}
}
