package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers that lie otherwise in a batch than ClickHouse sends them. */
final class Numbers {

  private static final int WIDE_BYTES = 32;

  private Numbers() {}

  static int tiny(MemorySegment from, long at) {
    return from.get(JAVA_BYTE, at);
  }

  static int small(MemorySegment from, long at) {
    return from.get(JAVA_SHORT_UNALIGNED, at);
  }

  /** The upper half of a float. */
  static void shortFloat(
      MemorySegment from, long at, MemorySegment to, long place, ByteStore store) {
    int bits = from.get(JAVA_SHORT_UNALIGNED, at) << 16;
    to.set(JAVA_FLOAT_UNALIGNED, place, Float.intBitsToFloat(bits));
  }

  static Conversion shortDecimal(int digits) {
    int end = (int) Math.pow(10, digits);
    return (from, at, to, place, _) -> {
      int value = from.get(JAVA_INT_UNALIGNED, at);
      if (value >= end || value <= -end) {
        throw new ArithmeticException("more digits than the type has");
      }
      to.set(JAVA_SHORT_UNALIGNED, place, (short) value);
    };
  }

  /** The upper half comes first. */
  static void uuid(MemorySegment from, long at, MemorySegment to, long place, ByteStore store) {
    to.set(JAVA_LONG_UNALIGNED, place, from.get(JAVA_LONG_UNALIGNED, at + 8));
    to.set(JAVA_LONG_UNALIGNED, place + 8, from.get(JAVA_LONG_UNALIGNED, at) ^ Long.MIN_VALUE);
  }

  static String signed(MemorySegment from, long at) {
    return new BigInteger(bigEndian(from, at)).toString();
  }

  static String unsigned(MemorySegment from, long at) {
    return new BigInteger(1, bigEndian(from, at)).toString();
  }

  static Texts.Written decimalText(int scale) {
    return (from, at) -> new BigDecimal(new BigInteger(bigEndian(from, at)), scale).toPlainString();
  }

  private static byte[] bigEndian(MemorySegment from, long at) {
    byte[] bytes = new byte[WIDE_BYTES];
    for (int i = 0; i < WIDE_BYTES; i++) {
      bytes[i] = from.get(JAVA_BYTE, at + WIDE_BYTES - 1 - i);
    }
    return bytes;
  }
}
