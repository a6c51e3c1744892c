package io.asyncquery.storage.csv;

/** Integers up to 64 bits, unsigned ones up to 32. */
final class IntegerWriter extends LongsWriter {

  IntegerWriter(CellFrame frame) {
    super(frame, Digits.BOUND);
  }

  @Override
  void writeAll(long[] values, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, Digits.write(out, frame.open(out, at[i]), values[i]));
    }
  }

  @Override
  int writeOne(long value, byte[] out, int at) {
    return Digits.write(out, at, value);
  }
}
