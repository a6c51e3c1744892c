package io.asyncquery.storage.csv;

import java.math.BigInteger;

/**
 * Powers of ten in 128 bits: {@code 10^e} lies just below {@code g * 2^(floor(log2(10^e)) - 127)},
 * where {@code g} is the number kept here, rounded up from the true one by at most 1.
 */
final class PowersOfTen {

  /** The exponents that doubles need. */
  private static final int FIRST = -292;

  private static final int LAST = 324;

  private static final int BITS = 128;
  private static final long[] HIGH = new long[LAST - FIRST + 1];
  private static final long[] LOW = new long[LAST - FIRST + 1];

  static {
    BigInteger power = BigInteger.ONE;
    for (int e = 0; e <= LAST; e++) {
      put(e, power.shiftLeft(BITS).shiftRight(power.bitLength()));
      if (e > 0 && -e >= FIRST) {
        put(-e, BigInteger.ONE.shiftLeft(BITS - 1 + power.bitLength()).divide(power));
      }
      power = power.multiply(BigInteger.TEN);
    }
  }

  private PowersOfTen() {}

  /** The upper 64 bits of {@code g}. */
  static long high(int exponent) {
    return HIGH[exponent - FIRST];
  }

  /** The lower 64 bits of {@code g}. */
  static long low(int exponent) {
    return LOW[exponent - FIRST];
  }

  /** {@code floor(log2(10^exponent))}. */
  static int floorLog2(int exponent) {
    return exponent * 1_741_647 >> 19;
  }

  private static void put(int exponent, BigInteger below) {
    BigInteger g = below.add(BigInteger.ONE);
    HIGH[exponent - FIRST] = g.shiftRight(64).longValue();
    LOW[exponent - FIRST] = g.longValue();
  }
}
