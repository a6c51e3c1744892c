package io.asyncquery.storage.csv;

/**
 * Decimals as {@link Double#toString(double)} lays them out: with a point and a digit on both sides
 * of it, plain from 0.001 to below 10,000,000, else with an exponent.
 */
final class FloatingText {

  /** Bytes that {@link #write} may touch. */
  static final int BOUND = 40;

  private static final long ONE_AND_SIXTEEN_ZEROS = 10_000_000_000_000_000L;
  private static final int ONE_AND_EIGHT_ZEROS = 100_000_000;
  private static final long ZERO_POINT_ZEROS = Digits.ASCII_ZEROS & ~0xff00L | '.' << 8;

  private FloatingText() {}

  /** Writes {@code 0.0}; returns the position behind it. */
  static int writeZero(byte[] out, int at) {
    Digits.WORD.set(out, at, ZERO_POINT_ZEROS);
    return at + 3;
  }

  /**
   * Writes {@code 0.digits * 10^point}; returns the position behind it.
   *
   * @param digits 17 of them, the first one not zero; zeros at the end are left out
   */
  static int write(byte[] out, int at, long digits, int point) {
    long first = digits / ONE_AND_SIXTEEN_ZEROS;
    long rest = digits - first * ONE_AND_SIXTEEN_ZEROS;
    long upper = rest / ONE_AND_EIGHT_ZEROS;
    long middle = Digits.eight(upper);
    long last = Digits.eight(rest - upper * ONE_AND_EIGHT_ZEROS);
    int length =
        last != 0
            ? 17 - (Long.numberOfLeadingZeros(last) >>> 3)
            : 9 - (Long.numberOfLeadingZeros(middle) >>> 3);
    if (point > 0 && point <= 7) {
      // The first eight digits in one word, those behind the point moved by one.
      long lead = (first | middle << 8) + Digits.ASCII_ZEROS;
      long whole = (1L << (point << 3)) - 1;
      long behind = lead << 8 & ~(whole << 8 | 0xff);
      writeSixteen(out, at + 2, middle, last);
      Digits.WORD.set(out, at, lead & whole | (long) '.' << (point << 3) | behind);
      return at + 1 + Math.max(length, point + 1);
    }
    if (point <= 0 && point > -3) {
      Digits.WORD.set(out, at, ZERO_POINT_ZEROS);
      int start = at + 2 - point;
      out[start] = (byte) ('0' + first);
      writeSixteen(out, start + 1, middle, last);
      return start + length;
    }
    out[at] = (byte) ('0' + first);
    out[at + 1] = '.';
    writeSixteen(out, at + 2, middle, last);
    int end = at + 1 + Math.max(length, 2);
    out[end] = 'E';
    return Digits.write(out, end + 1, point - 1);
  }

  private static void writeSixteen(byte[] out, int at, long upper, long lower) {
    Digits.WORD.set(out, at, upper + Digits.ASCII_ZEROS);
    Digits.WORD.set(out, at + 8, lower + Digits.ASCII_ZEROS);
  }
}
