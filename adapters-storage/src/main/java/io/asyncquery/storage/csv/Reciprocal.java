package io.asyncquery.storage.csv;

/**
 * Division by one divisor again and again, as a multiplication.
 *
 * <p>With {@code m = floor(2^(64+s) / d) + 1} and {@code 2^s < d <= 2^(s+1)}, {@code m} exceeds the
 * true factor by at most {@code 1}; times a dividend below {@code 2^63} that is less than {@code
 * 2^63 <= 2^(64+s) / d}, too little to carry the quotient to the next integer.
 */
final class Reciprocal {

  private final long divisor;
  private final long factor;
  private final int shift;

  /**
   * @param divisor 3 or more
   */
  Reciprocal(long divisor) {
    this.divisor = divisor;
    this.shift = 63 - Long.numberOfLeadingZeros(divisor - 1);
    this.factor = shiftedQuotient(divisor, shift) + 1;
  }

  long divisor() {
    return divisor;
  }

  /** {@code dividend / divisor}, for dividends from 0 on. */
  long quotient(long dividend) {
    return Math.unsignedMultiplyHigh(dividend, factor) >>> shift;
  }

  private static long shiftedQuotient(long divisor, int shift) {
    return java.math.BigInteger.ONE
        .shiftLeft(64 + shift)
        .divide(java.math.BigInteger.valueOf(divisor))
        .longValue();
  }
}
