package io.asyncquery.sql.truth;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A part of a query, as a Kylin user writes it and as DuckDB itself has it. */
record Spelled(String kylin, String duckDb) {

  /** What is written the same. */
  static Spelled same(String both) {
    return new Spelled(both, both);
  }

  /** Both spellings with {@code $1}, {@code $2} and so on for the parts. */
  static Spelled of(String kylin, String duckDb, Spelled... parts) {
    return new Spelled(
        filled(kylin, parts, Spelled::kylin), filled(duckDb, parts, Spelled::duckDb));
  }

  static Spelled of(String both, Spelled... parts) {
    return of(both, both, parts);
  }

  /** The parts with {@code separator} between them. */
  static Spelled joined(String separator, List<Spelled> parts) {
    return new Spelled(
        parts.stream().map(Spelled::kylin).collect(Collectors.joining(separator)),
        parts.stream().map(Spelled::duckDb).collect(Collectors.joining(separator)));
  }

  private static String filled(String text, Spelled[] parts, Function<Spelled, String> spelling) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '$' && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1))) {
        filled.append(spelling.apply(parts[text.charAt(++i) - '1']));
      } else {
        filled.append(text.charAt(i));
      }
    }
    return filled.toString();
  }
}
