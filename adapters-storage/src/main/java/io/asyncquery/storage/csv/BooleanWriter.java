package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** {@code true} and {@code false}, each stored as one word. */
final class BooleanWriter extends LongsWriter {

  private static final long TRUE = 'e' << 24 | 'u' << 16 | 'r' << 8 | 't';
  private static final long FALSE = (long) 'e' << 32 | 's' << 24 | 'l' << 16 | 'a' << 8 | 'f';

  BooleanWriter(CellFrame frame) {
    super(frame, Scalar.BOOLEAN, 8);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      boolean value = values[i] != 0;
      Digits.WORD.set(out, start, value ? TRUE : FALSE);
      at[i] = frame.close(out, start + (value ? 4 : 5));
    }
  }
}
