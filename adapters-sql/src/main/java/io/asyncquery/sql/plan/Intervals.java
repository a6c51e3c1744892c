package io.asyncquery.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;

/** Intervals of several units. */
public final class Intervals {

  private static final List<String> UNITS =
      List.of("year", "month", "day", "hour", "minute", "second");

  private Intervals() {}

  /** {@code '1-2' YEAR TO MONTH} as {@code 1 year 2 month}; a sign goes to each. */
  public static String inWords(IntervalValue interval) {
    String literal = interval.getIntervalLiteral().strip();
    boolean negative = literal.startsWith("-") != (interval.getSign() < 0);
    String first = interval.getIntervalQualifier().getStartUnit().name().toLowerCase(Locale.ROOT);
    String digits = literal.replaceFirst("^[-+]", "").strip();
    String sign = negative ? "-" : "";
    if (first.equals("week")) {
      return sign + digits + " week";
    }
    if (first.equals("quarter")) {
      return sign + 3L * Long.parseLong(digits) + " month";
    }
    List<String> words = new ArrayList<>();
    int unit = UNITS.indexOf(first);
    for (String value : digits.split("[-: ]+", -1)) {
      words.add(sign + value + " " + UNITS.get(unit++));
    }
    return String.join(" ", words);
  }
}
