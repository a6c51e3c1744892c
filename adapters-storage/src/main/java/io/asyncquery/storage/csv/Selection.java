package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.Validity;
import java.util.Arrays;

/**
 * Which rows of a block hold a value, as a list of row numbers: the writers then go down the list
 * without a branch that NULLs at random would make unpredictable.
 */
final class Selection {

  private static final int[] EVERY_ROW = everyRow();

  private final int[] some = new int[RowEncoder.BLOCK_ROWS];
  private int[] rows = EVERY_ROW;
  private int count;
  private boolean all;

  /** Lists those of rows {@code from} to {@code to}, which are numbered from 0 then. */
  void select(Validity validity, int from, int to) {
    if (validity.allValid()) {
      rows = EVERY_ROW;
      count = to - from;
    } else {
      rows = some;
      count = list(validity, from, to);
    }
    all = count == to - from;
  }

  /** Goes from one set bit to the next, which is quick where most rows are NULL. */
  private int list(Validity validity, int from, int to) {
    int listed = 0;
    for (int row = from; row < to; row += Long.SIZE) {
      long left = validity.bits(row, to);
      while (left != 0) {
        some[listed++] = row - from + Long.numberOfTrailingZeros(left);
        left &= left - 1;
      }
    }
    return listed;
  }

  /** Row numbers, of which the first {@link #count} hold a value. */
  int[] rows() {
    return rows;
  }

  int count() {
    return count;
  }

  /** Whether no row is NULL. */
  boolean isAll() {
    return all;
  }

  private static int[] everyRow() {
    int[] rows = new int[RowEncoder.BLOCK_ROWS];
    Arrays.setAll(rows, i -> i);
    return rows;
  }
}
