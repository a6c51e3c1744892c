package io.asyncquery.bootstrap.server;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

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
import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.storage.csv.Rehearsal;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Loads and compiles ahead what the first query needs: encoder, planner, engine and requests. It
 * begins once the server is ready, lest its compiler takes the start a core. The first real query
 * ends it: the cores are its.
 */
final class WarmUp implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /** Names, conditions, groups and an order: what the planner meets every day. */
  private static final String EVERYDAY_SQL =
      "with t as (select 1 as a, 'x' as b) "
          + "select t.b, sum(t.a) as n from t where t.a < 2 group by t.b order by n limit 10";

  /** A hundred thousand rows of the common types, out of nothing. */
  private static final String BULK_SQL =
      """
      with d as (select i from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as t(i)),
      n as (select a.i + 10 * b.i + 100 * c.i + 1000 * e.i + 10000 * f.i as i
            from d a, d b, d c, d e, d f)
      select i, mod(i, 100) as quantity, cast(i as bigint) * 1000003 as k,
        cast(i * 0.25 as decimal(12, 2)) as amount, cast(i as double) / 8 as ratio,
        cast(timestampadd(day, mod(i, 9999), date '1992-01-01') as date) as shipped,
        timestampadd(second, i, timestamp '2020-01-01 00:00:00') as at_time,
        mod(i, 3) = 0 as flag,
        case when mod(i, 8) = 0 then null else 'SHIP ' || cast(mod(i, 10) as varchar) end as word,
        'some words and a number: ' || cast(i as varchar) as sentence
      from n
      """;

  private static final int ROUNDS = 45;

  /** In each round. */
  private static final int REQUESTS = 100;

  /** How the server asks itself. */
  interface Requests {

    /**
     * Sends {@code count} of them, one after the other.
     *
     * @throws IOException where it does not answer
     */
    void send(int count, Cancellation cancellation) throws IOException;
  }

  private final Cancellation over = new Cancellation();
  private final int cores;
  private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {});

  /**
   * @param cores those of the machine; with one alone nothing is done ahead
   */
  WarmUp(int cores) {
    this.cores = cores;
  }

  /** The same engine, whose first query ends the warm-up; queries stand back behind requests. */
  QueryEngine before(QueryEngine real) {
    return new QueryEngine() {
      @Override
      public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
        end();
        LowPriority.take();
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
   * Begins: requests are answered. The default source of {@code project} is asked a small query
   * without a table; one that lies in this process then some that are exported to nowhere, by turns
   * with requests of the server to itself.
   */
  void begin(QueryEngine engine, ProjectDefinition project, Requests requests) {
    if (cores > 1) {
      thread =
          Thread.ofPlatform().name("warm-up").daemon().start(() -> warm(engine, project, requests));
    }
  }

  private void warm(QueryEngine engine, ProjectDefinition project, Requests requests) {
    LowPriority.take();
    try {
      Rehearsal.run(over);
      rehearse(engine, project, requests);
    } catch (QueryFailedException e) {
      LOG.log(DEBUG, "The warm-up ended early: {0}", e.failure().message());
    } catch (RuntimeException e) {
      LOG.log(WARNING, "The warm-up failed; queries run all the same", e);
    }
  }

  private void rehearse(QueryEngine engine, ProjectDefinition project, Requests requests) {
    ProjectName name = new ProjectName(project.name());
    boolean embedded =
        project.sources().get(project.defaultSource()) instanceof SourceDefinition.Embedded;
    export(engine, request(EVERYDAY_SQL, name), 1);
    boolean answered = true;
    for (int i = 0; i < ROUNDS; i++) {
      answered = answered && send(requests);
      if (embedded) {
        export(engine, request(BULK_SQL, name), cores);
      }
    }
  }

  private void export(QueryEngine engine, QueryRequest request, int parallelism) {
    engine.run(request, over, batches -> Rehearsal.encode(batches, parallelism, over));
  }

  /** False where the server does not answer: it stops, or its address is not this machine's. */
  private boolean send(Requests requests) {
    try {
      requests.send(REQUESTS, over);
      return true;
    } catch (IOException e) {
      LOG.log(DEBUG, "The warm-up goes on without requests", e);
      return false;
    }
  }

  /** Returns once the warm-up is over. */
  void await() throws InterruptedException {
    thread.join();
  }

  private static QueryRequest request(String sql, ProjectName project) {
    return new QueryRequest(
        sql,
        OptionalLong.empty(),
        OptionalLong.empty(),
        project,
        "warm-up",
        new ResultFormat.Csv(CsvDialect.DEFAULT),
        FileName.RESULT);
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
