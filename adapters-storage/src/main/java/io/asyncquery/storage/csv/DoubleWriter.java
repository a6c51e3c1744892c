package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** Floating-point numbers of 64 bits. */
final class DoubleWriter extends LongsWriter {

  private static final int FRACTION_BITS = 52;
  private static final int EXPONENTS = 0x7ff;
  private static final int BIAS = 1_075;
  private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;

  DoubleWriter(CellFrame frame) {
    super(frame, Scalar.DOUBLE, FloatingText.BOUND);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      int end = has(values[i]) ? write(values[i], out, start) : writeSlowly(block, i, out, start);
      at[i] = frame.close(out, end);
    }
  }

  /** Whether {@link #write} can write the number: one of full precision, or zero. */
  static boolean has(long bits) {
    return ((bits >>> FRACTION_BITS) + 1 & EXPONENTS) > 1 || bits << 1 == 0;
  }

  /** Writes the number; returns the position behind it. */
  static int write(long bits, byte[] out, int at) {
    out[at] = '-';
    int start = at + (int) (bits >>> 63);
    if (bits << 1 == 0) {
      return FloatingText.writeZero(out, start);
    }
    long fraction = bits & (1L << FRACTION_BITS) - 1;
    int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENTS;
    // Below a power of two the numbers lie closer; the smallest normal one is the exception.
    boolean evenlySpaced = fraction != 0 || exponent == 1;
    int q = exponent - BIAS;
    int k = ShortestDecimal.exponent(q, evenlySpaced);
    long decimal = ShortestDecimal.ofDouble(fraction | 1L << FRACTION_BITS, q, k, evenlySpaced);
    // 1 where it has 16 digits, 0 where it has 17.
    long shorter = decimal - SIXTEEN_DIGITS >>> 63;
    long digits = decimal + (9 * decimal & -shorter);
    return FloatingText.write(out, start, digits, k + 17 - (int) shorter);
  }
}
