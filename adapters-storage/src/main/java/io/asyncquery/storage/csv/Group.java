package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnBatch;
import java.util.List;

/** Batches that are encoded together, in one go or, where their lines are long, in several. */
final class Group {

  private final List<ColumnBatch> batches;
  private final long firstRow;
  private int batch;
  private int row;

  /**
   * @param firstRow the number of its first row in the result, from 0
   */
  Group(List<ColumnBatch> batches, long firstRow) {
    this.batches = List.copyOf(batches);
    this.firstRow = firstRow;
  }

  List<ColumnBatch> batches() {
    return batches;
  }

  long firstRow() {
    return firstRow;
  }

  /** Appends lines until there are no more rows or {@code lines} are full. */
  void encode(RowEncoder encoder, Lines lines) {
    while (!isDone() && !lines.areFull()) {
      row = encoder.encode(batches.get(batch), row, lines);
      if (row == batches.get(batch).rowCount()) {
        batch++;
        row = 0;
      }
    }
  }

  boolean isDone() {
    return batch == batches.size();
  }

  void close() {
    batches.forEach(ColumnBatch::close);
  }
}
