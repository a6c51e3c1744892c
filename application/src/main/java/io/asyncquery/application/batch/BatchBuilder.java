package io.asyncquery.application.batch;

import io.asyncquery.domain.Column;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * Collects rows that come one by one into a batch, for engines that have no columns to lend. Append
 * one value to every column, then {@link #endRow()}.
 */
public final class BatchBuilder implements AutoCloseable {

  private final Arena arena = Arena.ofShared();
  private final List<ColumnAppender> columns;
  private int rows;

  public BatchBuilder(List<Column> columns) {
    this.columns =
        columns.stream().map(column -> new ColumnAppender(column.type(), arena)).toList();
  }

  /** Where the column at {@code index} takes its next value. */
  public ColumnAppender column(int index) {
    return columns.get(index);
  }

  public void endRow() {
    rows++;
  }

  public int rowCount() {
    return rows;
  }

  /** The rows so far as a batch, which takes the memory over; this builder is done then. */
  public ColumnBatch build() {
    List<ColumnVector> vectors = columns.stream().map(ColumnAppender::vector).toList();
    return new BuiltBatch(rows, vectors, arena);
  }

  /** Gives the memory back instead of {@link #build()}. */
  @Override
  public void close() {
    arena.close();
  }

  private record BuiltBatch(int rowCount, List<ColumnVector> vectors, Arena arena)
      implements ColumnBatch {

    @Override
    public ColumnVector column(int index) {
      return vectors.get(index);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
