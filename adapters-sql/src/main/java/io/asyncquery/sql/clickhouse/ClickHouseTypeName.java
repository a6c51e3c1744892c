package io.asyncquery.sql.clickhouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A type as ClickHouse writes it: {@code Map(String, Array(Nullable(Decimal(9, 2))))}, {@code
 * Tuple(a UInt8, `b c` String)}, {@code Enum8('x' = 1)}.
 *
 * @param base its first word, which ClickHouse tells apart by case
 * @param arguments what stands in brackets, in order; a number or a text is one without arguments
 * @param text as it was written
 */
record ClickHouseTypeName(String base, List<Argument> arguments, String text) {

  /**
   * What stands in the brackets of a type.
   *
   * @param name what it is called there, if it is
   * @param type the type, the number, or the text within its quotes
   * @param value what stands behind an equal sign, as in an Enum
   */
  record Argument(Optional<String> name, ClickHouseTypeName type, Optional<Integer> value) {}

  static ClickHouseTypeName of(String text) {
    return new Reader(text).type();
  }

  int number(int index) {
    return Integer.parseInt(argument(index).base);
  }

  ClickHouseTypeName argument(int index) {
    return arguments.get(index).type();
  }

  private static final class Reader {

    private final String text;
    private int position;

    Reader(String text) {
      this.text = text;
    }

    ClickHouseTypeName type() {
      skipSpaces();
      int from = position;
      String base = peek() == '\'' ? quoted() : word();
      List<Argument> arguments = new ArrayList<>();
      if (passes('(') && !passes(')')) {
        do {
          arguments.add(argument());
        } while (passes(','));
        boolean _ = passes(')');
      }
      return new ClickHouseTypeName(base, arguments, text.substring(from, position));
    }

    /** A type; or a name and a type; or a text and its number. */
    private Argument argument() {
      skipSpaces();
      if (peek() == '`' || peek() == '"') {
        return new Argument(Optional.of(quoted()), type(), Optional.empty());
      }
      int before = position;
      ClickHouseTypeName first = type();
      if (passes('=')) {
        return new Argument(Optional.empty(), first, Optional.of(Integer.valueOf(type().base)));
      }
      if (peek() != ',' && peek() != ')' && peek() != 0) {
        position = before;
        return new Argument(Optional.of(word()), type(), Optional.empty());
      }
      return new Argument(Optional.empty(), first, Optional.empty());
    }

    private String quoted() {
      char quote = text.charAt(position++);
      StringBuilder content = new StringBuilder();
      while (text.charAt(position) != quote || text.startsWith("" + quote + quote, position)) {
        char c = text.charAt(position++);
        content.append(c == '\\' ? unescaped(text.charAt(position++)) : c);
        position += c == quote ? 1 : 0;
      }
      position++;
      return content.toString();
    }

    private static char unescaped(char c) {
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case '0' -> '\0';
        case 'b' -> '\b';
        case 'f' -> '\f';
        default -> c;
      };
    }

    private String word() {
      skipSpaces();
      int from = position;
      while (position < text.length() && "(), =".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return text.substring(from, position);
    }

    private boolean passes(char c) {
      boolean is = peek() == c;
      position += is ? 1 : 0;
      return is;
    }

    private char peek() {
      skipSpaces();
      return position < text.length() ? text.charAt(position) : 0;
    }

    private void skipSpaces() {
      while (position < text.length() && text.charAt(position) == ' ') {
        position++;
      }
    }
  }
}
