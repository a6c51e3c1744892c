package io.asyncquery.storage.text;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Memory;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text as JSON strings: only what must be escaped is. */
final class JsonStrings {

  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  private static final long EACH_HIGH_BIT = 0x8080_8080_8080_8080L;

  private static final byte[][] ESCAPES = escapes();

  private JsonStrings() {}

  /** The text value of a row, in quotes. */
  static void append(TextBuffer out, FlatVector vector, int row) {
    append(out, Memory.ALL, vector.byteAddress(row), vector.byteLength(row));
  }

  /** The text of the UTF-8 given, in quotes. */
  static void append(TextBuffer out, byte[] utf8) {
    append(out, MemorySegment.ofArray(utf8), 0, utf8.length);
  }

  private static void append(TextBuffer out, MemorySegment source, long from, int length) {
    out.append('"');
    long end = from + length;
    long clean = from;
    for (long at = firstSpecial(source, from, end); at < end; ) {
      out.append(source, clean, (int) (at - clean));
      out.append(ESCAPES[source.get(JAVA_BYTE, at)]);
      clean = at + 1;
      at = firstSpecial(source, clean, end);
    }
    out.append(source, clean, (int) (end - clean));
    out.append('"');
  }

  /** The first byte that must be escaped, or {@code end}: eight at a time while there are. */
  private static long firstSpecial(MemorySegment source, long from, long end) {
    long at = from;
    while (at + 8 <= end && !hasSpecial(source.get(JAVA_LONG_UNALIGNED, at))) {
      at += 8;
    }
    while (at < end && !isSpecial(source.get(JAVA_BYTE, at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpecial(byte b) {
    return (b >= 0 && b < ' ') || b == '"' || b == '\\';
  }

  // A byte below a bound borrows into its high bit when the bound is subtracted from all eight;
  // bytes above 0x7F have it set before and are masked out. A borrow that reaches a neighbour can
  // only report one too many beside a true one.
  private static boolean hasSpecial(long word) {
    long quotes = word ^ '"' * EACH_BYTE;
    long backslashes = word ^ '\\' * EACH_BYTE;
    long found =
        ((word - ' ' * EACH_BYTE) & ~word)
            | ((quotes - EACH_BYTE) & ~quotes)
            | ((backslashes - EACH_BYTE) & ~backslashes);
    return (found & EACH_HIGH_BIT) != 0;
  }

  private static byte[][] escapes() {
    byte[][] escapes = new byte['\\' + 1][];
    for (int c = 0; c < ' '; c++) {
      escapes[c] = ascii(String.format(Locale.ROOT, "\\u%04x", c));
    }
    escapes['\b'] = ascii("\\b");
    escapes['\t'] = ascii("\\t");
    escapes['\n'] = ascii("\\n");
    escapes['\f'] = ascii("\\f");
    escapes['\r'] = ascii("\\r");
    escapes['"'] = ascii("\\\"");
    escapes['\\'] = ascii("\\\\");
    return escapes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
