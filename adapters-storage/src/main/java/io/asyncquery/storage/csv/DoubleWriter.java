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
      int exponent = (int) (values[i] >>> FRACTION_BITS) & EXPONENTS;
      // Not a normal number: zero, subnormal, infinite or none.
      int end =
          exponent == 0 || exponent == EXPONENTS
              ? writeSlowly(block, i, out, start)
              : write(values[i], exponent, out, start);
      at[i] = frame.close(out, end);
    }
  }

  private static int write(long bits, int exponent, byte[] out, int at) {
    long fraction = bits & (1L << FRACTION_BITS) - 1;
    // Below a power of two the numbers lie closer; the smallest normal one is the exception.
    boolean evenlySpaced = fraction != 0 || exponent == 1;
    int q = exponent - BIAS;
    int k = ShortestDecimal.exponent(q, evenlySpaced);
    long decimal =
        ShortestDecimal.ofDouble(fraction | 1L << FRACTION_BITS, q, k, evenlySpaced);
    out[at] = '-';
    int start = at + (int) (bits >>> 63);
    // 16 digits or 17.
    long sixteen = decimal - SIXTEEN_DIGITS >>> 63;
    return FloatingText.write(out, start, decimal + (9 * decimal & -sixteen), k + 17 - (int) sixteen);
  }
}
