package io.asyncquery.application;

import io.asyncquery.application.execution.Completion;
import io.asyncquery.application.execution.QueryWorkers;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import java.time.Clock;

/** The state first, then the engine. */
final class QueryStop implements StopQuery {

  private final QueryAccess access;
  private final Completion completion;
  private final QueryWorkers workers;
  private final Clock clock;

  QueryStop(QueryAccess access, Completion completion, QueryWorkers workers, Clock clock) {
    this.access = access;
    this.completion = completion;
    this.workers = workers;
    this.clock = clock;
  }

  @Override
  public Outcome stop(QueryId id, Caller caller) {
    return switch (access.access(id, caller)) {
      case QueryAccess.Granted(AsyncQuery.Running query) -> stop(query, caller);
      case QueryAccess.Granted(AsyncQuery.Finished query) -> new NotRunning(query);
      case QueryAccess.Absent absent -> new Missing();
    };
  }

  private Outcome stop(AsyncQuery.Running query, Caller caller) {
    QueryFailure reason =
        new QueryFailure(FailureCategory.CANCELLED, "stopped by user [" + caller.name() + "]");
    AsyncQuery.Failed stopped = query.fail(reason, clock.instant());
    if (!completion.finish(stopped)) {
      // It ended in between; a terminal state absorbs, so one more look is enough.
      return stop(query.id(), caller);
    }
    workers.cancel(query, reason);
    return new Stopped(stopped);
  }
}
