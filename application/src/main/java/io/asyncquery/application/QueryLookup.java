package io.asyncquery.application;

import io.asyncquery.application.execution.QueryWorkers;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** Reads the recorded state, and where in the queue a query stands. */
final class QueryLookup implements CheckQuery {

  private final QueryAccess access;
  private final QueryWorkers workers;

  QueryLookup(QueryAccess access, QueryWorkers workers) {
    this.access = access;
    this.workers = workers;
  }

  @Override
  public Outcome check(QueryId id, Caller caller) {
    return switch (access.access(id, caller)) {
      case QueryAccess.Granted(AsyncQuery.Running query) ->
          new Found(query, workers.position(query));
      case QueryAccess.Granted(AsyncQuery.Finished query) -> new Found(query);
      case QueryAccess.Absent absent -> new Missing();
    };
  }
}
