package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.Quoting;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order, batches, threads and memory, in success and in failure. */
@Timeout(60)
class CsvEncoderResourcesTest {

  private static final Column TEXT = new Column("t", Scalar.VARCHAR);

  /** Batches of so many rows make dozens of groups from some hundred thousand rows. */
  private static final int ROWS = 300_000;

  private static final int ROWS_PER_BATCH = 1_000;

  private final CsvEncoding threads = new CsvEncoding(4);
  private final CsvEncoder encoder = new CsvEncoder(CsvDialect.DEFAULT, threads);

  /** Returns only when no thread encodes any more. */
  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void rows_keep_their_order_and_none_is_lost() throws IOException {
    Rows rows = Rows.numbered(ROWS).perBatch(ROWS_PER_BATCH);

    assertEquals(SlowCsv.text(rows.columns(), rows.values(), CsvDialect.DEFAULT), written(rows));
  }

  @Test
  void lines_of_any_length_keep_their_order() throws IOException {
    // Groups of a thousand short rows between groups that fill up with a few long ones.
    Rows rows = Rows.of(new Column("n", Scalar.INTEGER), TEXT).perBatch(250);
    for (int i = 0; i < 6_000; i++) {
      rows.row(i, i / 1_000 % 2 == 0 ? "short" : "long ".repeat(1 + i % 5_000));
    }

    assertEquals(SlowCsv.text(rows.columns(), rows.values(), CsvDialect.DEFAULT), written(rows));
  }

  @Test
  void exports_that_share_the_threads_do_not_mix() throws Exception {
    List<String> results =
        Concurrently.run(6, i -> () -> written(Rows.numbered(50_000 + i).perBatch(700)));

    for (int i = 0; i < results.size(); i++) {
      Rows rows = Rows.numbered(50_000 + i);
      assertEquals(SlowCsv.text(rows.columns(), rows.values(), CsvDialect.DEFAULT), results.get(i));
    }
  }

  @Test
  void a_slow_reader_of_the_file_holds_the_source_back() throws IOException {
    TrackedBatches batches = Rows.numbered(1_000_000).perBatch(ROWS_PER_BATCH).lend();
    List<Integer> open = new ArrayList<>();

    encoder.encode(
        batches,
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("Lines are written as a whole");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            open.add(batches.open());
          }
        },
        new Cancellation());

    batches.assertAllClosed();
    // Two groups for each thread and one being read, of up to 65,536 rows.
    int most = (2 * 4 + 1) * 66;
    assertTrue(open.stream().allMatch(count -> count <= most), open::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 17, 150, 299})
  void a_failing_source_leaves_no_batch_open(int batch) {
    QueryFailedException failure =
        new QueryFailedException(QueryFailure.source("division by zero"));
    TrackedBatches batches =
        Rows.numbered(ROWS).perBatch(ROWS_PER_BATCH).lend().failBefore(batch, failure);

    assertSame(failure, assertThrows(QueryFailedException.class, () -> encode(batches, sink())));
    batches.assertAllClosed();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void a_failing_file_leaves_no_batch_open(int write) {
    TrackedBatches batches = Rows.numbered(ROWS).perBatch(ROWS_PER_BATCH).lend();
    IOException full = new IOException("No space left on device");

    assertSame(
        full, assertThrows(IOException.class, () -> encode(batches, failingAt(write, full))));
    batches.assertAllClosed();
  }

  @Test
  void a_failing_file_leaves_no_batch_open_that_is_half_written() {
    TrackedBatches batches = wideRows(20, 1 << 20).perBatch(10).lend();
    IOException full = new IOException("No space left on device");

    assertSame(full, assertThrows(IOException.class, () -> encode(batches, failingAt(0, full))));
    batches.assertAllClosed();
  }

  @Test
  void a_cancellation_ends_the_export_and_leaves_no_batch_open() {
    TrackedBatches batches = Rows.numbered(ROWS).perBatch(ROWS_PER_BATCH).lend();
    Cancellation cancellation = new Cancellation();
    QueryFailure stopped = new QueryFailure(FailureCategory.CANCELLED, "Stopped by [ADMIN]");
    batches.before(100, () -> cancellation.cancel(stopped));

    QueryFailedException failure =
        assertThrows(
            QueryFailedException.class, () -> encoder.encode(batches, sink(), cancellation));

    assertEquals(stopped, failure.failure());
    batches.assertAllClosed();
    assertTrue(batches.taken() < ROWS / ROWS_PER_BATCH, "reading went on");
  }

  @Test
  void a_cancellation_during_a_write_ends_the_export() throws Exception {
    TrackedBatches batches = Rows.numbered(ROWS).perBatch(ROWS_PER_BATCH).lend();
    Cancellation cancellation = new Cancellation();
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Thread canceller =
        Thread.ofVirtual()
            .start(() -> {
              await(writing);
              cancellation.cancel(
                  new QueryFailure(FailureCategory.CANCELLED, "Stopped by [ADMIN]"));
              cancelled.countDown();
            });

    assertThrows(
        QueryFailedException.class,
        () ->
            encoder.encode(
                batches,
                atWrite(
                    0,
                    () -> {
                      writing.countDown();
                      await(cancelled);
                    }),
                cancellation));

    canceller.join();
    batches.assertAllClosed();
  }

  @Test
  void an_interrupt_neither_loses_rows_nor_gets_lost() throws IOException {
    Rows rows = Rows.numbered(ROWS).perBatch(ROWS_PER_BATCH);
    Thread.currentThread().interrupt();

    String text = written(rows);

    assertTrue(Thread.interrupted());
    assertEquals(SlowCsv.text(rows.columns(), rows.values(), CsvDialect.DEFAULT), text);
  }

  @Test
  void values_of_many_megabytes_are_whole() throws IOException {
    Rows rows =
        Rows.of(TEXT, new Column("a", new io.asyncquery.domain.ColumnType.Array(Scalar.VARCHAR)));
    for (int i = 0; i < 10; i++) {
      rows.row("small", List.of("x"));
    }
    rows.row("x\"".repeat(1 << 22), null).row("y".repeat(1 << 23), List.of("z".repeat(1 << 22)));
    rows.row("small", List.of());

    assertEquals(SlowCsv.text(rows.columns(), rows.values(), CsvDialect.DEFAULT), written(rows));
  }

  @Test
  void memory_does_not_grow_with_the_length_of_the_lines() throws IOException {
    // 300 MB of lines from one batch.
    TrackedBatches batches = wideRows(3_000, 100_000).perBatch(3_000).lend();
    long[] written = new long[1];

    encode(
        batches,
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("Lines are written as a whole");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            assertTrue(length < 10_000_000, "lines of " + length + " bytes");
            written[0] += length;
          }
        });

    batches.assertAllClosed();
    assertEquals(3_000L * 100_001, written[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 777, 40_000, 99_999})
  void text_that_the_charset_lacks_fails_with_its_place(int row) {
    Rows rows = Rows.of(new Column("n", Scalar.INTEGER), new Column("city", Scalar.VARCHAR));
    for (int i = 1; i <= 100_000; i++) {
      rows.row(i, i >= row ? "東京" : i % 7 == 0 ? null : "Köln");
    }
    TrackedBatches batches = rows.perBatch(ROWS_PER_BATCH).lend();
    CsvEncoder latin = encoderIn("ISO-8859-1");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    QueryFailedException failure =
        assertThrows(
            QueryFailedException.class, () -> latin.encode(batches, out, new Cancellation()));

    assertEquals(FailureCategory.LIMIT, failure.failure().category());
    assertEquals(
        "Column [city] holds in row ["
            + row
            + "] a character that charset [ISO-8859-1] does not have; ask for [utf-8]",
        failure.failure().message());
    assertEquals(-1, out.toString(StandardCharsets.ISO_8859_1).indexOf('?'));
    batches.assertAllClosed();
  }

  @Test
  void a_column_name_that_the_charset_lacks_fails() {
    CsvDialect dialect =
        CsvEncoderTest.dialect(',', "GBK", Quoting.MINIMAL, "", false, false).withHeader(true);
    TrackedBatches batches = Rows.of(new Column("\uD83D\uDE00", Scalar.INTEGER)).row(1).lend();

    QueryFailedException failure =
        assertThrows(
            QueryFailedException.class,
            () -> new CsvEncoder(dialect, threads).encode(batches, sink(), new Cancellation()));

    assertEquals(
        "A column name has a character that charset [GBK] does not have; ask for [utf-8]",
        failure.failure().message());
    batches.assertAllClosed();
  }

  private CsvEncoder encoderIn(String charset) {
    return new CsvEncoder(
        CsvEncoderTest.dialect(',', charset, Quoting.MINIMAL, "", false, false), threads);
  }

  /** Rows of one text, all the same, of {@code length} characters. */
  private static Rows wideRows(int count, int length) {
    Rows rows = Rows.of(TEXT);
    String text = "w".repeat(length);
    for (int i = 0; i < count; i++) {
      rows.row(text);
    }
    return rows;
  }

  private long encode(TrackedBatches batches, OutputStream out) throws IOException {
    return encoder.encode(batches, out, new Cancellation());
  }

  private String written(Rows rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrackedBatches batches = rows.lend();
    assertEquals(rows.values().size(), encode(batches, out));
    batches.assertAllClosed();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static OutputStream sink() {
    return OutputStream.nullOutputStream();
  }

  private static OutputStream failingAt(int write, IOException failure) {
    return atWrite(
        write,
        () -> {
          throw failure;
        });
  }

  /** Does {@code action} at the write of that number, from 0, of lines. */
  private static OutputStream atWrite(int write, Action action) {
    return new OutputStream() {
      private int writes;

      @Override
      public void write(int b) {
        throw new AssertionError("Lines are written as a whole");
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > 0 && writes++ == write) {
          action.run();
        }
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private interface Action {
    void run() throws IOException;
  }
}
