package io.asyncquery.sql.trino;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A type as Trino writes it: {@code row("A b" bigint, tags array(varchar(3)))}, {@code timestamp(3)
 * with time zone}.
 *
 * @param base in lower case, with all its words: {@code timestamp with time zone}
 * @param numbers such as precision and scale
 * @param arguments the types within, such as fields, in order
 */
record TypeName(String base, List<Integer> numbers, List<Argument> arguments) {

  /** A type within another, and what it is called there if it is a field that has a name. */
  record Argument(Optional<String> name, TypeName type) {}

  static TypeName of(String text) {
    Reader reader = new Reader(text);
    return reader.type();
  }

  int number(int index, int otherwise) {
    return index < numbers.size() ? numbers.get(index) : otherwise;
  }

  private static final class Reader {

    private final String text;
    private int position;

    Reader(String text) {
      this.text = text;
    }

    TypeName type() {
      StringBuilder base = new StringBuilder(word());
      List<Integer> numbers = new ArrayList<>();
      List<Argument> arguments = new ArrayList<>();
      if (passes('(')) {
        boolean fields = base.toString().equalsIgnoreCase("row");
        do {
          skipSpaces();
          if (Character.isDigit(text.charAt(position))) {
            numbers.add(Integer.valueOf(word()));
          } else {
            arguments.add(fields ? field() : new Argument(Optional.empty(), type()));
          }
        } while (passes(','));
        passes(')');
      }
      for (String more = word(); !more.isEmpty(); more = word()) {
        base.append(' ').append(more);
      }
      return new TypeName(base.toString().toLowerCase(Locale.ROOT), numbers, arguments);
    }

    /** A name and a type, or a type alone: its first word is followed by a word, or not. */
    private Argument field() {
      if (text.charAt(position) == '"') {
        return new Argument(Optional.of(quoted()), type());
      }
      int before = position;
      String name = word();
      skipSpaces();
      boolean named =
          position < text.length()
              && (Character.isLetter(text.charAt(position)) || text.charAt(position) == '_');
      if (named && !isTypeOfSeveralWords(before)) {
        return new Argument(Optional.of(name), type());
      }
      position = before;
      return new Argument(Optional.empty(), type());
    }

    private boolean isTypeOfSeveralWords(int at) {
      String rest = text.substring(at).toLowerCase(Locale.ROOT);
      return rest.startsWith("time with time zone")
          || rest.startsWith("timestamp with time zone")
          || rest.startsWith("interval year to month")
          || rest.startsWith("interval day to second")
          || rest.startsWith("double precision");
    }

    private String quoted() {
      StringBuilder name = new StringBuilder();
      position++;
      while (text.charAt(position) != '"' || text.startsWith("\"\"", position)) {
        position += text.charAt(position) == '"' ? 1 : 0;
        name.append(text.charAt(position++));
      }
      position++;
      return name.toString();
    }

    private String word() {
      skipSpaces();
      int from = position;
      while (position < text.length() && isPartOfWord(text.charAt(position))) {
        position++;
      }
      return text.substring(from, position);
    }

    private static boolean isPartOfWord(char c) {
      return c != '(' && c != ')' && c != ',' && c != ' ' && c != '"';
    }

    private boolean passes(char c) {
      skipSpaces();
      boolean is = position < text.length() && text.charAt(position) == c;
      position += is ? 1 : 0;
      return is;
    }

    private void skipSpaces() {
      while (position < text.length() && text.charAt(position) == ' ') {
        position++;
      }
    }
  }
}
