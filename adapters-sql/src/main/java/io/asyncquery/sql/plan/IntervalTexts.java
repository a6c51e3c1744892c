package io.asyncquery.sql.plan;

import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;

/**
 * What stands in the quotes of an interval. Calcite spells it as it was written, without a look at
 * it, so that a quote in it would end the literal: numbers alone are let through.
 */
final class IntervalTexts {

  private static final Pattern NUMBERS = Pattern.compile("[-+]?\\d++(?:[-: .]\\d++)*+");

  private IntervalTexts() {}

  /** Leaves by exception where it is anything else. */
  static void check(SqlIntervalLiteral literal) {
    String text = literal.getValueAs(IntervalValue.class).getIntervalLiteral();
    if (!NUMBERS.matcher(text.strip()).matches()) {
      throw Refusals.invalid(
          "What stands in the quotes is no interval", literal.getParserPosition());
    }
  }
}
