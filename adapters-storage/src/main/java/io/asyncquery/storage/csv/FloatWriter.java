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
      int exponent = (int) (values[i] >>> FRACTION_BITS) & EXPONENTS;
      // Not a normal number: zero, subnormal, infinite or none.
      int end =
          exponent == 0 || exponent == EXPONENTS
              ? writeSlowly(block, i, out, start)
              : write((int) values[i], exponent, out, start);
      at[i] = frame.close(out, end);
    }
  }

  private static int write(int bits, int exponent, byte[] out, int at) {
    int fraction = bits & (1 << FRACTION_BITS) - 1;
    // Below a power of two the numbers lie closer; the smallest normal one is the exception.
    boolean evenlySpaced = fraction != 0 || exponent == 1;
    int q = exponent - BIAS;
    int k = ShortestDecimal.exponent(q, evenlySpaced);
    long decimal = ShortestDecimal.ofFloat(fraction | 1 << FRACTION_BITS, q, k, evenlySpaced);
    int length = decimal < 10_000_000 ? 7 : decimal < 100_000_000 ? 8 : 9;
    long toSeventeen = length == 7 ? 10_000_000_000L : length == 8 ? 1_000_000_000 : 100_000_000;
    out[at] = '-';
    int start = at + (bits >>> 31);
    return FloatingText.write(out, start, decimal * toSeventeen, k + length);
  }
}
