package io.asyncquery.application.port;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link QueryEngine} promises. An adapter's test extends this and brings the engine,
 * the texts of SQL to run there and what they lead to.
 */
public abstract class QueryEngineContract {

  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  /** Twice the two seconds of the port, for a busy machine. */
  private static final Duration STOP_BOUND = Duration.ofSeconds(4);

  protected abstract QueryEngine engine();

  /** The project that every text is for. */
  protected abstract ProjectName project();

  /** Five rows or more in a fixed order, with a NULL; no offset nor limit in the text. */
  protected abstract KnownQuery few();

  /** No row. */
  protected abstract KnownQuery none();

  /** 100,000 rows or more, in a fixed order. */
  protected abstract LargeQuery many();

  /** Works for a minute or more before its first row, unless it is cancelled. */
  protected abstract String slow();

  /** Lends a first batch, and fails in the source some batches later. */
  protected abstract String failsMidway();

  /** Texts that are wrong, each in its own way. */
  protected abstract List<String> invalid();

  /** How many connections, or other things to be given back, are lent out at this moment. */
  protected abstract int lent();

  /**
   * SQL and all that is known of its result; the values are of the classes that {@link
   * io.asyncquery.application.testdata.ValueReader} reads.
   */
  public record KnownQuery(String sql, Rows rows) {}

  /** SQL and the number of its rows. */
  public record LargeQuery(String sql, long rows) {}

  @AfterEach
  void everything_has_been_given_back_and_the_engine_still_works() {
    assertEquals(0, lent());
    assertEquals(few().rows().values(), run(few().sql(), Rows::readAll));
    assertEquals(0, lent());
  }

  @Test
  void rows_are_lent_as_the_query_gives_them() {
    assertEquals(few().rows().values(), run(few().sql(), Rows::readAll));
  }

  @Test
  void columns_are_known_before_the_first_batch() {
    assertEquals(few().rows().columns(), run(few().sql(), ColumnBatches::columns));
    assertEquals(none().rows().columns(), run(none().sql(), ColumnBatches::columns));
  }

  @Test
  void a_query_without_rows_lends_no_batch_and_then_says_so_again() {
    run(
        none().sql(),
        batches -> {
          assertEquals(Optional.empty(), batches.next());
          assertEquals(Optional.empty(), batches.next());
          return true;
        });
  }

  @Test
  void what_the_reader_returns_is_returned_with_nothing_lent_any_more() {
    Object value = new Object();

    assertSame(value, run(few().sql(), batches -> value));
    assertEquals(0, lent());
  }

  @Test
  void many_rows_come_in_many_batches_of_one_row_or_more() {
    AtomicLong batchCount = new AtomicLong();

    long rows =
        run(
            many().sql(),
            batches -> {
              long count = 0;
              for (var next = batches.next(); next.isPresent(); next = batches.next()) {
                try (ColumnBatch batch = next.get()) {
                  assertTrue(batch.rowCount() > 0);
                  count += batch.rowCount();
                  batchCount.incrementAndGet();
                }
              }
              return count;
            });

    assertEquals(many().rows(), rows);
    assertTrue(batchCount.get() > 1, "a result in one batch is not streamed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void the_reader_may_stop_early(int batchesRead) {
    long rows =
        run(
            many().sql(),
            batches -> {
              long count = 0;
              for (int i = 0; i < batchesRead; i++) {
                count += rowsOfNext(batches);
              }
              return count;
            });

    assertTrue(rows < many().rows(), "the whole result came in [" + batchesRead + "] batches");
    assertEquals(batchesRead == 0, rows == 0);
  }

  @Test
  void several_batches_are_open_at_a_time_and_closed_in_any_order_on_any_thread() {
    List<List<@Nullable Object>> expected = run(many().sql(), batches -> someRows(batches, 3));

    List<List<@Nullable Object>> actual =
        run(
            many().sql(),
            batches -> {
              List<ColumnBatch> open = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                open.add(batches.next().orElseThrow());
              }
              int columns = batches.columns().size();
              List<List<@Nullable Object>> rows = new ArrayList<>();
              for (ColumnBatch batch : open) {
                rows.addAll(CompletableFuture.supplyAsync(() -> Rows.read(batch, columns)).join());
              }
              for (ColumnBatch batch : open.reversed()) {
                CompletableFuture.runAsync(batch::close).join();
              }
              return rows;
            });

    assertEquals(expected, actual);
  }

  @Test
  void offset_and_limit_of_the_request_apply() {
    var all = few().rows().values();
    var some = request(few().sql()).in(project());

    assertEquals(all.subList(0, 2), run(some.limit(2).build(), Rows::readAll));
    assertEquals(all.subList(1, 3), run(some.offset(1).build(), Rows::readAll));
    assertEquals(List.of(), run(some.limit(0).build(), Rows::readAll));
    assertEquals(List.of(), run(some.limit(5).offset(all.size()).build(), Rows::readAll));
    var offsetAlone = request(few().sql()).in(project()).offset(2).build();
    assertEquals(all.subList(2, all.size()), run(offsetAlone, Rows::readAll));
  }

  @Test
  void wrong_sql_is_the_senders_to_mend() {
    for (String sql : invalid()) {
      var failure = failureOf(request(sql).in(project()).build());

      assertEquals(FailureCategory.INVALID_SQL, failure.category(), sql);
      assertFalse(failure.message().contains("Exception"), failure::message);
    }
  }

  @Test
  void an_unknown_project_is_rejected_by_name() {
    assertEquals(
        QueryFailure.rejected("Project 'XXX' does not exist;"),
        failureOf(request(few().sql()).in("XXX").build()));
  }

  @Test
  void projects_are_known_by_name() {
    assertTrue(engine().hasProject(project()));
    assertFalse(engine().hasProject(new ProjectName("XXX")));
  }

  @Test
  void a_failure_midway_reaches_the_reader_and_becomes_the_outcome() {
    AtomicLong read = new AtomicLong();
    AtomicBoolean seen = new AtomicBoolean();

    var thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                run(
                    failsMidway(),
                    batches -> {
                      try {
                        while (true) {
                          read.addAndGet(rowsOfNext(batches));
                        }
                      } catch (QueryFailedException e) {
                        seen.set(true);
                        throw e;
                      }
                    }));

    assertTrue(read.get() > 0, "nothing was lent before the failure");
    assertTrue(seen.get(), "the reader did not hear of it");
    assertTrue(
        List.of(FailureCategory.INVALID_SQL, FailureCategory.SOURCE)
            .contains(thrown.failure().category()),
        () -> thrown.failure().toString());
  }

  @Test
  void what_the_reader_throws_passes_unchanged() {
    passes(new IllegalStateException("a defect of the reader"));
    passes(new QueryFailedException(QueryFailure.storage("The disk is full")));
    passes(new AssertionError("another defect of the reader"));
  }

  private void passes(Throwable thrown) {
    for (int batchesRead : new int[] {0, 1}) {
      assertSame(
          thrown,
          assertThrows(
              thrown.getClass(),
              () ->
                  run(
                      many().sql(),
                      batches -> {
                        for (int i = 0; i < batchesRead; i++) {
                          rowsOfNext(batches);
                        }
                        throw unchecked(thrown);
                      })));
      assertEquals(0, lent());
    }
  }

  @Test
  void a_query_that_was_cancelled_before_reads_nothing() {
    AtomicLong read = new AtomicLong();
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(STOPPED);

    var thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                engine()
                    .run(
                        request(many().sql()).in(project()).build(),
                        cancellation,
                        batches -> read.addAndGet(rowsOfNext(batches))));

    assertEquals(STOPPED, thrown.failure());
    assertEquals(0, read.get());
  }

  @Test
  void a_cancellation_between_batches_ends_the_rows_with_its_reason() {
    Cancellation cancellation = new Cancellation();
    AtomicLong readAfter = new AtomicLong();

    var thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                engine()
                    .run(
                        request(many().sql()).in(project()).build(),
                        cancellation,
                        batches -> {
                          rowsOfNext(batches);
                          cancellation.cancel(STOPPED);
                          return readAfter.addAndGet(rowsOfNext(batches));
                        }));

    assertEquals(STOPPED, thrown.failure());
    assertEquals(0, readAfter.get());
  }

  @Test
  void a_cancellation_interrupts_a_query_that_works_for_its_first_row() throws Exception {
    Cancellation cancellation = new Cancellation();
    var request = request(slow()).in(project()).build();
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> engine().run(request, cancellation, batches -> Rows.readAll(batches).size()),
            // The common pool has one thread on two cores, and the cancellation needs it.
            task -> Thread.ofPlatform().daemon().start(task));

    // At whatever point of the execution this comes, the outcome is the same.
    CompletableFuture.runAsync(
            () -> cancellation.cancel(STOPPED),
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS))
        .get(30, TimeUnit.SECONDS);
    var thrown =
        assertThrows(
            ExecutionException.class, () -> run.get(STOP_BOUND.toSeconds(), TimeUnit.SECONDS));

    assertEquals(
        STOPPED, assertInstanceOf(QueryFailedException.class, thrown.getCause()).failure());
  }

  @Test
  void a_cancellation_after_the_end_disturbs_nobody() {
    Cancellation ended = new Cancellation();
    engine().run(request(few().sql()).in(project()).build(), ended, Rows::readAll);

    long rows =
        run(
            many().sql(),
            batches -> {
              long count = rowsOfNext(batches);
              ended.cancel(STOPPED);
              for (var next = batches.next(); next.isPresent(); next = batches.next()) {
                try (ColumnBatch batch = next.get()) {
                  count += batch.rowCount();
                }
              }
              return count;
            });

    assertEquals(many().rows(), rows);
  }

  @Test
  void queries_run_side_by_side() throws Exception {
    var results = Concurrently.run(4, i -> () -> run(few().sql(), Rows::readAll));

    assertEquals(Collections.nCopies(4, few().rows().values()), results);
  }

  @Test
  void the_texts_of_this_test_are_what_they_should_be() {
    assertTrue(few().rows().values().size() >= 5);
    assertTrue(few().rows().values().stream().anyMatch(row -> row.contains(null)));
    assertEquals(List.of(), none().rows().values());
    assertTrue(many().rows() >= 100_000);
    assertNotEquals(List.of(), invalid());
  }

  private <T> T run(String sql, QueryEngine.Reader<T> reader) {
    return run(request(sql).in(project()).build(), reader);
  }

  /** Runs and makes sure that the engine's batches were all closed by the reader. */
  private <T> T run(QueryRequest request, QueryEngine.Reader<T> reader) {
    return engine()
        .run(
            request,
            new Cancellation(),
            batches -> {
              TrackedBatches tracked = new TrackedBatches(batches);
              T value = reader.read(tracked);
              tracked.assertAllClosed();
              return value;
            });
  }

  private QueryFailure failureOf(QueryRequest request) {
    return assertThrows(QueryFailedException.class, () -> run(request, Rows::readAll), request::sql)
        .failure();
  }

  private static List<List<@Nullable Object>> someRows(ColumnBatches batches, int batchCount) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < batchCount; i++) {
      try (ColumnBatch batch = batches.next().orElseThrow()) {
        rows.addAll(Rows.read(batch, batches.columns().size()));
      }
    }
    return rows;
  }

  private static int rowsOfNext(ColumnBatches batches) {
    try (ColumnBatch batch = batches.next().orElseThrow()) {
      return batch.rowCount();
    }
  }

  @SuppressWarnings("unchecked") // sneaky: the compiler takes E for unchecked
  private static <E extends Throwable> RuntimeException unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
