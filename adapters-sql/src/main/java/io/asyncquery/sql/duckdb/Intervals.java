package io.asyncquery.sql.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;

/** Intervals of several units. */
final class Intervals {

  private static final List<String> UNITS =
      List.of("year", "month", "day", "hour", "minute", "second");

  private Intervals() {}

  /** {@code '1-2' YEAR TO MONTH} as {@code 1 year 2 month}; a sign goes to each. */
  static String inWords(IntervalValue interval) {
    String literal = interval.getIntervalLiteral().strip();
    boolean negative = literal.startsWith("-") != (interval.getSign() < 0);
    String first = interval.getIntervalQualifier().getStartUnit().name().toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    int unit = UNITS.indexOf(first);
    for (String value : literal.replaceFirst("^[-+]", "").strip().split("[-: ]+", -1)) {
      words.add((negative ? "-" : "") + value + " " + UNITS.get(unit++));
    }
    return String.join(" ", words);
  }
}
