package io.asyncquery.application.testdata;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of Java values, to be lent as column batches. {@link ValueAppender} says which class stands
 * for which type.
 */
public final class Rows {

  private final List<Column> columns;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private int rowsPerBatch = 2_048;

  private Rows(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  public static Rows of(Column... columns) {
    return new Rows(List.of(columns));
  }

  public static Rows of(List<Column> columns) {
    return new Rows(columns);
  }

  /** {@code count} rows of a number from 0 (BIGINT, {@code n}) and a text (VARCHAR, {@code t}). */
  public static Rows numbered(int count) {
    Rows rows =
        of(new Column("n", ColumnType.Scalar.BIGINT), new Column("t", ColumnType.Scalar.VARCHAR));
    for (int i = 0; i < count; i++) {
      rows.row((long) i, "text of row " + i);
    }
    return rows;
  }

  public Rows row(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "[" + values.length + "] values for [" + columns.size() + "] columns");
    }
    rows.add(Arrays.asList(values));
    return this;
  }

  /** How many rows a batch has, but the last. */
  public Rows perBatch(int count) {
    rowsPerBatch = count;
    return this;
  }

  /** The rows that {@code offset} and {@code limit} leave. */
  public Rows slice(long offset, long limit) {
    Rows slice = of(columns).perBatch(rowsPerBatch);
    rows.stream().skip(offset).limit(limit).forEach(slice.rows::add);
    return slice;
  }

  public List<Column> columns() {
    return columns;
  }

  public List<List<@Nullable Object>> values() {
    return List.copyOf(rows);
  }

  /** The rows, lent anew; the lender counts what is still open. */
  public TrackedBatches lend() {
    return new TrackedBatches(
        new ColumnBatches() {
          private int next;

          @Override
          public List<Column> columns() {
            return columns;
          }

          @Override
          public Optional<ColumnBatch> next() {
            int from = next;
            next = Math.min(rows.size(), from + rowsPerBatch);
            return from == next ? Optional.empty() : Optional.of(batch(rows.subList(from, next)));
          }
        });
  }

  /** All rows in one batch. */
  public ColumnBatch batch() {
    return batch(rows);
  }

  private ColumnBatch batch(List<List<@Nullable Object>> some) {
    BatchBuilder builder = new BatchBuilder(columns);
    for (List<@Nullable Object> row : some) {
      for (int i = 0; i < columns.size(); i++) {
        ValueAppender.append(builder.column(i), columns.get(i).type(), row.get(i));
      }
      builder.endRow();
    }
    return builder.build();
  }

  /** Reads all of {@code batches} and closes them. */
  public static List<List<@Nullable Object>> readAll(ColumnBatches batches) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        values.addAll(read(batch, batches.columns().size()));
      }
    }
    return values;
  }

  /** Reads {@code batch} and leaves it open. */
  public static List<List<@Nullable Object>> read(ColumnBatch batch, int columnCount) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      List<@Nullable Object> value = new ArrayList<>();
      for (int column = 0; column < columnCount; column++) {
        value.add(ValueReader.read(batch.column(column), row));
      }
      values.add(value);
    }
    return values;
  }
}
