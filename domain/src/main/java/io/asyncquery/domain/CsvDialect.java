package io.asyncquery.domain;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How rows become text.
 *
 * @param separator the one code point between values; not a quote, CR or LF
 * @param header whether the first line holds the column names, quoted like any value
 * @param charset what the text is encoded in; a character it lacks fails the query
 * @param bom whether a byte order mark comes first; only with a Unicode charset
 * @param nullText what NULL is written as; the empty text makes it equal to the empty string
 * @param escapeFormulas whether a text that begins with {@code = + - @} gets a {@code '} before it
 */
public record CsvDialect(
    int separator,
    boolean header,
    Charset charset,
    Quoting quoting,
    String nullText,
    LineEnding lineEnding,
    boolean bom,
    boolean escapeFormulas) {

  /** Comma, no header, UTF-8, quotes only where needed, NULL as nothing, LF. */
  public static final CsvDialect DEFAULT =
      new CsvDialect(
          ',', false, StandardCharsets.UTF_8, Quoting.MINIMAL, "", LineEnding.LF, false, false);

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /** Which values stand in quotes. */
  public enum Quoting {
    /** Those that hold a separator, a quote, CR or LF. */
    MINIMAL,
    /** All but NULL. */
    ALL,
    /** All but numbers and NULL. */
    NON_NUMERIC
  }

  /** What ends a line, the last one too. */
  public enum LineEnding {
    LF("\n"),
    CRLF("\r\n");

    private final String text;

    LineEnding(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public CsvDialect {
    if (!Character.isValidCodePoint(separator)
        || separator == '"'
        || separator == '\n'
        || separator == '\r'
        || separator == BYTE_ORDER_MARK
        || separator == 0) {
      throw new IllegalArgumentException(
          "[separator] must be one character: no quote, CR, LF, NUL or byte order mark");
    }
    if (!charset.canEncode()) {
      throw new IllegalArgumentException("[encode] names a charset that can only be read");
    }
    if (!charset.newEncoder().canEncode(Character.toString(separator))) {
      throw new IllegalArgumentException(
          "[separator] cannot be written in charset [" + charset.name() + "]");
    }
    if (!charset.newEncoder().canEncode(nullText)) {
      throw new IllegalArgumentException(
          "[null_string] cannot be written in charset [" + charset.name() + "]");
    }
    if (bom && !charset.name().startsWith("UTF-")) {
      throw new IllegalArgumentException(
          "[bom] fits a Unicode charset, not [" + charset.name() + "]");
    }
    if (nullText.indexOf('"') >= 0
        || nullText.indexOf('\n') >= 0
        || nullText.indexOf('\r') >= 0
        || nullText.indexOf(separator) >= 0) {
      throw new IllegalArgumentException(
          "[null_string] must not hold a separator, a quote, CR or LF");
    }
  }

  /** The same with a first line of column names, or without. */
  public CsvDialect withHeader(boolean wanted) {
    return new CsvDialect(
        separator, wanted, charset, quoting, nullText, lineEnding, bom, escapeFormulas);
  }
}
