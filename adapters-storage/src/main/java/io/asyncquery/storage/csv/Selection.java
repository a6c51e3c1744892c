package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.Validity;
import java.util.Arrays;

/**
 * Which rows of a block hold a value and which are NULL, as two lists of row numbers: the writers
 * then go down a list without a branch that NULLs at random would make unpredictable.
 */
final class Selection {

  private static final int[] EVERY_ROW = everyRow();

  private final int[] mixed = new int[RowEncoder.BLOCK_ROWS];
  private final int[] nulls = new int[RowEncoder.BLOCK_ROWS];
  private int[] values = EVERY_ROW;
  private int valueCount;
  private int nullCount;

  /** Sorts rows {@code from} to {@code to}, which are numbered from 0 then. */
  void select(Validity validity, int from, int to) {
    int count = to - from;
    if (validity.allValid()) {
      values = EVERY_ROW;
      valueCount = count;
      nullCount = 0;
    } else {
      values = mixed;
      separate(validity, from, count);
    }
  }

  private void separate(Validity validity, int from, int count) {
    int valid = 0;
    for (int i = 0; i < count; i++) {
      int row = from + i;
      int bit = (int) (validity.word(row >>> 6) >>> row) & 1;
      mixed[valid] = i;
      nulls[i - valid] = i;
      valid += bit;
    }
    valueCount = valid;
    nullCount = count - valid;
  }

  /** Row numbers, of which the first {@link #valueCount} hold a value. */
  int[] values() {
    return values;
  }

  int valueCount() {
    return valueCount;
  }

  /** Row numbers, of which the first {@link #nullCount} are NULL. */
  int[] nulls() {
    return nulls;
  }

  int nullCount() {
    return nullCount;
  }

  private static int[] everyRow() {
    int[] rows = new int[RowEncoder.BLOCK_ROWS];
    Arrays.setAll(rows, i -> i);
    return rows;
  }
}
