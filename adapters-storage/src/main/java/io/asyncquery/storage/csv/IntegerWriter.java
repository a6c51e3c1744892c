package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType;

/** Integers up to 64 bits, unsigned ones up to 32. */
final class IntegerWriter extends LongsWriter {

  IntegerWriter(CellFrame frame, ColumnType type) {
    super(frame, type, Digits.BOUND);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, Digits.write(out, frame.open(out, at[i]), values[i]));
    }
  }
}
