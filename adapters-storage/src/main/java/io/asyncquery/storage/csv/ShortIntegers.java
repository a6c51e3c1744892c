package io.asyncquery.storage.csv;

/**
 * Blocks of integers from 0 to 99,999,999, as nearly all quantities, prices and keys are. Each loop
 * takes one step for all values: of such the compiler makes vector instructions, of a loop that
 * takes a value through all steps it does not, and that costs three times as much.
 */
final class ShortIntegers {

  private static final long GREATEST = 99_999_999;

  private final long[] digits = new long[RowEncoder.BLOCK_ROWS];

  /** Bits of leading zeros, eight a digit. */
  private final int[] leading = new int[RowEncoder.BLOCK_ROWS];

  /** Whether the first {@code count} values all are such. */
  static boolean are(long[] values, int count) {
    long outside = 0;
    for (int i = 0; i < count; i++) {
      outside |= values[i] | GREATEST - values[i];
    }
    return outside >= 0;
  }

  /** Writes the first {@code count} values, each at its {@code at}, which moves behind the end. */
  void write(long[] values, int count, CellFrame frame, byte[] out, int[] at) {
    Digits.eights(values, count, digits);
    long union = 0;
    for (int i = 0; i < count; i++) {
      union |= digits[i];
      leading[i] = Digits.leadingZeros(digits[i]);
    }
    if (Digits.leadingZeros(union) >= frame.endLength() << 3) {
      writeWithEnd(count, frame, out, at);
    } else {
      writeBeforeEnd(count, frame, out, at);
    }
  }

  /** Where the longest leaves room for the end in its word. */
  private void writeWithEnd(int count, CellFrame frame, byte[] out, int[] at) {
    long end = frame.end();
    int most = Long.BYTES + frame.endLength();
    for (int i = 0; i < count; i++) {
      long word = (digits[i] | Digits.ASCII_ZEROS) >>> leading[i];
      Digits.WORD.set(out, at[i], word | end << Long.SIZE - leading[i]);
    }
    for (int i = 0; i < count; i++) {
      at[i] += most - (leading[i] >>> 3);
    }
  }

  private void writeBeforeEnd(int count, CellFrame frame, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      Digits.WORD.set(out, at[i], (digits[i] | Digits.ASCII_ZEROS) >>> leading[i]);
    }
    for (int i = 0; i < count; i++) {
      at[i] += Long.BYTES - (leading[i] >>> 3);
    }
    frame.closeAll(count, out, at);
  }
}
