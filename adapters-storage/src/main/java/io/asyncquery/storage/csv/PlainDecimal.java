package io.asyncquery.storage.csv;

/** Decimals of one scale, whose unscaled value and whose fraction fit a long. */
final class PlainDecimal {

  /** The most digits behind the point. */
  static final int MAX_SCALE = 18;

  /** Bytes that {@link #write} may touch. */
  static final int BOUND = Digits.BOUND + 1;

  private final int scale;
  private final Reciprocal one;

  PlainDecimal(int scale) {
    this.scale = scale;
    long power = 1;
    for (int i = 0; i < scale; i++) {
      power *= 10;
    }
    this.one = new Reciprocal(Math.max(power, 10));
  }

  /** Writes {@code unscaled} with all digits of its scale; returns the position behind it. */
  int write(byte[] out, int at, long unscaled) {
    if (scale == 0) {
      return Digits.write(out, at, unscaled);
    }
    int next = at;
    long magnitude = unscaled;
    if (unscaled < 0) {
      out[next++] = '-';
      magnitude = -unscaled;
    }
    long whole = one.quotient(magnitude);
    next = Digits.writeUnsigned(out, next, whole);
    // With a 1 before it the fraction has all its zeros; the point then goes over the 1.
    long fraction = magnitude - whole * one.divisor();
    int end = Digits.writeUnsigned(out, next, fraction + one.divisor());
    out[next] = '.';
    return end;
  }
}
