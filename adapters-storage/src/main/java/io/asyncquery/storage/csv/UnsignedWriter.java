package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** Integers of 64 bits without a sign. */
final class UnsignedWriter extends LongsWriter {

  UnsignedWriter(CellFrame frame) {
    super(frame, Scalar.UBIGINT, Digits.BOUND);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, Digits.writeUnsigned(out, frame.open(out, at[i]), values[i]));
    }
  }
}
