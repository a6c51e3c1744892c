package io.asyncquery.storage.csv;

/** Integers of 128 bits as decimal digits, by one division into two halves. */
final class WideDigits {

  /** Bytes that {@link #write} may touch. */
  static final int BOUND = 19 + Digits.BOUND;

  /** 10^19, the largest power of ten in 64 bits, which has the highest of them set. */
  private static final long HALF = 0x8ac7230489e80000L;

  /** The reciprocal of {@link #HALF}: floor((2^128 - 1) / HALF) - 2^64. */
  private static final long RECIPROCAL = 0xd83c94fb6d2ac34aL;

  private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;

  private WideDigits() {}

  /** The upper half of the negation of a value; the lower one is that of the lower half. */
  static long negatedHigh(long low, long high) {
    return low == 0 ? -high : ~high;
  }

  /** Whether {@link #write} can write a value with this upper half. */
  static boolean has(long high) {
    return high >= 0;
  }

  /** Writes a value from 0 to below 2^127; returns the position behind it. */
  static int write(byte[] out, int at, long low, long high) {
    if (high == 0) {
      return Digits.writeUnsigned(out, at, low);
    }
    // After Moeller and Granlund, "Improved division by invariant integers": the estimate from the
    // reciprocal is at most one too large or too small.
    long product = high * RECIPROCAL;
    long estimate = product + low;
    long carry = Long.compareUnsigned(estimate, product) < 0 ? 1 : 0;
    long quotient = Math.unsignedMultiplyHigh(high, RECIPROCAL) + high + carry + 1;
    long rest = low - quotient * HALF;
    if (Long.compareUnsigned(rest, estimate) > 0) {
      quotient--;
      rest += HALF;
    }
    if (Long.compareUnsigned(rest, HALF) >= 0) {
      quotient++;
      rest -= HALF;
    }
    return writeNineteen(out, Digits.writeUnsigned(out, at, quotient), rest);
  }

  private static int writeNineteen(byte[] out, int at, long value) {
    long top = Long.divideUnsigned(value, SIXTEEN_DIGITS);
    // With a 1 before it, the top has all its zeros; what comes next goes over the 1.
    byte before = out[at - 1];
    int next = Digits.writeUnsigned(out, at - 1, top + 1_000);
    out[at - 1] = before;
    return Digits.writeSixteen(out, next, value - top * SIXTEEN_DIGITS);
  }
}
