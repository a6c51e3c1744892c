package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.List;

/**
 * Turns batches into lines.
 *
 * <p>Lines run across columns, memory runs along them. Going row by row would call a different
 * writer for each cell and decide anew for each what is the same for the whole column. So rows are
 * taken in blocks small enough for the first-level cache: every row of a block gets a slot as wide
 * as its longest line can become, each column's writer goes down the block in one loop and appends
 * to every slot, and at the end the filled parts of the slots are moved together. The move costs a
 * tenth of what the loops save.
 *
 * <p>One thread at a time; its memory is used again from batch to batch.
 */
final class RowEncoder {

  /** Rows that are written side by side. */
  static final int BLOCK_ROWS = 128;

  /** What the slots of a block may take together, unless one row needs more. */
  private static final int SLOTS_BYTES = 1 << 18;

  private static final int LARGEST_ROW = Integer.MAX_VALUE - 64;

  private final List<CellWriter> writers;
  private final int[] at = new int[BLOCK_ROWS];
  private byte[] slots = new byte[1 << 16];

  RowEncoder(List<Column> columns, CsvDialect dialect) {
    int last = columns.size() - 1;
    CellWriter[] ofColumns = new CellWriter[columns.size()];
    for (int i = 0; i <= last; i++) {
      ofColumns[i] = CellWriter.of(columns.get(i), dialect, i == last);
    }
    this.writers = List.of(ofColumns);
  }

  /** Appends all rows of {@code batch} to {@code lines}. */
  void encode(ColumnBatch batch, Lines lines) {
    int rows = batch.rowCount();
    for (int from = 0; from < rows; ) {
      from = encodeBlock(batch, from, Math.min(from + BLOCK_ROWS, rows), lines);
    }
  }

  /** Encodes the rows from {@code from} on, all up to {@code to} or fewer; returns the next one. */
  private int encodeBlock(ColumnBatch batch, int from, int to, Lines lines) {
    long widest = 0;
    for (int i = 0; i < writers.size(); i++) {
      widest += writers.get(i).prepare(batch.column(i), from, to);
    }
    int slot = slotWidth(widest);
    int end = Math.min(to, from + Math.max(1, SLOTS_BYTES / slot));
    int count = end - from;
    if ((long) slots.length < (long) slot * count) {
      slots = new byte[slot * count];
    }
    for (int i = 0; i < count; i++) {
      at[i] = i * slot;
    }
    for (int i = 0; i < writers.size(); i++) {
      ColumnVector vector = batch.column(i);
      writers.get(i).write(vector, from, end, slots, at);
    }
    lines.appendSlots(slots, slot, at, count);
    return end;
  }

  private static int slotWidth(long widest) {
    if (widest > LARGEST_ROW) {
      throw new QueryFailedException(
          QueryFailure.limit("A row of more than 1 GiB of text cannot be written as CSV"));
    }
    return (int) widest;
  }
}
