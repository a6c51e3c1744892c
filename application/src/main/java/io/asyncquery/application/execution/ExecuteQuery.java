package io.asyncquery.application.execution;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The whole job: SQL in, bytes on the disk, then the state. */
public final class ExecuteQuery {

  private static final System.Logger LOG = System.getLogger(ExecuteQuery.class.getName());
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final QueryEngine engine;
  private final ResultStore results;
  private final QueryStore queries;
  private final Completion completion;
  private final LimitPolicy limitPolicy;
  private final RunTime runTime;
  private final Scheduler scheduler;
  private final Clock clock;

  public ExecuteQuery(
      QueryEngine engine,
      ResultStore results,
      QueryStore queries,
      Completion completion,
      LimitPolicy limitPolicy,
      Scheduler scheduler,
      Clock clock) {
    this.engine = engine;
    this.results = results;
    this.queries = queries;
    this.completion = completion;
    this.limitPolicy = limitPolicy;
    this.scheduler = scheduler;
    this.runTime = new RunTime(completion, scheduler, clock);
    this.clock = clock;
  }

  /**
   * Brings {@code waiting} to its end, unless it has ended or a stop of the server comes first.
   *
   * @throws NotBegunException where the beginning could not be recorded
   * @throws StoreException where the end could not; it will be, as soon as the store lets it
   */
  public void execute(AsyncQuery.Running waiting, Cancellation cancellation) {
    AsyncQuery.Running query = waiting.begun();
    if (!begin(query)) {
      return;
    }
    Limits limits = limits(query);
    try (Scheduler.Task _ = runTime.watch(query, limits, cancellation)) {
      ResultSummary summary =
          engine.run(
              query.request(),
              cancellation,
              batches -> write(query, LimitedBatches.of(batches, limits), limits, cancellation));
      end(query.succeed(summary, clock.instant()));
    } catch (QueryFailedException e) {
      fail(waiting, e);
    } catch (Exception | Error e) {
      endAtLast(query.fail(fault(query, e), clock.instant()));
    }
  }

  private boolean begin(AsyncQuery.Running query) {
    try {
      return queries.recordAttempts(query);
    } catch (StoreException e) {
      throw new NotBegunException(e);
    }
  }

  private Limits limits(AsyncQuery query) {
    QueryRequest request = query.request();
    return limitPolicy.limitsOf(request.project()).tightest(request.limits());
  }

  private ResultSummary write(
      AsyncQuery query, LimitedBatches batches, Limits limits, Cancellation cancellation) {
    ResultSummary summary =
        results.write(query.id(), query.request().format(), batches, limits.bytes(), cancellation);
    return batches.truncated() ? summary.truncatedBy(Truncation.ROWS) : summary;
  }

  /** Decides the state; a result stays only where its query is recorded as successful. */
  private void end(AsyncQuery.Finished finished) {
    boolean decided = completion.finish(finished);
    boolean owned =
        decided
            ? finished instanceof AsyncQuery.Successful
            : queries
                .find(finished.id())
                .filter(AsyncQuery.Successful.class::isInstance)
                .isPresent();
    if (!owned) {
      results.delete(List.of(finished.id()));
    }
  }

  /**
   * Ends a query now, or later where the store does not take it: nothing stays running that nobody
   * works on.
   *
   * @throws StoreException where it will be later
   */
  public void endAtLast(AsyncQuery.Finished finished) {
    try {
      end(finished);
    } catch (StoreException e) {
      retry(finished, FIRST_RETRY);
      throw e;
    }
  }

  private void retry(AsyncQuery.Finished finished, Duration delay) {
    Duration doubled = delay.multipliedBy(2);
    Duration next = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
    var _ =
        scheduler.after(
            delay,
            () -> {
              try {
                end(finished);
                LOG.log(INFO, "The end of query [{0}] is recorded now", finished.id());
              } catch (StoreException e) {
                LOG.log(
                    WARNING,
                    "The end of query ["
                        + finished.id()
                        + "] cannot be recorded; next try in "
                        + next,
                    e);
                retry(finished, next);
              }
            });
  }

  private void fail(AsyncQuery.Running waiting, QueryFailedException e) {
    QueryFailure failure = e.failure();
    if (failure.category() == FailureCategory.INTERRUPTED) {
      queries.recordAttempts(waiting);
      LOG.log(INFO, "Query [{0}] was interrupted; it runs again at the next start", waiting.id());
      return;
    }
    if (failure.category().owner() != FailureCategory.Owner.SENDER) {
      LOG.log(WARNING, "Query [" + waiting.id() + "] failed: " + failure.category(), e);
    }
    endAtLast(waiting.fail(failure, clock.instant()));
  }

  private static QueryFailure fault(AsyncQuery.Running query, Throwable cause) {
    UUID errorId = UUID.randomUUID();
    LOG.log(ERROR, "Error [" + errorId + "] in query [" + query.id() + "]", cause);
    return new QueryFailure(
        FailureCategory.INTERNAL,
        "Internal error [" + errorId + "]; the operator finds the cause in the log by this id");
  }
}
