package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnBatch;
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
 * to every slot, and at the end the filled parts of the slots are moved together.
 *
 * <p>One thread at a time; its memory is used again from batch to batch.
 */
final class RowEncoder {

  /** Rows that are written side by side. */
  static final int BLOCK_ROWS = 128;

  /** What the slots of a block may take together, unless one row needs more. */
  private static final int SLOTS_BYTES = 1 << 18;

  private static final int CACHE_LINE = 64;
  private static final int LARGEST_ROW = 1 << 30;

  private final List<CellWriter> writers;
  private final int[] at = new int[BLOCK_ROWS];
  private byte[] slots = new byte[1 << 16];
  private int blockRows = BLOCK_ROWS;

  RowEncoder(List<Column> columns, CsvDialect dialect) {
    int last = columns.size() - 1;
    CellWriter[] ofColumns = new CellWriter[columns.size()];
    for (int i = 0; i <= last; i++) {
      ofColumns[i] = CellWriters.of(columns.get(i), dialect, i == last);
    }
    this.writers = List.of(ofColumns);
  }

  /**
   * Appends the rows of {@code batch} from {@code from} on to {@code lines}, all or until {@code
   * lines} are full; returns the next row.
   */
  int encode(ColumnBatch batch, int from, Lines lines) {
    int rows = batch.rowCount();
    int next = from;
    while (next < rows && !lines.areFull()) {
      next = encodeBlock(batch, next, Math.min(next + blockRows, rows), lines);
    }
    return next;
  }

  /** Encodes the rows from {@code from} on, all up to {@code to} or fewer; returns the next one. */
  private int encodeBlock(ColumnBatch batch, int from, int to, Lines lines) {
    long widest = 0;
    int end = to;
    for (int i = 0; i < writers.size(); i++) {
      CellWriter writer = writers.get(i);
      end = writer.prepare(batch.column(i), from, end);
      widest += writer.bound();
    }
    int slot = slotWidth(widest);
    int fitting = Math.max(1, SLOTS_BYTES / slot);
    // Where rows are wide, the next block begins small, lest rows are prepared in vain.
    blockRows = Math.min(Math.min(BLOCK_ROWS, fitting), 2 * (end - from));
    end = Math.min(end, from + fitting);
    write(batch, from, end, slot);
    lines.appendSlots(slots, slot, at, end - from);
    return end;
  }

  private void write(ColumnBatch batch, int from, int to, int slot) {
    int count = to - from;
    if (slots.length < slot * count) {
      slots = new byte[slot * count];
    }
    for (int i = 0; i < count; i++) {
      at[i] = i * slot;
    }
    for (int i = 0; i < writers.size(); i++) {
      writers.get(i).write(batch.column(i), from, to, slots, at);
    }
  }

  /** An odd number of cache lines, so that the slots do not fall on the same few cache sets. */
  private static int slotWidth(long widest) {
    if (widest > LARGEST_ROW) {
      throw new QueryFailedException(
          QueryFailure.limit("A row of more than 512 MiB of text cannot be written as CSV"));
    }
    return Math.toIntExact(widest + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE | CACHE_LINE;
  }
}
