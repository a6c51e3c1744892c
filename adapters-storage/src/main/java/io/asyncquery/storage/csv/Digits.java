package io.asyncquery.storage.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Integers as decimal digits without a loop or a branch per digit: eight digits are computed side
 * by side in the bytes of one word and stored at once, leading zeros shifted out.
 */
final class Digits {

  /** Eight bytes at any index of an array, the first one lowest. */
  static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes that {@link #write} may touch behind the position given. */
  static final int BOUND = 28;

  static final long ASCII_ZEROS = 0x3030303030303030L;
  private static final int EIGHT_DIGITS = 100_000_000;

  private Digits() {}

  /** Writes {@code value} at {@code at} and returns the position behind it. */
  static int write(byte[] out, int at, long value) {
    if (value >= 0) {
      return writeUnsigned(out, at, value);
    }
    out[at] = '-';
    return writeUnsigned(out, at + 1, -value);
  }

  /** The same for an unsigned value. */
  static int writeUnsigned(byte[] out, int at, long value) {
    if (value >= 0 && value < EIGHT_DIGITS) {
      return writeShort(out, at, value);
    }
    long high = Long.divideUnsigned(value, EIGHT_DIGITS);
    long low = value - high * EIGHT_DIGITS;
    int next;
    if (high < EIGHT_DIGITS) {
      next = writeShort(out, at, high);
    } else {
      long top = high / EIGHT_DIGITS;
      next = writeShort(out, at, top);
      next = writeEight(out, next, high - top * EIGHT_DIGITS);
    }
    return writeEight(out, next, low);
  }

  /** A value below 10^8 with all of its eight digits. */
  static int writeEight(byte[] out, int at, long value) {
    WORD.set(out, at, eight(value) | ASCII_ZEROS);
    return at + 8;
  }

  /** A value below 10^16 with sixteen digits. */
  static int writeSixteen(byte[] out, int at, long value) {
    long high = value / EIGHT_DIGITS;
    return writeEight(out, writeEight(out, at, high), value - high * EIGHT_DIGITS);
  }

  /** A value below 10^8 without leading zeros. */
  private static int writeShort(byte[] out, int at, long value) {
    long digits = eight(value);
    int leading = leadingZeros(digits);
    WORD.set(out, at, (digits | ASCII_ZEROS) >>> leading);
    return at + 8 - (leading >>> 3);
  }

  /**
   * The eight digits of a value below 10^8, one a byte, the first one lowest. A number is split
   * into its upper half, which stays, and its lower half, which moves up: {@code n / 10^4} is
   * {@code n * 109951163 / 2^40}, exact below 10^8; then, on two numbers at once, {@code n / 100}
   * is {@code n * 10486 / 2^20}, exact below 10^4; then, on four, {@code n / 10} is {@code n * 103
   * / 2^10}, exact below 100.
   */
  static long eight(long value) {
    return tens(hundreds(thousands(value)));
  }

  private static long thousands(long value) {
    long upper = value * 109_951_163 >>> 40;
    return (value << 32) - upper * ((10_000L << 32) - 1);
  }

  private static long hundreds(long pair) {
    long upper = pair * 10_486 >>> 20 & 0x7f0000007fL;
    return (pair << 16) - upper * ((100 << 16) - 1);
  }

  private static long tens(long quads) {
    long upper = quads * 103 >>> 10 & 0xf000f000f000fL;
    return (quads << 8) - upper * ((10 << 8) - 1);
  }

  /** {@link #eight} of the first {@code count} values, a loop for each step. */
  static void eights(long[] values, int count, long[] digits) {
    for (int i = 0; i < count; i++) {
      digits[i] = thousands(values[i]);
    }
    for (int i = 0; i < count; i++) {
      digits[i] = hundreds(digits[i]);
    }
    for (int i = 0; i < count; i++) {
      digits[i] = tens(digits[i]);
    }
  }

  /**
   * How many bits the leading zeros of {@code digits} take, which {@link #eight} made. The last
   * digit stays even where it is zero: its byte's lowest bit counts as set.
   */
  static int leadingZeros(long digits) {
    return Long.numberOfTrailingZeros(digits | 1L << 56) & 56;
  }
}
