package io.asyncquery.sql.trino;

import io.asyncquery.application.batch.ColumnAppender;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** Numbers as JSON writes them, read without an object for each but where rounding is hard. */
final class Numbers {

  /** What a double holds exactly, and the powers of ten that it does. */
  private static final long MOST_EXACT = 1L << 53;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final int LONG_DIGITS = 17;

  private Numbers() {}

  static void appendBoolean(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    to.appendBoolean(from.bytes()[from.begin()] == 't');
  }

  static void appendTinyint(JsonScanner from, ColumnAppender to) throws IOException {
    to.appendByte((byte) integer(from));
  }

  static void appendSmallint(JsonScanner from, ColumnAppender to) throws IOException {
    to.appendShort((short) integer(from));
  }

  static void appendInteger(JsonScanner from, ColumnAppender to) throws IOException {
    to.appendInt((int) integer(from));
  }

  static void appendBigint(JsonScanner from, ColumnAppender to) throws IOException {
    to.appendLong(integer(from));
  }

  static void appendReal(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    to.appendFloat(Float.parseFloat(ascii(from)));
  }

  static void appendDouble(JsonScanner from, ColumnAppender to) throws IOException {
    from.token();
    double value = exactly(from.bytes(), from.begin(), from.end());
    to.appendDouble(Double.isNaN(value) ? Double.parseDouble(ascii(from)) : value);
  }

  private static long integer(JsonScanner from) throws IOException {
    from.token();
    byte[] bytes = from.bytes();
    int at = from.begin();
    boolean negative = bytes[at] == '-';
    long value = 0;
    for (int i = negative ? at + 1 : at; i < from.end(); i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new ProtocolException("A number has a character that is no digit");
      }
      value = value * 10 - digit;
    }
    return negative ? value : -value;
  }

  /**
   * The nearest double, where digits and power of ten are doubles themselves, so that one operation
   * rounds; else NaN.
   */
  private static double exactly(byte[] bytes, int begin, int end) {
    int at = begin;
    boolean negative = bytes[at] == '-';
    at += negative ? 1 : 0;
    if (end - at > LONG_DIGITS + 1) {
      return Double.NaN;
    }
    long digits = 0;
    int places = 0;
    boolean fraction = false;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        places += fraction ? 1 : 0;
      } else if (bytes[at] == '.' && !fraction) {
        fraction = true;
      } else if (bytes[at] == 'E') {
        return scaled(digits, exponent(bytes, at + 1, end) - places, negative);
      } else {
        return Double.NaN;
      }
    }
    return scaled(digits, -places, negative);
  }

  private static int exponent(byte[] bytes, int begin, int end) {
    boolean negative = bytes[begin] == '-';
    int value = 0;
    for (int i = negative ? begin + 1 : begin; i < end; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return negative ? -value : value;
  }

  private static double scaled(long digits, int power, boolean negative) {
    if (digits > MOST_EXACT || Math.abs(power) >= POWERS.length) {
      return Double.NaN;
    }
    double value = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
    return negative ? -value : value;
  }

  private static String ascii(JsonScanner from) {
    return new String(
        from.bytes(), from.begin(), from.end() - from.begin(), StandardCharsets.US_ASCII);
  }
}
