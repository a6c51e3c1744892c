package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** Integers of 128 bits, with a sign or without. */
final class HugeIntegerWriter extends WidesWriter {

  private final boolean signed;

  HugeIntegerWriter(CellFrame frame, Scalar type) {
    super(frame, type, 1 + WideDigits.BOUND);
    this.signed = type == Scalar.HUGEINT;
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, write(block, i, out, frame.open(out, at[i])));
    }
  }

  private int write(Block block, int i, byte[] out, int at) {
    boolean negative = signed && highs[i] < 0;
    long low = negative ? -lows[i] : lows[i];
    long high = negative ? WideDigits.negatedHigh(lows[i], highs[i]) : highs[i];
    if (!WideDigits.has(high)) {
      return writeSlowly(block, i, out, at);
    }
    int next = at;
    if (negative) {
      out[next++] = '-';
    }
    return WideDigits.write(out, next, low, high);
  }
}
