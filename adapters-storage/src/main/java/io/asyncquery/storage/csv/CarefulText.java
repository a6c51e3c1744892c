package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.Memory;
import io.asyncquery.domain.CsvDialect;
import java.nio.charset.StandardCharsets;

/**
 * Writes texts of which some byte, or the whole, may need more than to be copied: quotes around it,
 * quotes doubled, or a {@code '} before what a spreadsheet would take for a formula.
 */
final class CarefulText {

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final byte GUARD = '\'';

  private final CellFrame frame;
  private final boolean escapesFormulas;
  private final byte[] separator;
  private final byte[] nullText;

  CarefulText(CellFrame frame, CsvDialect dialect, boolean escapesFormulas) {
    this.frame = frame;
    this.escapesFormulas = escapesFormulas;
    this.separator = Character.toString(dialect.separator()).getBytes(StandardCharsets.UTF_8);
    this.nullText = dialect.nullText().getBytes(StandardCharsets.UTF_8);
  }

  /** The length of a text that may be taken for NULL, -1 where none can. */
  int nullLength() {
    return frame.quoted() || nullText.length == 0 ? -1 : nullText.length;
  }

  int firstOfSeparator() {
    return separator[0] & 0xff;
  }

  /** The most bytes that a text of {@code length} bytes can touch: doubled, quoted, guarded. */
  long bound(long length) {
    return 2 * length + 3 + Long.BYTES + frame.bound();
  }

  /** Whether a spreadsheet would take the text for a formula. */
  static boolean isFormula(long address, int length) {
    return length > 0
        && switch (Memory.ALL.get(JAVA_BYTE, address)) {
          case '=', '+', '-', '@' -> true;
          default -> false;
        };
  }

  /** Writes the {@code length} bytes at {@code address}; returns the position behind the cell. */
  int write(long address, int length, byte[] out, int at) {
    boolean guarded = escapesFormulas && isFormula(address, length);
    boolean quoted =
        frame.quoted()
            || isTakenForNull(address, length, guarded)
            || isBroken(address, length)
            || guarded && separator[0] == GUARD;
    int next = at;
    if (quoted) {
      out[next++] = '"';
    }
    if (guarded) {
      out[next++] = GUARD;
    }
    next = appendDoubling(address, length, out, next);
    if (quoted && !frame.quoted()) {
      out[next++] = '"';
    }
    return frame.close(out, next);
  }

  private boolean isTakenForNull(long address, int length, boolean guarded) {
    int before = guarded ? 1 : 0;
    return nullText.length == before + length
        && nullText.length > 0
        && (!guarded || nullText[0] == GUARD)
        && isAt(address, nullText, before);
  }

  /** Whether a quote, a line's end or a separator is in the text. */
  private boolean isBroken(long address, int length) {
    for (int i = 0; i < length; i++) {
      byte b = Memory.ALL.get(JAVA_BYTE, address + i);
      if (b == '"' || b == '\r' || b == '\n') {
        return true;
      }
      if (b == separator[0] && separator.length <= length - i && isAt(address + i, separator, 0)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what is at {@code address} is {@code text} from {@code from} on. */
  private static boolean isAt(long address, byte[] text, int from) {
    for (int i = from; i < text.length; i++) {
      if (Memory.ALL.get(JAVA_BYTE, address + i - from) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static int appendDoubling(long address, int length, byte[] out, int at) {
    int next = at;
    int i = 0;
    while (i <= length - Long.BYTES) {
      long word = Memory.ALL.get(JAVA_LONG_UNALIGNED, address + i);
      long quotes = (word ^ QUOTES) - ONES & ~(word ^ QUOTES) & HIGH_BITS;
      Digits.WORD.set(out, next, word);
      // All eight bytes, or those to the first quote, which the byte behind then doubles.
      int taken = quotes == 0 ? Long.BYTES : (Long.numberOfTrailingZeros(quotes) >>> 3) + 1;
      i += taken;
      next += taken;
      if (quotes != 0) {
        out[next++] = '"';
      }
    }
    for (; i < length; i++) {
      byte b = Memory.ALL.get(JAVA_BYTE, address + i);
      out[next++] = b;
      if (b == '"') {
        out[next++] = '"';
      }
    }
    return next;
  }
}
