package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType;

/** Integers up to 64 bits, unsigned ones up to 32. */
final class IntegerWriter extends LongsWriter {

  private final boolean plain;
  private final ShortIntegers shortOnes = new ShortIntegers();

  IntegerWriter(CellFrame frame, ColumnType type) {
    super(frame, type, Digits.BOUND);
    this.plain = !frame.quoted();
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    if (plain && ShortIntegers.are(values, count)) {
      shortOnes.write(values, count, frame, out, at);
    } else {
      for (int i = 0; i < count; i++) {
        at[i] = frame.close(out, Digits.write(out, frame.open(out, at[i]), values[i]));
      }
    }
  }
}
