package io.asyncquery.storage.csv;

import io.asyncquery.domain.CsvDialect;
import java.nio.charset.Charset;
import java.util.Random;

/**
 * Texts that a dialect may stumble on: its separator, its text for NULL, quotes, line ends and
 * formulas among characters of every plane, in every length around a word's and an inlined text's.
 */
final class RandomText {

  private static final int[] LENGTHS = {0, 1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 33};
  private static final int[][] RANGES = {
    {0x20, 0x7e}, {0x80, 0x24f}, {0x400, 0x5ff}, {0x3041, 0x30ff}, {0x4e00, 0x9fff},
    {0xac00, 0xd7a3}, {0xe000, 0xfffd}, {0x10000, 0x1ffff}, {0x20000, 0x2fffd}, {0xf0000, 0x10ffff}
  };

  private final Random random;
  private final CsvDialect dialect;

  RandomText(Random random, CsvDialect dialect) {
    this.random = random;
    this.dialect = dialect;
  }

  String next() {
    int kind = random.nextInt(100);
    if (kind < 3) {
      return dialect.nullText();
    }
    if (kind < 5) {
      return "'=+-@".charAt(random.nextInt(5)) + dialect.nullText();
    }
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    return kind < 50 ? ofBytes(length) : ofCharacters(length, kind < 75);
  }

  /** Exactly so many bytes of plain ASCII, now and then with one special among them. */
  private String ofBytes(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt('.', 0x7f));
    }
    if (length > 0 && random.nextInt(4) == 0) {
      text.setCharAt(random.nextInt(length), "\"\r\n,= \t".charAt(random.nextInt(7)));
    }
    return encodable(text.toString());
  }

  private String ofCharacters(int length, boolean special) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(special && random.nextInt(3) == 0 ? special() : any());
    }
    return encodable(text.toString());
  }

  private int special() {
    return switch (random.nextInt(6)) {
      case 0 -> '"';
      case 1 -> '\n';
      case 2 -> '\r';
      case 3 -> "=+-@'\t\u0001\u0000".charAt(random.nextInt(8));
      default -> dialect.separator();
    };
  }

  private int any() {
    int[] range = RANGES[random.nextInt(RANGES.length)];
    return random.nextInt(range[0], range[1] + 1);
  }

  /** The text without what the charset lacks or reads back as something else. */
  private String encodable(String text) {
    Charset charset = dialect.charset();
    if (charset.name().startsWith("UTF-")) {
      return text;
    }
    StringBuilder encodable = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .filter(c -> charset.newEncoder().canEncode(c))
        .filter(c -> new String(("a" + c + "b").getBytes(charset), charset).equals("a" + c + "b"))
        .forEach(encodable::append);
    return encodable.toString();
  }
}
