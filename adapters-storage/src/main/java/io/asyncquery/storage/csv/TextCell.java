package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.Memory;
import io.asyncquery.domain.CsvDialect;

/**
 * Writes one text in its cell. The text is copied and tested for bytes that need care eight at a
 * time; only where there is one, {@link CarefulText} writes it again.
 */
final class TextCell {

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';

  private final CellFrame frame;
  private final CarefulText careful;
  private final int nullLength;
  private final boolean escapesFormulas;
  private final long controls;
  private final long returns;
  private final long feeds;
  private final long separators;

  /**
   * @param escapesFormulas whether a text that begins like a formula gets a {@code '} before it
   */
  TextCell(CellFrame frame, CsvDialect dialect, boolean escapesFormulas) {
    this.frame = frame;
    this.careful = new CarefulText(frame, dialect, escapesFormulas);
    this.nullLength = careful.nullLength();
    this.escapesFormulas = escapesFormulas;
    this.controls = frame.quoted() ? 0 : ONES * ('\r' + 1);
    // Within quotes nothing but a quote is special: the other tests then look for quotes too.
    this.returns = frame.quoted() ? QUOTES : ONES * '\r';
    this.feeds = frame.quoted() ? QUOTES : ONES * '\n';
    this.separators = frame.quoted() ? QUOTES : ONES * careful.firstOfSeparator();
  }

  CellFrame frame() {
    return frame;
  }

  /** The most bytes that a text of {@code length} bytes can touch. */
  long bound(long length) {
    return careful.bound(length);
  }

  /** Writes the {@code length} bytes at {@code address}; returns the position behind the cell. */
  int write(long address, int length, byte[] out, int at) {
    if (length < 8) {
      return writeWord(shortWord(address, length), address, length, out, at);
    }
    int start = frame.open(out, at);
    int last = length - 8;
    // The last eight bytes overlap those before: no remainder is left. Most texts are short, and a
    // loop costs more to leave than to run.
    long found = copy(address, 0, out, start) | copy(address, last, out, start);
    if (length > 16) {
      found |= copy(address, 8, out, start) | copy(address, last - 8, out, start);
      for (int i = 16; i < last - 8; i += 8) {
        found |= copy(address, i, out, start);
      }
    }
    return (found & HIGH_BITS) != 0 || needsCare(address, length)
        ? careful.write(address, length, out, at)
        : frame.close(out, start + length);
  }

  /** Copies eight bytes from {@code i} on; returns what {@link #suspects} finds in them. */
  private long copy(long address, int i, byte[] out, int start) {
    long word = Memory.ALL.get(JAVA_LONG_UNALIGNED, address + i);
    Digits.WORD.set(out, start + i, word);
    return suspects(word);
  }

  /** The same for a text of at most eight bytes, which {@code word} holds with zeros behind. */
  int writeWord(long word, long address, int length, byte[] out, int at) {
    if ((specials(word) & HIGH_BITS) != 0 || needsCare(address, length)) {
      return careful.write(address, length, out, at);
    }
    int start = frame.open(out, at);
    Digits.WORD.set(out, start, word);
    return frame.close(out, start + length);
  }

  /** Whether the text as a whole needs care, whatever bytes it has. */
  private boolean needsCare(long address, int length) {
    return length == nullLength || escapesFormulas && CarefulText.isFormula(address, length);
  }

  /** As {@link #specials}, in fewer steps: every byte up to CR is taken for one. Texts have few. */
  private long suspects(long word) {
    long separated = word ^ separators;
    long ascii = (word ^ QUOTES) - ONES | word - controls;
    return ascii & ~word | separated - ONES & ~separated;
  }

  /** Has a high bit set where a byte of {@code word} is a quote, CR, LF or begins a separator. */
  private long specials(long word) {
    long separated = word ^ separators;
    // The tests for ASCII share their last step, since their operands agree in the high bits.
    long ascii = (word ^ QUOTES) - ONES | (word ^ returns) - ONES | (word ^ feeds) - ONES;
    return ascii & ~word | separated - ONES & ~separated;
  }

  private static long shortWord(long address, int length) {
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | Memory.ALL.get(JAVA_BYTE, address + i) & 0xff;
    }
    return word;
  }
}
