package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.CsvDialect;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Encodes rows into nowhere, so that the machine code of the encoder is there when the first export
 * comes: until it is, a row takes many times as long.
 */
public final class Rehearsal {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("key", Scalar.BIGINT),
          new Column("quantity", Scalar.INTEGER),
          new Column("price", Scalar.INTEGER),
          new Column("amount", new Decimal(12, 2)),
          new Column("ratio", Scalar.DOUBLE),
          new Column("day", Scalar.DATE),
          new Column("time", new Timestamp(Timestamp.Unit.MICROSECONDS)),
          new Column("flag", Scalar.BOOLEAN),
          new Column("word", Scalar.VARCHAR),
          new Column("sentence", Scalar.VARCHAR));

  private static final int BATCH_ROWS = 2_048;
  private static final int BATCHES = 1_000;
  private static final long MICROS = 1_700_000_000_000_000L;

  private Rehearsal() {}

  /**
   * Encodes made-up rows of the common types on this thread: some seconds on a cold machine.
   *
   * @throws io.asyncquery.domain.QueryFailedException with the reason of the cancellation
   */
  public static void run(Cancellation cancellation) {
    try (ColumnBatch batch = batch()) {
      encode(new Repeated(batch), 1, cancellation);
    }
  }

  /**
   * Encodes all of {@code batches}; returns the number of rows.
   *
   * @param parallelism threads that work on it, this one included, 1 or more
   * @throws io.asyncquery.domain.QueryFailedException with the reason of the cancellation
   */
  public static long encode(ColumnBatches batches, int parallelism, Cancellation cancellation) {
    try (CsvEncoding encoding = new CsvEncoding(parallelism);
        OutputStream nowhere = OutputStream.nullOutputStream()) {
      return new CsvEncoder(CsvDialect.DEFAULT, encoding).encode(batches, nowhere, cancellation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnBatch batch() {
    Random random = new Random(0);
    BatchBuilder rows = new BatchBuilder(COLUMNS);
    for (int row = 0; row < BATCH_ROWS; row++) {
      rows.column(0).appendLong(random.nextLong() >> random.nextInt(64));
      rows.column(1).appendInt(random.nextInt(50));
      rows.column(2).appendInt(random.nextInt(100_000_000));
      rows.column(3).appendUnscaled(random.nextInt());
      rows.column(4).appendDouble(random.nextInt(1_000_000) / 1_000.0);
      rows.column(5).appendInt(random.nextInt(20_000));
      rows.column(6).appendLong(MICROS + random.nextInt());
      rows.column(7).appendBoolean(random.nextBoolean());
      rows.column(8).appendText("word " + row);
      if (row % 8 == 0) {
        rows.column(9).appendNull();
      } else {
        rows.column(9).appendText("a sentence of some length, with \"quotes\"".substring(row % 16));
      }
      rows.endRow();
    }
    return rows.build();
  }

  /** One batch, lent again and again. */
  private static final class Repeated implements ColumnBatches {

    private final ColumnBatch batch;
    private int left = BATCHES;

    Repeated(ColumnBatch batch) {
      this.batch = batch;
    }

    @Override
    public List<Column> columns() {
      return COLUMNS;
    }

    @Override
    public Optional<ColumnBatch> next() {
      return left-- > 0 ? Optional.of(new Lent(batch)) : Optional.empty();
    }
  }

  private record Lent(ColumnBatch batch) implements ColumnBatch {

    @Override
    public int rowCount() {
      return batch.rowCount();
    }

    @Override
    public ColumnVector column(int index) {
      return batch.column(index);
    }

    @Override
    public void close() {
      // The memory serves the next round.
    }
  }
}
