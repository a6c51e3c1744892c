package io.asyncquery.storage.csv;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The text of each day of two centuries, ready to be copied. */
final class Days {

  /** The first day there is, counted from 1970-01-01. */
  static final int FIRST = (int) LocalDate.of(1900, 1, 1).toEpochDay();

  /** How many days there are. */
  static final int COUNT = (int) LocalDate.of(2100, 1, 1).toEpochDay() - FIRST;

  /** What may follow a day in its sixteen bytes. */
  static final int LONGEST_END = 6;

  /** Sixteen bytes a day, of which ten count. */
  private static final byte[] TEXTS = texts();

  private Days() {}

  /** Whether the table has {@code day}, counted from 1970-01-01. */
  static boolean has(long day) {
    return day - FIRST >= 0 && day - FIRST < COUNT;
  }

  /** Writes a day that the table has; touches sixteen bytes, returns the position behind ten. */
  static int write(byte[] out, int at, long day) {
    return writeEntry(out, at, (int) (day - FIRST));
  }

  /** The same for a day counted from {@link #FIRST}. */
  static int writeEntry(byte[] out, int at, int index) {
    int entry = index << 4;
    Digits.WORD.set(out, at, (long) Digits.WORD.get(TEXTS, entry));
    Digits.WORD.set(out, at + 8, (long) Digits.WORD.get(TEXTS, entry + 8));
    return at + 10;
  }

  /** Whether the table has the first {@code count} of {@code days}. */
  static boolean haveAll(long[] days, int count) {
    long outside = 0;
    for (int i = 0; i < count; i++) {
      outside |= days[i] - FIRST | FIRST + COUNT - 1 - days[i];
    }
    return outside >= 0;
  }

  /** Writes the first {@code count} days, each at its {@code at}, which moves behind the end. */
  static void writeAll(long[] days, int count, CellFrame frame, byte[] out, int[] at) {
    long end = frame.end() << 16;
    for (int i = 0; i < count; i++) {
      int entry = (int) (days[i] - FIRST) << 4;
      Digits.WORD.set(out, at[i], (long) Digits.WORD.get(TEXTS, entry));
      Digits.WORD.set(out, at[i] + 8, (long) Digits.WORD.get(TEXTS, entry + 8) | end);
    }
    int length = 10 + frame.endLength();
    for (int i = 0; i < count; i++) {
      at[i] += length;
    }
  }

  private static byte[] texts() {
    byte[] texts = new byte[COUNT << 4];
    for (int i = 0; i < COUNT; i++) {
      byte[] text =
          LocalDate.ofEpochDay((long) FIRST + i).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, texts, i << 4, text.length);
    }
    return texts;
  }
}
