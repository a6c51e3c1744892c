package io.asyncquery.sql.fuzz;

import static io.asyncquery.application.testdata.RequestBuilder.request;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An engine over a real file that is sent anything, and what it must not do. */
final class FuzzedEngine implements AutoCloseable {

  private static final QueryFailure LATE =
      new QueryFailure(FailureCategory.TIMEOUT, "The query took too long");
  private static final Duration RUN_TIME = Duration.ofSeconds(2);

  /** After this, what was told to end has not. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int ROWS = 5_000;

  private static final List<String> LEAKS =
      List.of(
          "exception",
          "\tat ",
          "java.lang",
          "io.asyncquery",
          "org.apache",
          "nullpointer",
          "internal error",
          System.getProperty("user.dir").toLowerCase(Locale.ROOT),
          System.getProperty("java.home").toLowerCase(Locale.ROOT));

  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
  private final String folder;
  private final SqlQueryEngine engine;

  FuzzedEngine() {
    try {
      Path home = Files.createTempDirectory("fuzzed");
      this.folder = home.toString().toLowerCase(Locale.ROOT);
      Path file =
          Databases.duckDb(
              home,
              "CREATE TABLE t(a INTEGER, b VARCHAR, c DATE, d DECIMAL(9, 2), e DOUBLE, f"
                  + " INTEGER[])",
              "INSERT INTO t SELECT i, 'b' || i, DATE '2020-01-01' + i::INTEGER, i / 3, i / 7,"
                  + " [i, 2] FROM range(20) r(i)",
              "CREATE TABLE u(a INTEGER, g TIMESTAMP)",
              "INSERT INTO u SELECT i, TIMESTAMP '2021-02-03 04:05:06' FROM range(5) r(i)",
              "CREATE MACRO lower(x) AS 'macro'");
      this.engine =
          SqlQueryEngine.open(
              List.of(Databases.project(new SourceDefinition.DuckDbFile(file))),
              new DuckDbSettings(Optional.of(1), Optional.of("128MB"), home, Optional.empty()));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with what becomes of {@code sql}, if anything. */
  Optional<String> fault(String sql) {
    if (sql.isBlank()) {
      return Optional.empty(); // The front end takes none.
    }
    Cancellation cancellation = new Cancellation();
    ScheduledFuture<?> end =
        clock.schedule(() -> cancellation.cancel(LATE), RUN_TIME.toMillis(), TimeUnit.MILLISECONDS);
    long begin = System.nanoTime();
    try {
      var _ = engine.run(request(sql).build(), cancellation, FuzzedEngine::readSome);
    } catch (QueryFailedException e) {
      String message = e.failure().message().toLowerCase(Locale.ROOT);
      String sent = sql.toLowerCase(Locale.ROOT);
      Optional<String> leak =
          Stream.concat(LEAKS.stream(), Stream.of(folder))
              .filter(word -> message.contains(word) && !sent.contains(word))
              .findFirst();
      if (leak.isPresent()) {
        return Optional.of("[" + leak.get() + "] in [" + message + "] for [" + sql + "]");
      }
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(e + " for [" + sql + "] at " + e.getStackTrace()[0]);
    } finally {
      end.cancel(false);
    }
    return System.nanoTime() - begin > PATIENCE.toNanos()
        ? Optional.of("no end for [" + sql + "]")
        : Optional.empty();
  }

  private static int readSome(ColumnBatches batches) {
    int rows = 0;
    for (Optional<ColumnBatch> batch = batches.next();
        batch.isPresent() && rows < ROWS;
        batch = batches.next()) {
      rows += batch.get().rowCount();
      batch.get().close();
    }
    return rows;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    engine.close();
  }
}
