package io.asyncquery.application;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.execution.Completion;
import io.asyncquery.application.execution.ExecuteQuery;
import io.asyncquery.application.execution.QueryListener;
import io.asyncquery.application.execution.QueryWorkers;
import io.asyncquery.application.execution.Scheduler;
import io.asyncquery.application.execution.ThreadScheduler;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.upkeep.Inspector;
import io.asyncquery.application.upkeep.LostResults;
import io.asyncquery.application.upkeep.Sweeper;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The use cases over the ports given: all that a front end needs. */
public final class AsyncQueryApplication {

  private static final System.Logger LOG = System.getLogger(AsyncQueryApplication.class.getName());

  private final QueryEngine engine;
  private final QueryStore queries;
  private final ResultStore results;
  private final Clock clock;
  private final Settings settings;
  private final Completion completion;
  private final ExecuteQuery execution;
  private final QueryWorkers workers;
  private final Scheduler timer;
  private final Scheduler upkeep;
  private final Sweeper sweeper;
  private final Supplier<QueryId> ids;
  private volatile boolean started;

  public AsyncQueryApplication(
      QueryEngine engine,
      ResultStore results,
      QueryStore queries,
      QueryListener listener,
      Clock clock,
      Settings settings) {
    this(
        engine,
        results,
        queries,
        listener,
        clock,
        settings,
        Policy.NONE,
        new ThreadScheduler("timer"),
        new ThreadScheduler("upkeep"));
  }

  /**
   * With what the operator allows.
   *
   * @param timer for what must not wait; closed by {@link #stop}
   * @param upkeep for what may take its time; closed by {@link #stop}
   */
  public AsyncQueryApplication(
      QueryEngine engine,
      ResultStore results,
      QueryStore queries,
      QueryListener listener,
      Clock clock,
      Settings settings,
      Policy policy,
      Scheduler timer,
      Scheduler upkeep) {
    this.engine = new GrantedEngine(engine, policy.grants());
    this.queries = queries;
    this.results = results;
    this.clock = clock;
    this.settings = settings;
    this.completion = new Completion(queries, listener);
    this.execution =
        new ExecuteQuery(this.engine, results, queries, completion, policy.limits(), timer, clock);
    this.workers =
        new QueryWorkers(
            execution,
            settings.workers(),
            settings.queueLength(),
            policy.caps(),
            policy.grants(),
            timer);
    this.timer = timer;
    this.upkeep = upkeep;
    this.sweeper =
        new Sweeper(queries, results, policy.retention(), policy.expiring(), clock, upkeep);
    this.ids = () -> new QueryId(UUID.randomUUID());
  }

  /**
   * How executions share the machine.
   *
   * @param workers queries executed at a time, 1 or more
   * @param queueLength queries that may wait, 1 or more
   * @param maxAttempts how often an execution may begin before a query that stops of the server
   *     keep interrupting is given up, 1 or more
   * @param shutdownGrace how long a stop waits for what runs
   */
  public record Settings(int workers, int queueLength, int maxAttempts, Duration shutdownGrace) {
    public Settings {
      requirePositive("workers", workers);
      requirePositive("queueLength", queueLength);
      requirePositive("maxAttempts", maxAttempts);
    }

    private static void requirePositive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " [" + value + "] is not 1 or more");
      }
    }
  }

  /** Clears away what an earlier process left, takes up the queries it accepted, and begins. */
  public void start() {
    List<AsyncQuery.Running> accepted = queries.running();
    int removed = sweep();
    for (AsyncQuery.Running query : accepted) {
      if (query.attempts() < settings.maxAttempts()) {
        workers.restore(query);
      } else {
        giveUp(query);
      }
    }
    LOG.log(INFO, "Took up [{0}] queries, removed [{1}] left files", accepted.size(), removed);
    workers.start();
    sweeper.start();
    new Inspector(queries, results, new LostResults(queries), upkeep).start();
    started = true;
  }

  private int sweep() {
    try {
      return results.sweep(queries.successfulIds());
    } catch (StoreException e) {
      LOG.log(WARNING, "Files that earlier executions left could not all be removed", e);
      return 0;
    }
  }

  private void giveUp(AsyncQuery.Running query) {
    QueryFailure reason = new QueryFailure(FailureCategory.INTERRUPTED, "interrupted by a restart");
    try {
      execution.endAtLast(query.fail(reason, clock.instant()));
    } catch (StoreException e) {
      LOG.log(WARNING, "The end of query [" + query.id() + "] is recorded later", e);
    }
  }

  /** Ends within the grace of the settings and a few seconds. */
  public void stop() throws InterruptedException {
    started = false;
    workers.stop(settings.shutdownGrace());
    timer.close();
    upkeep.close();
  }

  public SubmitQuery submitQuery() {
    return new QuerySubmission(queries, results, workers, ids, clock);
  }

  public CheckQuery checkQuery() {
    return new QueryLookup(new QueryAccess(queries), workers);
  }

  public FetchResult fetchResult() {
    return new ResultDownload(new QueryAccess(queries), results, new LostResults(queries));
  }

  public StopQuery stopQuery() {
    return new QueryStop(new QueryAccess(queries), completion, workers, clock);
  }

  public PurgeResults purgeResults() {
    return new ResultPurge(new QueryAccess(queries), queries, results);
  }

  public FindProject findProject() {
    return (project, caller) -> caller.mayQuery(project) && engine.hasProject(project);
  }

  public CheckReadiness checkReadiness() {
    return () -> started && workers.accepting() && queries.available();
  }
}
