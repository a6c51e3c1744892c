package io.asyncquery.application.execution;

import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.port.StoreException;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.QueryFailure;
import java.time.Clock;
import java.time.Duration;

/** Ends executions that take too long: the state first, then the engine. */
final class RunTime {

  private static final System.Logger LOG = System.getLogger(RunTime.class.getName());

  private final Completion completion;
  private final Scheduler scheduler;
  private final Clock clock;

  RunTime(Completion completion, Scheduler scheduler, Clock clock) {
    this.completion = completion;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Watches an execution that begins now, until what is returned is closed. */
  Scheduler.Task watch(AsyncQuery.Running query, Limits limits, Cancellation cancellation) {
    return limits
        .runTime()
        .map(bound -> scheduler.after(bound, () -> end(query, bound, cancellation)))
        .orElse(() -> {});
  }

  private void end(AsyncQuery.Running query, Duration bound, Cancellation cancellation) {
    QueryFailure reason =
        new QueryFailure(
            FailureCategory.TIMEOUT,
            "The query ran longer than the [" + text(bound) + "] it may: ask for less");
    try {
      completion.finish(query.fail(reason, clock.instant()));
    } catch (StoreException e) {
      // Its execution ends by the same reason, and records that with more patience.
      LOG.log(WARNING, "The end of query [" + query.id() + "] could not be recorded yet", e);
    } finally {
      cancellation.cancel(reason);
    }
  }

  private static String text(Duration bound) {
    return bound.toMillisPart() == 0 ? bound.toSeconds() + " s" : bound.toMillis() + " ms";
  }
}
