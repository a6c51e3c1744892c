package io.asyncquery.sql.mysql;

import io.asyncquery.application.batch.ColumnAppender;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Numbers as they are written, and what is its own text or bytes. */
final class TextDecoders {

  /** As many digits as a double has exactly, and the powers of ten that it has exactly. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16
  };

  private TextDecoders() {}

  static void appendTiny(byte[] bytes, int from, int length, ColumnAppender to) {
    to.appendByte((byte) integer(bytes, from, length));
  }

  static void appendSmall(byte[] bytes, int from, int length, ColumnAppender to) {
    to.appendShort((short) integer(bytes, from, length));
  }

  static void appendInteger(byte[] bytes, int from, int length, ColumnAppender to) {
    to.appendInt((int) integer(bytes, from, length));
  }

  static void appendBig(byte[] bytes, int from, int length, ColumnAppender to) {
    to.appendLong(integer(bytes, from, length));
  }

  /** One without a sign fills all 64 bits. */
  private static long integer(byte[] bytes, int from, int length) {
    boolean negative = bytes[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < from + length; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return negative ? -value : value;
  }

  static void appendFloat(byte[] bytes, int from, int length, ColumnAppender to) {
    to.appendFloat(Float.parseFloat(new String(bytes, from, length, StandardCharsets.US_ASCII)));
  }

  /** Few digits without an exponent are exact by one division; all others are Java's to read. */
  static void appendDouble(byte[] bytes, int from, int length, ColumnAppender to) {
    boolean negative = bytes[from] == '-';
    long digits = 0;
    int fraction = -1;
    int begin = negative ? from + 1 : from;
    boolean plain = length - (begin - from) <= EXACT_DIGITS + 1;
    for (int i = begin; plain && i < from + length; i++) {
      byte b = bytes[i];
      if (b == '.') {
        fraction = i;
      } else if (b >= '0' && b <= '9') {
        digits = digits * 10 + (b - '0');
      } else {
        plain = false;
      }
    }
    if (!plain || digits > 999_999_999_999_999L) {
      to.appendDouble(
          Double.parseDouble(new String(bytes, from, length, StandardCharsets.US_ASCII)));
      return;
    }
    double value = fraction < 0 ? digits : digits / POWERS[from + length - fraction - 1];
    to.appendDouble(negative ? -value : value);
  }

  static void appendBytes(byte[] bytes, int from, int length, ColumnAppender to) {
    to.appendBytes(MemorySegment.ofArray(bytes), from, length);
  }

  static void appendUuid(byte[] bytes, int from, int length, ColumnAppender to) {
    UUID uuid = UUID.fromString(new String(bytes, from, length, StandardCharsets.US_ASCII));
    to.appendWide(uuid.getLeastSignificantBits(), uuid.getMostSignificantBits() ^ Long.MIN_VALUE);
  }

  static void appendBoolean(byte[] bytes, int from, int length, ColumnAppender to) {
    to.appendBoolean(bytes[from + length - 1] != 0);
  }

  /** Bits come as bytes, the highest first. */
  static void appendBits(byte[] bytes, int from, int length, ColumnAppender to) {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      value = value << 8 | Byte.toUnsignedLong(bytes[i]);
    }
    to.appendLong(value);
  }
}
