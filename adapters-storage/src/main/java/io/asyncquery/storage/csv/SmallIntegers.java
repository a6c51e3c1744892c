package io.asyncquery.storage.csv;

import java.nio.charset.StandardCharsets;

/**
 * Integers from 0 to 9,999, as quantities, percentages and keys of small tables are: their text
 * comes from a table and goes out with what follows it in one word.
 */
final class SmallIntegers {

  private static final int COUNT = 10_000;

  /** What may follow a text of four bytes in its word. */
  static final int LONGEST_END = 4;

  /** The digits of each integer, the first one lowest. */
  private static final int[] TEXTS = texts();

  private SmallIntegers() {}

  /** Whether the first {@code count} values all are such. */
  static boolean are(long[] values, int count) {
    long outside = 0;
    for (int i = 0; i < count; i++) {
      outside |= values[i] | COUNT - 1 - values[i];
    }
    return outside >= 0;
  }

  /** Writes the first {@code count} values, each at its {@code at}, which moves behind the end. */
  static void write(long[] values, int count, CellFrame frame, byte[] out, int[] at) {
    long end = frame.end();
    int endLength = frame.endLength();
    for (int i = 0; i < count; i++) {
      int value = (int) values[i];
      int length = length(value);
      Digits.WORD.set(out, at[i], TEXTS[value] | end << (length << 3));
      at[i] += length + endLength;
    }
  }

  /** Digits, counted without a branch: a difference below zero adds its sign bit. */
  private static int length(int value) {
    return 1 + (9 - value >>> 31) + (99 - value >>> 31) + (999 - value >>> 31);
  }

  private static int[] texts() {
    int[] texts = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      byte[] digits = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
      for (int k = digits.length - 1; k >= 0; k--) {
        texts[i] = texts[i] << 8 | digits[k];
      }
    }
    return texts;
  }
}
