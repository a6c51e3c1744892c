package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.Memory;
import io.asyncquery.domain.CsvDialect;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one text in its cell. The text is copied and tested for the characters that need quotes
 * eight bytes at a time; only where there is one it is written again with care.
 */
final class TextCell {

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long RETURNS = ONES * '\r';
  private static final long FEEDS = ONES * '\n';

  private final CellFrame frame;
  private final byte[] separator;
  private final long separators;
  private final byte[] nullText;
  private final boolean careful;
  private final boolean escapesFormulas;

  TextCell(CellFrame frame, CsvDialect dialect) {
    this.frame = frame;
    this.separator = Character.toString(dialect.separator()).getBytes(StandardCharsets.UTF_8);
    this.separators = ONES * (separator[0] & 0xff);
    this.nullText = dialect.nullText().getBytes(StandardCharsets.UTF_8);
    this.escapesFormulas = dialect.escapeFormulas();
    this.careful = frame.quoted() || escapesFormulas || nullText.length > 0;
  }

  CellFrame frame() {
    return frame;
  }

  /** The most bytes that a text of {@code length} bytes can touch. */
  long bound(long length) {
    return 2 * length + 3 + 16 + frame.bound();
  }

  /** Writes the {@code length} bytes at {@code address}; returns the position behind the cell. */
  int write(long address, int length, byte[] out, int at) {
    if (careful) {
      return writeCarefully(address, length, out, at);
    }
    if (length < 8) {
      return writeShort(address, length, out, at);
    }
    long special = 0;
    int last = length - 8;
    for (int i = 0; i < last; i += 8) {
      long word = Memory.ALL.get(JAVA_LONG_UNALIGNED, address + i);
      special |= specials(word);
      Digits.WORD.set(out, at + i, word);
    }
    // The last eight bytes overlap those before: no remainder is left.
    long word = Memory.ALL.get(JAVA_LONG_UNALIGNED, address + last);
    Digits.WORD.set(out, at + last, word);
    if ((special | specials(word)) != 0) {
      return writeCarefully(address, length, out, at);
    }
    return frame.close(out, at + length);
  }

  private int writeShort(long address, int length, byte[] out, int at) {
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | Memory.ALL.get(JAVA_BYTE, address + i) & 0xff;
    }
    return writeWord(word, address, length, out, at);
  }

  /** The same for a text of at most eight bytes that is known to be {@code word}. */
  int writeWord(long word, long address, int length, byte[] out, int at) {
    if (careful || specials(word) != 0) {
      return writeCarefully(address, length, out, at);
    }
    Digits.WORD.set(out, at, word);
    return frame.close(out, at + length);
  }

  /** Not zero where a byte of {@code word} is a quote, CR, LF or begins a separator. */
  private long specials(long word) {
    return zeros(word ^ QUOTES)
        | zeros(word ^ RETURNS)
        | zeros(word ^ FEEDS)
        | zeros(word ^ separators);
  }

  private static long zeros(long word) {
    return word - ONES & ~word & HIGH_BITS;
  }

  private int writeCarefully(long address, int length, byte[] out, int at) {
    byte[] text = new byte[length];
    MemorySegment.copy(Memory.ALL, JAVA_BYTE, address, text, 0, length);
    return writeCarefully(text, out, at);
  }

  private int writeCarefully(byte[] text, byte[] out, int at) {
    boolean formula = escapesFormulas && text.length > 0 && "=+-@".indexOf(text[0]) >= 0;
    boolean quoted = frame.quoted() || needsQuotes(text);
    int next = at;
    if (quoted) {
      out[next++] = '"';
    }
    if (formula) {
      out[next++] = '\'';
    }
    for (byte b : text) {
      if (b == '"') {
        out[next++] = '"';
      }
      out[next++] = b;
    }
    if (quoted && !frame.quoted()) {
      out[next++] = '"';
    }
    return frame.close(out, next);
  }

  private boolean needsQuotes(byte[] text) {
    if (nullText.length > 0 && Arrays.equals(text, nullText)) {
      return true;
    }
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (b == '"' || b == '\r' || b == '\n' || startsSeparator(text, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsSeparator(byte[] text, int from) {
    int to = from + separator.length;
    return to <= text.length && Arrays.equals(text, from, to, separator, 0, separator.length);
  }
}
