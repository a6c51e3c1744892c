package io.asyncquery.sql.trino;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ProtocolException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON in UTF-8 from one end to the other, without an object for a value: a scalar is a range
 * of {@link #bytes}, from {@link #begin} to {@link #end}, until the next one is read.
 */
final class JsonScanner extends JsonWindow {

  private static final int UNICODE_ESCAPE = 6;

  /** A pair of escapes for one character. */
  private static final int LONGEST_ESCAPE = 2 * UNICODE_ESCAPE;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  private int begin;
  private int end;
  private boolean quoted;

  JsonScanner(InputStream in) {
    super(in);
  }

  int begin() {
    return begin;
  }

  int end() {
    return end;
  }

  /** Passes {@code punctuation}, which must come next. */
  void expect(char punctuation) throws IOException {
    if (!passes(punctuation)) {
      throw new ProtocolException(
          "JSON has [" + (char) bytes[position] + "] where [" + punctuation + "] should be");
    }
  }

  /** Passes {@code punctuation} if it comes next. */
  boolean passes(char punctuation) throws IOException {
    if (peek() != punctuation) {
      return false;
    }
    position++;
    return true;
  }

  /** Before the next element of a list or object, or behind its end. */
  boolean nextElement(boolean first, char closing) throws IOException {
    if (passes(closing)) {
      return false;
    }
    if (!first) {
      expect(',');
    }
    return true;
  }

  /** Passes {@code null} if it comes next. */
  boolean passesNull() throws IOException {
    if (peek() != 'n') {
      return false;
    }
    token();
    return true;
  }

  /** Reads a scalar; a text without its quotes and escapes. */
  void token() throws IOException {
    if (peek() == '"') {
      position++;
      quotedToken();
    } else {
      bareToken();
    }
  }

  /** Whether the scalar read last was a text. */
  boolean isText() {
    return quoted;
  }

  /** The scalar read last. */
  String text() {
    return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
  }

  /** The name of the next member of an object, whose value comes next then. */
  String name() throws IOException {
    token();
    String name = text();
    expect(':');
    return name;
  }

  /** Passes a value of any kind, all of which is the scalar read last then, as it was written. */
  void raw() throws IOException {
    var _ = peek();
    kept = position;
    skip();
    begin = kept;
    end = position;
    kept = -1;
    quoted = false;
  }

  private void skip() throws IOException {
    int depth = 0;
    do {
      switch (peek()) {
        case '{', '[' -> {
          depth++;
          position++;
        }
        case '}', ']' -> {
          depth--;
          position++;
        }
        case ',', ':' -> position++;
        case '"' -> {
          position++;
          skipText();
        }
        default -> skipBare();
      }
    } while (depth > 0);
  }

  private void skipText() throws IOException {
    while (true) {
      if (position == limit) {
        need();
      }
      switch (bytes[position++]) {
        case '"' -> {
          return;
        }
        case '\\' -> {
          if (position == limit) {
            need();
          }
          position++;
        }
        default -> {}
      }
    }
  }

  private void skipBare() throws IOException {
    while (!endsBare()) {
      position++;
    }
  }

  /** At the end of the input too, where a scalar stands alone. */
  private boolean endsBare() throws IOException {
    if (position == limit && !filled()) {
      return true;
    }
    byte next = bytes[position];
    return next == ',' || next == ']' || next == '}' || next == ':' || next <= ' ';
  }

  private void bareToken() throws IOException {
    kept = position;
    skipBare();
    begin = kept;
    end = position;
    kept = -1;
    quoted = false;
  }

  private void quotedToken() throws IOException {
    kept = position;
    toQuoteOrEscape();
    begin = kept;
    end = position;
    if (bytes[position] == '\\') {
      unescape();
    }
    position++;
    kept = -1;
    quoted = true;
  }

  /** Eight bytes at a time: a byte of a word is zero where it equals what it was combined with. */
  private void toQuoteOrEscape() throws IOException {
    while (true) {
      while (position + Long.BYTES <= limit) {
        long word = (long) WORD.get(bytes, position);
        long quote = word ^ QUOTES;
        long escape = word ^ BACKSLASHES;
        long found = ((quote - ONES) & ~quote | (escape - ONES) & ~escape) & HIGH;
        if (found != 0) {
          position += Long.numberOfTrailingZeros(found) >>> 3;
          return;
        }
        position += Long.BYTES;
      }
      while (position < limit) {
        if (bytes[position] == '"' || bytes[position] == '\\') {
          return;
        }
        position++;
      }
      need();
    }
  }

  /** In place: what an escape stands for is never longer than it. */
  private void unescape() throws IOException {
    int length = position - kept;
    while (bytes[position] != '"') {
      if (bytes[position] == '\\') {
        length = escape(length);
      } else {
        bytes[kept + length++] = bytes[position++];
      }
      if (position == limit) {
        need();
      }
    }
    begin = kept;
    end = kept + length;
  }

  private int escape(int length) throws IOException {
    boolean more = true;
    while (more && limit - position < LONGEST_ESCAPE) {
      more = filled();
    }
    requireBytes(bytes[position + 1] == 'u' ? UNICODE_ESCAPE : 2);
    byte letter = bytes[position + 1];
    position += 2;
    int at = kept + length;
    switch (letter) {
      case 'n' -> bytes[at] = '\n';
      case 't' -> bytes[at] = '\t';
      case 'r' -> bytes[at] = '\r';
      case 'b' -> bytes[at] = '\b';
      case 'f' -> bytes[at] = '\f';
      case 'u' -> {
        byte[] encoded = codePoint().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        return length + encoded.length;
      }
      default -> bytes[at] = letter;
    }
    return length + 1;
  }

  /** Behind {@code \}{@code u}; with the second half of a pair, which has an escape of its own. */
  private String codePoint() throws IOException {
    char first = hex();
    if (Character.isHighSurrogate(first)
        && limit - position >= UNICODE_ESCAPE
        && bytes[position] == '\\'
        && bytes[position + 1] == 'u') {
      position += 2;
      return new String(new char[] {first, hex()});
    }
    return String.valueOf(first);
  }

  private char hex() throws IOException {
    try {
      int value = Integer.parseInt(new String(bytes, position, 4, StandardCharsets.US_ASCII), 16);
      position += 4;
      return (char) value;
    } catch (NumberFormatException e) {
      throw new IOException("JSON has an escape that is none", e);
    }
  }
}
