package io.asyncquery.storage.xlsx;

import io.asyncquery.storage.results.UnfitValueException;
import io.asyncquery.storage.text.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Text as the content of a cell. Besides XML's own escapes, ECMA-376 (part 1, 22.9.2.19) writes a
 * character that XML cannot hold as {@code _xHHHH_}; text that looks like that gets its first
 * underscore written so. A carriage return is written so too, since XML readers turn it into a line
 * feed.
 */
final class CellText {

  /** What a cell holds at most, in UTF-16 units: Excel's specifications and limits. */
  static final int MAX_CHARS = 32_767;

  private static final byte[] UNDERSCORE = ascii("_x005F_");
  private static final byte[] NONE = {};
  private static final byte[][] ESCAPES = escapes();

  private CellText() {}

  /** Appends {@code text}, escaped; {@code text} is UTF-8. */
  static void append(TextBuffer out, TextBuffer text) {
    requireFit(text);
    int clean = 0;
    for (int i = 0; i < text.size(); i++) {
      byte[] escape = escape(text, i);
      if (escape.length > 0) {
        out.append(text, clean, i - clean);
        out.append(escape);
        clean = i + (text.byteAt(i) < 0 ? 3 : 1);
      }
    }
    out.append(text, clean, text.size() - clean);
  }

  /** Whether a reader must be told to keep the blanks at its ends. */
  static boolean hasOuterBlanks(TextBuffer text) {
    return text.size() > 0 && (isBlank(text.byteAt(0)) || isBlank(text.byteAt(text.size() - 1)));
  }

  private static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  /** What stands for the character at {@code index}; nothing where it stands for itself. */
  private static byte[] escape(TextBuffer text, int index) {
    byte b = text.byteAt(index);
    if (b == '_') {
      return looksEscaped(text, index) ? UNDERSCORE : NONE;
    }
    if (b >= 0) {
      return ESCAPES[b];
    }
    return b == (byte) 0xEF ? escapeOfNoncharacter(text, index) : NONE;
  }

  private static byte[] escapeOfNoncharacter(TextBuffer text, int index) {
    if (index + 2 >= text.size() || text.byteAt(index + 1) != (byte) 0xBF) {
      return NONE;
    }
    return switch (text.byteAt(index + 2)) {
      case (byte) 0xBE -> ascii("_xFFFE_");
      case (byte) 0xBF -> ascii("_xFFFF_");
      default -> NONE;
    };
  }

  private static boolean looksEscaped(TextBuffer text, int index) {
    if (index + 6 >= text.size() || text.byteAt(index + 6) != '_') {
      return false;
    }
    for (int i = index + 2; i < index + 6; i++) {
      if (Character.digit(text.byteAt(i), 16) < 0) {
        return false;
      }
    }
    return text.byteAt(index + 1) == 'x';
  }

  private static void requireFit(TextBuffer text) {
    if (text.size() > MAX_CHARS && chars(text) > MAX_CHARS) {
      throw new UnfitValueException(
          "text of more than the 32,767 characters that a cell of a spreadsheet takes;"
              + " shorten it or choose another format");
    }
  }

  /** UTF-16 units: one for each first byte of a character, one more for the first of four. */
  private static int chars(TextBuffer text) {
    int chars = 0;
    for (int i = 0; i < text.size(); i++) {
      int b = Byte.toUnsignedInt(text.byteAt(i));
      chars += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
    }
    return chars;
  }

  private static byte[][] escapes() {
    byte[][] escapes = new byte[0x80][];
    Arrays.fill(escapes, NONE);
    for (int c = 0; c < ' '; c++) {
      escapes[c] = ascii(String.format(Locale.ROOT, "_x%04X_", c));
    }
    escapes['\t'] = NONE;
    escapes['\n'] = NONE;
    escapes['&'] = ascii("&amp;");
    escapes['<'] = ascii("&lt;");
    escapes['>'] = ascii("&gt;");
    return escapes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
