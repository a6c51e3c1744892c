package io.asyncquery.storage.queries;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.Policy;
import io.asyncquery.application.SubmitQuery;
import io.asyncquery.application.execution.LimitPolicy;
import io.asyncquery.application.execution.QueryListener;
import io.asyncquery.application.execution.QueueCaps;
import io.asyncquery.application.execution.ThreadScheduler;
import io.asyncquery.application.fake.InMemoryQueryEngine;
import io.asyncquery.application.port.QueryStore.FinishedFilter;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.application.upkeep.Retention;
import io.asyncquery.application.upkeep.Retention.UnderPressure;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.results.FileResultStore;
import io.asyncquery.storage.results.ResultEncoders;
import io.asyncquery.storage.results.SpaceLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many records expire at once, and nobody has to wait for it. */
@Tag("slow")
class LargeSweepTest {

  private static final int RECORDS = 100_000;
  private static final long STALL_NANOS = 1_000_000_000L;

  @TempDir Path parent;

  @Test
  void a_sweep_of_100_000_records_stalls_no_submission() throws Exception {
    try (DataFolder folder = DataFolder.open(parent.resolve("data"));
        SqliteQueryStore queries = SqliteQueryStore.open(folder);
        ResultEncoders encoders = new ResultEncoders(1)) {
      fill(folder);
      Set<QueryId> expired = Set.copyOf(queries.successfulIds());
      for (QueryId id : expired) {
        Files.createFile(folder.resultFile(id));
      }
      var clock = new SettableClock();
      endOne(queries, clock.instant());
      var application =
          new AsyncQueryApplication(
              new InMemoryQueryEngine().serve("select 1", Rows.numbered(1)),
              new FileResultStore(
                  folder.results(), encoders, SpaceLimits.NONE, Digest.Algorithm.CRC),
              queries,
              QueryListener.NONE,
              clock,
              new Settings(1, 1_000_000, 2, Duration.ofSeconds(60)),
              new Policy(
                  LimitPolicy.UNLIMITED,
                  QueueCaps.NONE,
                  new Retention(Optional.of(Duration.ofDays(7)), UnderPressure.NONE)),
              new ThreadScheduler("timer"),
              new ThreadScheduler("upkeep"));
      List<Long> waits = new ArrayList<>();
      long begin = System.nanoTime();

      application.start();
      while (queries.successfulIds().stream().anyMatch(expired::contains)
          && System.nanoTime() - begin < Duration.ofMinutes(5).toNanos()) {
        long before = System.nanoTime();
        assertInstanceOf(
            SubmitQuery.Accepted.class,
            application.submitQuery().submit(request("select 1").build()));
        waits.add(System.nanoTime() - before);
      }

      System.out.printf(
          "Swept in %d ms; %d submissions meanwhile, the slowest took %d ms%n",
          (System.nanoTime() - begin) / 1_000_000, waits.size(), max(waits) / 1_000_000);
      application.stop();
      assertTrue(waits.size() > 50, () -> "only [" + waits.size() + "] submissions got through");
      assertTrue(max(waits) < STALL_NANOS, () -> "a submission took [" + max(waits) + "] ns");
      assertEquals(
          0,
          queries.deleteFinished(FinishedFilter.ALL.by("OLD")).size(),
          "expired and still there");
    }
  }

  /** Where nothing had ended for a week, nothing would expire: the clock could be wrong. */
  private static void endOne(SqliteQueryStore queries, Instant now) {
    var recent = request("select 1").running();
    queries.create(recent);
    queries.finish(recent.fail(QueryFailure.rejected("no"), now));
  }

  private static long max(List<Long> nanos) {
    return nanos.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Successful queries that ended in 1970. */
  private static void fill(DataFolder folder) {
    try (Handle handle = new SqliteFile(folder.queryStoreFile()).forWriting().open()) {
      handle.execute(
          """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
          INSERT INTO query (id, status, attempts, submitted_at, finished_at, submitter, project,
            file_name, format, result_rows, result_bytes, result_digest, result_truncated,
            result_columns, sql)
          SELECT printf('%%08x-0000-4000-8000-000000000000', i * 40503 %% 4294967296), 'SUCCESSFUL',
            1, i, i, 'OLD', 'DEFAULT', 'result', '{"format":"json"}', 0, 0,
            printf('%%064d', 0), 0, '[]', 'select 1'
          FROM n
          """
              .formatted(RECORDS));
    }
  }
}
