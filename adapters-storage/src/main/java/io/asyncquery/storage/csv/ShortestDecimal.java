package io.asyncquery.storage.csv;

/**
 * The shortest decimal that reads back as the same floating-point number, and of those the nearest
 * to it, after Raffaello Giulietti's "The Schubfach way to render doubles".
 *
 * <p>A number {@code c * 2^q} is the one read from every decimal in the interval that reaches half
 * way to its neighbours; the ends belong to it where {@code c} is even. With {@code 10^k} the
 * largest power of ten not above the interval's length, some multiple of {@code 10^k} lies in the
 * interval, and at most one of {@code 10^(k+1)}: that one if there is, else the nearer of the two
 * multiples of {@code 10^k} around the number, is the answer. Scaled by {@code 4 * 10^-k} the
 * number and both ends are compared as integers of 64 bits; the scaling multiplies by a power of
 * ten of too many bits, and an odd last bit stands for all that was cut off, so that no comparison
 * goes wrong.
 *
 * <p>For normal numbers alone: among subnormal ones, the rule that two digits are written in any
 * case allows other answers.
 */
final class ShortestDecimal {

  private ShortestDecimal() {}

  /** {@code k} for numbers of the binary exponent {@code q}. */
  static int exponent(int q, boolean evenlySpaced) {
    return q * 315_653 - (evenlySpaced ? 0 : 131_008) >> 20;
  }

  /**
   * The answer for {@code c * 2^q}, in units of {@code 10^k}.
   *
   * @param evenlySpaced false where the neighbour below is only half as far away
   */
  static long ofDouble(long c, int q, int k, boolean evenlySpaced) {
    long high = PowersOfTen.high(-k);
    long low = PowersOfTen.low(-k);
    int shift = q + PowersOfTen.floorLog2(-k) + 1;
    long below = scaled(high, low, 4 * c - (evenlySpaced ? 2 : 1) << shift);
    long value = scaled(high, low, 4 * c << shift);
    long above = scaled(high, low, 4 * c + 2 << shift);
    return choose(below + (c & 1), value, above - (c & 1));
  }

  /** The same for floats, whose {@code c} has 24 bits: half a power of ten is enough. */
  static long ofFloat(long c, int q, int k, boolean evenlySpaced) {
    long power = PowersOfTen.high(-k) + 1;
    int shift = q + PowersOfTen.floorLog2(-k) + 1;
    long below = scaled(power, 4 * c - (evenlySpaced ? 2 : 1) << shift);
    long value = scaled(power, 4 * c << shift);
    long above = scaled(power, 4 * c + 2 << shift);
    return choose(below + (c & 1), value, above - (c & 1));
  }

  /**
   * The answer where multiples of 4 from {@code first} to {@code last} lie in the interval. Which
   * of the candidates it is follows no pattern, so there is no branch: a 1 stands for yes.
   */
  private static long choose(long first, long value, long last) {
    long floor = value >> 2;
    long tens = floor / 10 * 10;
    long lowerTens = first - 1 - (tens << 2) >>> 63;
    long upperTens = (tens + 10 << 2) - 1 - last >>> 63;
    long lower = first - 1 - (floor << 2) >>> 63;
    long upper = (floor + 1 << 2) - 1 - last >>> 63;
    // The last two bits of value: 1 below, 2 at, 3 above the middle between floor and the next.
    long nearer = (value & 3) + (floor & 1) + 1 >> 2;
    long one = lower ^ upper;
    long oneTens = -(lowerTens ^ upperTens);
    long inUnits = floor + (one & upper | (one ^ 1) & nearer);
    return oneTens & tens + 10 * upperTens | ~oneTens & inUnits;
  }

  /** The upper 64 of 192 bits of a product, odd where the others are not zero. */
  private static long scaled(long high, long low, long factor) {
    long middle = high * factor;
    long other = Math.unsignedMultiplyHigh(low, factor);
    long sum = middle + other;
    long carry = (middle & other | (middle | other) & ~sum) >>> 63;
    return Math.unsignedMultiplyHigh(high, factor) + carry | (sum | -sum) >>> 63;
  }

  /** The same of 128 bits; the lowest 32 are within the power's error. */
  private static long scaled(long power, long factor) {
    return Math.unsignedMultiplyHigh(power, factor) | (power * factor >>> 32 != 0 ? 1 : 0);
  }
}
