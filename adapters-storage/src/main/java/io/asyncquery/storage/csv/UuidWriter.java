package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** UUIDs: eight hexadecimal digits at a time, in the bytes of one word. */
final class UuidWriter extends WidesWriter {

  private static final int LENGTH = 36;
  private static final long ONES = 0x0101010101010101L;

  UuidWriter(CellFrame frame) {
    super(frame, Scalar.UUID, LENGTH);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      at[i] = frame.close(out, write(lows[i], highs[i] ^ Long.MIN_VALUE, out, start));
    }
  }

  private static int write(long low, long high, byte[] out, int at) {
    long second = digits((int) high);
    long third = digits((int) (low >>> 32));
    Digits.WORD.set(out, at, digits((int) (high >>> 32)));
    // Each group of four is stored with the next one behind it, which then moves by a dash.
    Digits.WORD.set(out, at + 9, second);
    Digits.WORD.set(out, at + 14, second >>> 32);
    Digits.WORD.set(out, at + 19, third);
    Digits.WORD.set(out, at + 24, third >>> 32);
    Digits.WORD.set(out, at + 28, digits((int) low));
    out[at + 8] = '-';
    out[at + 13] = '-';
    out[at + 18] = '-';
    out[at + 23] = '-';
    return at + LENGTH;
  }

  /** The eight digits of {@code bits}, the highest one in the lowest byte. */
  private static long digits(int bits) {
    long word = Integer.toUnsignedLong(Integer.reverseBytes(bits));
    word = (word | word << 16) & 0x0000ffff0000ffffL;
    word = (word | word << 8) & 0x00ff00ff00ff00ffL;
    long nibbles = (word >>> 4 | word << 8) & 0x0f0f0f0f0f0f0f0fL;
    // 1 in each byte that is to be a letter; letters begin 39 behind the character after '9'.
    long letters = (nibbles + 6 * ONES) >>> 4 & ONES;
    return nibbles + Digits.ASCII_ZEROS + 39 * letters;
  }
}
