package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** Floating-point numbers of 32 bits. */
final class FloatWriter extends LongsWriter {

  private static final int FRACTION_BITS = 23;
  private static final int EXPONENTS = 0xff;
  private static final int BIAS = 150;

  FloatWriter(CellFrame frame) {
    super(frame, Scalar.REAL, FloatingText.BOUND);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      int bits = (int) values[i];
      int end = has(bits) ? write(bits, out, start) : writeSlowly(block, i, out, start);
      at[i] = frame.close(out, end);
    }
  }

  /** Whether {@link #write} can write the number: one of full precision, or zero. */
  static boolean has(int bits) {
    return ((bits >>> FRACTION_BITS) + 1 & EXPONENTS) > 1 || bits << 1 == 0;
  }

  /** Writes the number; returns the position behind it. */
  static int write(int bits, byte[] out, int at) {
    out[at] = '-';
    int start = at + (bits >>> 31);
    if (bits << 1 == 0) {
      return FloatingText.writeZero(out, start);
    }
    int fraction = bits & (1 << FRACTION_BITS) - 1;
    int exponent = bits >>> FRACTION_BITS & EXPONENTS;
    // Below a power of two the numbers lie closer; the smallest normal one is the exception.
    boolean evenlySpaced = fraction != 0 || exponent == 1;
    int q = exponent - BIAS;
    int k = ShortestDecimal.exponent(q, evenlySpaced);
    long decimal = ShortestDecimal.ofFloat(fraction | 1 << FRACTION_BITS, q, k, evenlySpaced);
    int length = decimal < 10_000_000 ? 7 : decimal < 100_000_000 ? 8 : 9;
    long toSeventeen = length == 7 ? 10_000_000_000L : length == 8 ? 1_000_000_000 : 100_000_000;
    return FloatingText.write(out, start, decimal * toSeventeen, k + length);
  }
}
