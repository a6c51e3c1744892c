package io.asyncquery.application.execution;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The whole job: SQL in, bytes on the disk, then the state. */
public final class ExecuteQuery {

  private static final System.Logger LOG = System.getLogger(ExecuteQuery.class.getName());

  private final QueryEngine engine;
  private final ResultStore results;
  private final QueryStore queries;
  private final Completion completion;
  private final LimitPolicy limitPolicy;
  private final RunTime runTime;
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
    this.runTime = new RunTime(completion, scheduler, clock);
    this.clock = clock;
  }

  /** Brings {@code waiting} to its end, unless it has ended or a stop of the server comes first. */
  public void execute(AsyncQuery.Running waiting, Cancellation cancellation) {
    AsyncQuery.Running query = waiting.begun();
    if (!queries.recordAttempts(query)) {
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
      end(query.fail(fault(query, e), clock.instant()));
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
    end(waiting.fail(failure, clock.instant()));
  }

  private static QueryFailure fault(AsyncQuery.Running query, Throwable cause) {
    UUID errorId = UUID.randomUUID();
    LOG.log(ERROR, "Error [" + errorId + "] in query [" + query.id() + "]", cause);
    return new QueryFailure(
        FailureCategory.INTERNAL,
        "Internal error [" + errorId + "]; the operator finds the cause in the log by this id");
  }
}
