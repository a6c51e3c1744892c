package io.asyncquery.storage.csv;

import io.asyncquery.domain.CsvDialect;
import java.nio.charset.StandardCharsets;

/**
 * What stands around the values of one column.
 *
 * @param quoted whether each value but NULL stands in quotes
 * @param end what follows a value up to the next cell, its first byte lowest
 * @param endLength how many bytes of {@code end} count
 * @param nullCell a whole cell that is NULL, end included
 * @param nullWord its first eight bytes, the first one lowest
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
record CellFrame(boolean quoted, long end, int endLength, byte[] nullCell, long nullWord) {

  /** Bytes that {@link #open} and {@link #close} may touch. */
  private static final int BOUND = 9;

  static CellFrame of(CsvDialect dialect, boolean numeric, boolean last) {
    boolean quoted =
        switch (dialect.quoting()) {
          case MINIMAL -> false;
          case ALL -> true;
          case NON_NUMERIC -> !numeric;
        };
    String end = last ? dialect.lineEnding().text() : Character.toString(dialect.separator());
    byte[] closing = utf8(quoted ? "\"" + end : end);
    byte[] nullCell = utf8(dialect.nullText() + end);
    return new CellFrame(quoted, word(closing), closing.length, nullCell, word(nullCell));
  }

  /** The first eight bytes, the first one lowest. */
  private static long word(byte[] text) {
    long word = 0;
    for (int i = Math.min(text.length, Long.BYTES) - 1; i >= 0; i--) {
      word = word << 8 | text[i] & 0xff;
    }
    return word;
  }

  /** The position where a value begins that is to stand at {@code at}. */
  int open(byte[] out, int at) {
    if (quoted) {
      out[at] = '"';
      return at + 1;
    }
    return at;
  }

  /** The position behind the cell whose value ends at {@code at}. */
  int close(byte[] out, int at) {
    Digits.WORD.set(out, at, end);
    return at + endLength;
  }

  /** The same for the first {@code count} rows. */
  void closeAll(int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      Digits.WORD.set(out, at[i], end);
    }
    for (int i = 0; i < count; i++) {
      at[i] += endLength;
    }
  }

  /**
   * Writes NULL to each of the first {@code count} rows; those that hold a value are then written
   * again, from {@code nullCell.length} before.
   */
  void writeNulls(int count, byte[] out, int[] at) {
    if (nullCell.length > Long.BYTES) {
      for (int i = 0; i < count; i++) {
        at[i] = writeNull(out, at[i]);
      }
      return;
    }
    long word = nullWord;
    int length = nullCell.length;
    for (int i = 0; i < count; i++) {
      Digits.WORD.set(out, at[i], word);
      at[i] += length;
    }
  }

  /** The position behind a NULL at {@code at}. */
  int writeNull(byte[] out, int at) {
    System.arraycopy(nullCell, 0, out, at, nullCell.length);
    return at + nullCell.length;
  }

  /** Bytes a cell may touch beyond its value. */
  int bound() {
    return Math.max(BOUND, nullCell.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
