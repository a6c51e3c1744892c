package io.asyncquery.bootstrap.server;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.storage.csv.Rehearsal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Loads and compiles ahead what the first query needs. The encoder needs nothing of the start and
 * is rehearsed beside it, on a core that the start leaves idle; planner and engine follow once the
 * server is ready, lest they delay it. The first real query ends all this: the cores are its.
 */
final class WarmUp implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /** Names, conditions, groups and an order: what the planner meets every day. */
  private static final String EVERYDAY_SQL =
      "with t as (select 1 as a, 'x' as b) "
          + "select t.b, sum(t.a) as n from t where t.a < 2 group by t.b order by n limit 10";

  private final Cancellation over = new Cancellation();
  private final CompletableFuture<Runnable> engineWork = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("warm-up").daemon().unstarted(this::warm);

  private WarmUp() {}

  /** Begins where there is a core to spare. */
  static WarmUp begin(int cores) {
    WarmUp warmUp = new WarmUp();
    if (cores > 1) {
      warmUp.thread.start();
    }
    return warmUp;
  }

  /** The same engine, whose first query ends the warm-up. */
  QueryEngine before(QueryEngine real) {
    return new QueryEngine() {
      @Override
      public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
        end();
        return real.run(request, cancellation, reader);
      }

      @Override
      public QueryEngine seeing(VisibleTables tables) {
        return before(real.seeing(tables));
      }

      @Override
      public boolean hasProject(ProjectName project) {
        return real.hasProject(project);
      }
    };
  }

  /**
   * Requests are answered: what would have delayed that may be readied too.
   *
   * @param project any; its default source is asked a query without a table
   */
  void ready(QueryEngine engine, ProjectName project) {
    engineWork.complete(() -> engine.run(everyday(project), over, WarmUp::drain));
  }

  /** Returns once the warm-up is over. */
  void await() throws InterruptedException {
    thread.join();
  }

  private void warm() {
    try {
      Rehearsal.run(over);
      engineWork.join().run();
    } catch (QueryFailedException e) {
      LOG.log(DEBUG, "The warm-up ended early: {0}", e.failure().message());
    } catch (RuntimeException e) {
      LOG.log(WARNING, "The warm-up failed; queries run all the same", e);
    }
  }

  private static QueryRequest everyday(ProjectName project) {
    return new QueryRequest(
        EVERYDAY_SQL,
        OptionalLong.empty(),
        OptionalLong.empty(),
        project,
        "warm-up",
        new ResultFormat.Csv(CsvDialect.DEFAULT),
        FileName.RESULT);
  }

  private static long drain(ColumnBatches batches) {
    long rows = 0;
    for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  private void end() {
    if (over.reason().isEmpty()) {
      over.cancel(new QueryFailure(FailureCategory.CANCELLED, "a query has come"));
    }
  }

  /** Ends the warm-up; returns once it uses the engine no more. */
  @Override
  public void close() {
    end();
    engineWork.complete(() -> {});
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
