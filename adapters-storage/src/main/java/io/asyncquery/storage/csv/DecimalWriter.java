package io.asyncquery.storage.csv;

/** Decimals whose unscaled value fits a long: up to 18 digits. */
final class DecimalWriter extends LongsWriter {

  private final int scale;
  private final long one;

  DecimalWriter(CellFrame frame, int scale) {
    super(frame, Digits.BOUND + 1);
    this.scale = scale;
    long power = 1;
    for (int i = 0; i < scale; i++) {
      power *= 10;
    }
    this.one = power;
  }

  @Override
  void writeAll(long[] values, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, writeOne(values[i], out, frame.open(out, at[i])));
    }
  }

  @Override
  int writeOne(long value, byte[] out, int at) {
    int next = at;
    long magnitude = value;
    if (value < 0) {
      out[next++] = '-';
      magnitude = -value;
    }
    if (scale == 0) {
      return Digits.writeUnsigned(out, next, magnitude);
    }
    long whole = magnitude / one;
    next = Digits.writeUnsigned(out, next, whole);
    out[next++] = '.';
    return writeFraction(magnitude - whole * one, out, next);
  }

  // With a 1 before it, the fraction has all its zeros; the point then goes over the 1.
  private int writeFraction(long fraction, byte[] out, int at) {
    int end = Digits.writeUnsigned(out, at - 1, fraction + one);
    out[at - 1] = '.';
    return end;
  }
}
