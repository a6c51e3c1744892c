package io.asyncquery.application.port;

import static io.asyncquery.application.testdata.RequestBuilder.newId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.domain.Truncation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ResultStore} promises, shown with the default CSV. An adapter's test extends
 * this and brings the store.
 */
public abstract class ResultStoreContract {

  private static final int PER_BATCH = 100;
  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  /** The store under test, empty before each test. */
  protected abstract ResultStore store();

  /** Leaves a part of {@code id} behind, as an execution does whose process is killed. */
  protected abstract void leavePart(QueryId id) throws IOException;

  /**
   * The same data as a new process finds it, which is the {@link #store()} from then on. Overridden
   * by every store that outlives its process.
   */
  protected ResultStore reopen() {
    return store();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PER_BATCH - 1, PER_BATCH, PER_BATCH + 1, 30_000})
  void a_result_is_read_as_it_was_written(int count) throws Exception {
    QueryId id = newId();
    Rows rows = Rows.numbered(count).perBatch(count > 1_000 ? 2_048 : PER_BATCH);
    TrackedBatches batches = rows.lend();

    ResultSummary summary = write(id, batches, new Cancellation());

    byte[] expected = csv(count).getBytes(StandardCharsets.UTF_8);
    assertEquals(
        new ResultSummary(
            count, expected.length, digest(expected, summary), Optional.empty(), rows.columns()),
        summary);
    assertArrayEquals(expected, read(id));
    batches.assertAllClosed();
    assertArrayEquals(expected, read(reopen(), id));
    assertEquals(0, store().sweep(List.of(id)), "files left beside the result");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 15, 16, 17, 31, 32, 33, 3_000, 50_000})
  void a_result_that_is_cut_holds_the_whole_rows_that_fit(long max) throws Exception {
    QueryId id = newId();
    TrackedBatches batches = Rows.numbered(10_000).perBatch(PER_BATCH).lend();

    ResultSummary summary =
        store()
            .write(
                id,
                ResultFormat.DEFAULT,
                batches,
                Optional.of(new Cap(max, OnLimit.TRUNCATE)),
                new Cancellation());

    int fitting = 0;
    while (csv(fitting + 1).length() <= max) {
      fitting++;
    }
    byte[] expected = csv(fitting).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(expected, read(id));
    assertEquals(
        new ResultSummary(
            fitting,
            expected.length,
            digest(expected, summary),
            Optional.of(Truncation.BYTES),
            batches.columns()),
        summary);
    batches.assertAllClosed();
  }

  @ParameterizedTest
  @EnumSource(OnLimit.class)
  void a_result_that_fits_exactly_is_whole(OnLimit onLimit) throws Exception {
    QueryId id = newId();
    byte[] expected = csv(500).getBytes(StandardCharsets.UTF_8);

    ResultSummary summary =
        store()
            .write(
                id,
                ResultFormat.DEFAULT,
                Rows.numbered(500).perBatch(PER_BATCH).lend(),
                Optional.of(new Cap(expected.length, onLimit)),
                new Cancellation());

    assertFalse(summary.truncated());
    assertArrayEquals(expected, read(id));
  }

  @Test
  void a_result_that_outgrows_a_cap_that_fails_leaves_nothing() {
    QueryId id = newId();
    TrackedBatches batches = Rows.numbered(500).perBatch(PER_BATCH).lend();
    Cap cap = new Cap(csv(500).length() - 1, OnLimit.FAIL);

    var thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                store()
                    .write(
                        id, ResultFormat.DEFAULT, batches, Optional.of(cap), new Cancellation()));

    assertEquals(FailureCategory.LIMIT, thrown.failure().category());
    assertTrue(store().open(id).isEmpty());
    batches.assertAllClosed();
  }

  @Test
  void values_larger_than_any_buffer_are_written_whole() throws Exception {
    String large = "äöü".repeat(600_000);
    Rows rows = Rows.of(new Column("t", Scalar.VARCHAR)).row(large).row("").row(large);
    QueryId id = newId();

    ResultSummary summary = write(id, rows.lend(), new Cancellation());

    byte[] expected = (large + "\n\n" + large + "\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(expected.length, summary.bytes());
    assertArrayEquals(expected, read(id));
  }

  @Test
  void values_that_hold_separators_are_quoted_and_null_is_nothing() throws Exception {
    Rows rows =
        Rows.of(new Column("a", Scalar.VARCHAR), new Column("b", Scalar.INTEGER))
            .row("a,b", 1)
            .row("say \"a\"", null)
            .row("two\nlines", -2)
            .row(null, Integer.MIN_VALUE);
    QueryId id = newId();

    write(id, rows.lend(), new Cancellation());

    assertEquals(
        "\"a,b\",1\n\"say \"\"a\"\"\",\n\"two\nlines\",-2\n,-2147483648\n",
        new String(read(id), StandardCharsets.UTF_8));
  }

  @Test
  void the_summary_names_the_columns_as_the_batches_do() {
    List<Column> columns =
        StoredForms.AWKWARD_TEXTS.stream().map(name -> new Column(name, Scalar.BIGINT)).toList();

    ResultSummary summary = write(newId(), Rows.of(columns).lend(), new Cancellation());

    assertEquals(columns, summary.columns());
  }

  @Test
  void an_unknown_result_does_not_open() {
    assertEquals(Optional.empty(), store().open(newId()));
  }

  @Test
  void opened_content_stands_at_its_start_and_is_read_independently() throws Exception {
    QueryId id = written(10);
    byte[] expected = csv(10).getBytes(StandardCharsets.UTF_8);

    try (ResultContent one = store().open(id).orElseThrow();
        ResultContent two = store().open(id).orElseThrow()) {
      assertEquals(0, one.channel().position());
      assertEquals(expected.length, one.size());
      assertEquals(expected.length, one.channel().size());
      assertArrayEquals(expected, readFrom(one));
      assertArrayEquals(expected, readFrom(two));

      ByteBuffer middle = ByteBuffer.allocate(5);
      assertEquals(5, one.channel().read(middle, 7));
      assertArrayEquals(Arrays.copyOfRange(expected, 7, 12), middle.array());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void nothing_is_left_where_the_source_fails(int batch) {
    var failure = new QueryFailedException(QueryFailure.source("The source broke off"));

    leavesNothing(failure, batches -> batches.failBefore(batch, failure));
  }

  @Test
  void nothing_is_left_where_the_source_has_a_defect() {
    var failure = new IllegalStateException("defect");

    leavesNothing(failure, batches -> batches.failBefore(3, failure));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void nothing_is_left_where_a_batch_fails(int batch) {
    var failure = new IllegalStateException("defect");

    leavesNothing(
        failure, batches -> new TrackedBatches(new FailingBatch(batches, batch, failure)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void nothing_is_left_of_a_write_that_is_cancelled(int batch) {
    QueryId id = newId();
    Cancellation cancellation = new Cancellation();
    TrackedBatches batches =
        Rows.numbered(100 * PER_BATCH)
            .perBatch(PER_BATCH)
            .lend()
            .before(batch, () -> cancellation.cancel(STOPPED));

    var thrown = assertThrows(QueryFailedException.class, () -> write(id, batches, cancellation));

    assertEquals(STOPPED, thrown.failure());
    assertTrue(batches.taken() < 50, () -> "wrote on for [" + batches.taken() + "] batches");
    batches.assertAllClosed();
    assertNothingLeft(id);
  }

  @Test
  void a_write_that_is_cancelled_before_it_begins_leaves_nothing() {
    QueryId id = newId();
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(STOPPED);
    TrackedBatches batches = Rows.numbered(3).lend();

    var thrown = assertThrows(QueryFailedException.class, () -> write(id, batches, cancellation));

    assertEquals(STOPPED, thrown.failure());
    batches.assertAllClosed();
    assertNothingLeft(id);
  }

  @Test
  void the_result_of_an_earlier_attempt_is_replaced() throws Exception {
    QueryId id = written(1_000);

    try (ResultContent earlier = store().open(id).orElseThrow()) {
      write(id, Rows.numbered(3).lend(), new Cancellation());

      assertArrayEquals(csv(1_000).getBytes(StandardCharsets.UTF_8), readFrom(earlier));
    }
    assertArrayEquals(csv(3).getBytes(StandardCharsets.UTF_8), read(id));
    assertEquals(0, store().sweep(List.of(id)));
  }

  @Test
  void the_part_of_an_earlier_attempt_does_no_harm() throws Exception {
    QueryId id = newId();
    leavePart(id);

    assertEquals(Optional.empty(), store().open(id));
    write(id, Rows.numbered(3).lend(), new Cancellation());

    assertArrayEquals(csv(3).getBytes(StandardCharsets.UTF_8), read(id));
  }

  @Test
  void results_are_written_side_by_side() throws Exception {
    List<QueryId> ids =
        Concurrently.run(
            4,
            i ->
                () -> {
                  QueryId id = newId();
                  Rows rows = Rows.numbered(1_000 + i).perBatch(PER_BATCH);
                  write(id, rows.lend(), new Cancellation());
                  return id;
                });

    for (int i = 0; i < ids.size(); i++) {
      assertArrayEquals(csv(1_000 + i).getBytes(StandardCharsets.UTF_8), read(ids.get(i)));
    }
  }

  @Test
  void deleted_results_are_gone_and_others_stay() throws Exception {
    QueryId one = written(1);
    QueryId two = written(2);
    QueryId kept = written(3);

    store().delete(List.of(one, newId(), two));

    assertEquals(Optional.empty(), store().open(one));
    assertEquals(Optional.empty(), store().open(two));
    assertArrayEquals(csv(3).getBytes(StandardCharsets.UTF_8), read(kept));
    assertEquals(Optional.empty(), Optional.of(reopen()).flatMap(store -> store.open(one)));
  }

  @Test
  void what_is_not_there_may_be_deleted() throws Exception {
    QueryId id = written(1);

    store().delete(List.of());
    store().delete(List.of(newId()));
    assertArrayEquals(csv(1).getBytes(StandardCharsets.UTF_8), read(id));

    store().delete(List.of(id));
    store().delete(List.of(id));
    assertEquals(Optional.empty(), store().open(id));
  }

  @Test
  void opened_content_stays_readable_after_its_deletion() throws Exception {
    QueryId id = written(30_000);

    try (ResultContent content = store().open(id).orElseThrow()) {
      store().delete(List.of(id));

      assertEquals(Optional.empty(), store().open(id));
      assertArrayEquals(csv(30_000).getBytes(StandardCharsets.UTF_8), readFrom(content));
    }
  }

  @Test
  void a_sweep_keeps_the_results_of_owners_alone() throws Exception {
    QueryId one = written(1);
    QueryId two = written(2);
    QueryId foreign = written(3);

    assertEquals(1, store().sweep(Set.of(one, two, newId())));

    assertArrayEquals(csv(1).getBytes(StandardCharsets.UTF_8), read(one));
    assertArrayEquals(csv(2).getBytes(StandardCharsets.UTF_8), read(two));
    assertEquals(Optional.empty(), store().open(foreign));
    assertEquals(0, store().sweep(Set.of(one, two)));
  }

  @Test
  void a_sweep_removes_parts_even_of_owners() throws Exception {
    QueryId owner = written(1);
    leavePart(owner);
    leavePart(newId());

    assertEquals(2, reopen().sweep(List.of(owner)));

    assertArrayEquals(csv(1).getBytes(StandardCharsets.UTF_8), read(owner));
    assertEquals(0, store().sweep(List.of(owner)));
  }

  @Test
  void a_sweep_of_an_empty_store_removes_nothing() {
    assertEquals(0, store().sweep(List.of(newId())));
    assertEquals(0, store().sweep(List.of()));
  }

  @Test
  void a_store_that_was_swept_takes_results() throws Exception {
    written(1);
    store().sweep(List.of());

    assertArrayEquals(csv(2).getBytes(StandardCharsets.UTF_8), read(written(2)));
  }

  private void leavesNothing(RuntimeException failure, UnaryOperator<TrackedBatches> failing) {
    QueryId id = newId();
    TrackedBatches source = Rows.numbered(10 * PER_BATCH).perBatch(PER_BATCH).lend();
    TrackedBatches batches = failing.apply(source);

    var thrown = assertThrows(RuntimeException.class, () -> write(id, batches, new Cancellation()));

    assertSame(failure, thrown);
    batches.assertAllClosed();
    source.assertAllClosed();
    assertNothingLeft(id);
  }

  private void assertNothingLeft(QueryId id) {
    assertEquals(Optional.empty(), store().open(id));
    assertFalse(reopen().open(id).isPresent());
    assertEquals(0, store().sweep(List.of(id)), "files left");
  }

  private QueryId written(int count) {
    QueryId id = newId();
    write(id, Rows.numbered(count).lend(), new Cancellation());
    return id;
  }

  private ResultSummary write(QueryId id, ColumnBatches batches, Cancellation cancellation) {
    return store().write(id, ResultFormat.DEFAULT, batches, cancellation);
  }

  /** The default CSV of {@link Rows#numbered}. */
  private static String csv(int count) {
    return LongStream.range(0, count)
        .mapToObj(n -> n + ",text of row " + n + "\n")
        .collect(Collectors.joining());
  }

  /** Of these bytes, by the algorithm that the store took. */
  private static Digest digest(byte[] bytes, ResultSummary summary) throws Exception {
    return switch (summary.digest().algorithm()) {
      case CRC -> Digest.of(crc(new CRC32C(), bytes) + crc(new CRC32(), bytes));
      case SHA_256 ->
          Digest.of(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    };
  }

  private static String crc(Checksum crc, byte[] bytes) {
    crc.update(bytes);
    return "%08x".formatted(crc.getValue());
  }

  private byte[] read(QueryId id) throws IOException {
    return read(store(), id);
  }

  private static byte[] read(ResultStore store, QueryId id) throws IOException {
    try (ResultContent content = store.open(id).orElseThrow()) {
      return readFrom(content);
    }
  }

  private static byte[] readFrom(ResultContent content) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(content.size()) + 1);
    while (content.channel().read(buffer, buffer.position()) > 0) {
      // until the end of the file
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Batches of which the one at {@code index} has columns that cannot be read. */
  private static final class FailingBatch implements ColumnBatches {

    private final ColumnBatches batches;
    private final RuntimeException failure;
    private int left;

    FailingBatch(ColumnBatches batches, int index, RuntimeException failure) {
      this.batches = batches;
      this.left = index;
      this.failure = failure;
    }

    @Override
    public List<Column> columns() {
      return batches.columns();
    }

    @Override
    public Optional<ColumnBatch> next() {
      Optional<ColumnBatch> batch = batches.next();
      return left-- == 0 ? batch.map(this::failing) : batch;
    }

    private ColumnBatch failing(ColumnBatch batch) {
      return new ColumnBatch() {
        @Override
        public int rowCount() {
          return batch.rowCount();
        }

        @Override
        public ColumnVector column(int index) {
          throw failure;
        }

        @Override
        public void close() {
          batch.close();
        }
      };
    }
  }
}
