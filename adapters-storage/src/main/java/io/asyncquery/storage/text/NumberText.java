package io.asyncquery.storage.text;

import java.math.BigInteger;

/** Numbers in plain decimal digits. */
public final class NumberText {

  private static final int MAX_LONG_CHARS = 20;
  private static final long UNSIGNED_LONG_LAST_DIVISOR = 10;

  private NumberText() {}

  public static void append(TextBuffer out, long value) {
    if (value >= 0) {
      appendDigits(out, value);
    } else if (value == Long.MIN_VALUE) {
      out.append("-9223372036854775808");
    } else {
      out.append('-');
      appendDigits(out, -value);
    }
  }

  /** A value of 64 bits without a sign. */
  public static void appendUnsigned(TextBuffer out, long value) {
    if (value >= 0) {
      appendDigits(out, value);
    } else {
      long quotient = Long.divideUnsigned(value, UNSIGNED_LONG_LAST_DIVISOR);
      appendDigits(out, quotient);
      out.append((char) ('0' + (value - quotient * UNSIGNED_LONG_LAST_DIVISOR)));
    }
  }

  /** A value of 128 bits with a sign. */
  public static void append(TextBuffer out, long low, long high) {
    if (high == low >> 63) {
      append(out, low);
    } else {
      out.append(signed(low, high).toString());
    }
  }

  /** A value of 128 bits without a sign. */
  public static void appendUnsigned(TextBuffer out, long low, long high) {
    if (high == 0) {
      appendUnsigned(out, low);
    } else {
      out.append(unsigned(low, high).toString());
    }
  }

  /** A decimal: {@code unscaled} with its last {@code scale} digits behind the point, all kept. */
  public static void appendDecimal(TextBuffer out, long unscaled, int scale) {
    int start = out.size();
    append(out, unscaled);
    insertPoint(out, unscaled < 0 ? start + 1 : start, scale);
  }

  /** The same for an unscaled value of 128 bits. */
  public static void appendDecimal(TextBuffer out, long low, long high, int scale) {
    int start = out.size();
    append(out, low, high);
    insertPoint(out, high < 0 ? start + 1 : start, scale);
  }

  /** {@code value}, not negative, with zeros before it up to {@code width} digits. */
  static void appendPadded(TextBuffer out, long value, int width) {
    int digits = digits(value);
    for (int i = digits; i < width; i++) {
      out.append('0');
    }
    appendDigits(out, value);
  }

  /** The value of 128 bits with a sign. */
  public static BigInteger signed(long low, long high) {
    return BigInteger.valueOf(high).shiftLeft(64).add(unsigned(low));
  }

  /** The value of 128 bits without a sign. */
  public static BigInteger unsigned(long low, long high) {
    return unsigned(high).shiftLeft(64).add(unsigned(low));
  }

  private static BigInteger unsigned(long value) {
    BigInteger lower63 = BigInteger.valueOf(value & Long.MAX_VALUE);
    return value < 0 ? lower63.setBit(63) : lower63;
  }

  private static void appendDigits(TextBuffer out, long value) {
    int digits = digits(value);
    byte[] bytes = out.reserve(MAX_LONG_CHARS);
    int at = out.size() + digits;
    long rest = value;
    do {
      long quotient = rest / 10;
      bytes[--at] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    } while (rest != 0);
    out.advance(digits);
  }

  private static int digits(long value) {
    int digits = 1;
    for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }

  private static void insertPoint(TextBuffer out, int firstDigit, int scale) {
    if (scale == 0) {
      return;
    }
    int digits = out.size() - firstDigit;
    int shift = digits > scale ? 1 : scale - digits + 2;
    byte[] bytes = out.reserve(shift);
    int point = firstDigit + Math.max(digits - scale, 0);
    System.arraycopy(bytes, point, bytes, point + shift, out.size() - point);
    if (digits > scale) {
      bytes[point] = '.';
    } else {
      bytes[point] = '0';
      bytes[point + 1] = '.';
      for (int i = point + 2; i < point + shift; i++) {
        bytes[i] = '0';
      }
    }
    out.advance(shift);
  }
}
