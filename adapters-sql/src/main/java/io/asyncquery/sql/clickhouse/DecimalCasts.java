package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code CAST} to a decimal. ClickHouse's own lets a value have more digits than its type, and
 * leaves out the highest bits of one of 128: so it is rounded as one of 256, and its digits are
 * counted.
 */
final class DecimalCasts {

  /** How many digits more a text or a double is read with, before it is rounded. */
  private static final int MORE = 9;

  /** Those that are no decimals come by their text, where ClickHouse knows no other way. */
  private static final String PLAIN =
      "\"CAST\"(x, \"if\"(match(toTypeName(again), 'Int(128|256)'), 'String', toTypeName(again)))";

  private static final String WIDE =
      "multiIf(match(toTypeName(again), 'Decimal'), replaceRegexpOne(toTypeName(again),"
          + " 'Decimal[(][0-9]+', 'Decimal(76'), match(toTypeName(again), 'Date|Time'),"
          + " toTypeName(again), more)";

  private static final Macro ROUNDED =
      Macro.of(
          "round(\"CAST\"(" + PLAIN + ", " + WIDE + "), places)", "x", "again", "more", "places");

  private static final Macro ROUNDED_OR_NULL =
      Macro.of(
          "round(accurateCastOrNull(" + PLAIN + ", " + WIDE + "), places)",
          "x",
          "again",
          "more",
          "places");

  /** A value of 256 bits may be too large to be told its digits behind the point. */
  private static final Macro TOO_LARGE =
      Macro.of(
          "\"ifNull\"(\"or\"(\"greater\"(\"abs\"(toFloat64(first)), 1e39),"
              + " isDecimalOverflow(\"CAST\"(again, wide), digits)), 0)",
          "first",
          "again",
          "wide",
          "digits");

  private static final Macro CHECKED =
      Macro.of("\"if\"(throwIf(large), NULL, \"CAST\"(again, type))", "large", "again", "type");

  private static final Macro CHECKED_OR_NULL =
      Macro.of("\"if\"(large, NULL, \"CAST\"(again, type))", "large", "again", "type");

  private DecimalCasts() {}

  static SqlNode exact(Term x, ClickHouseTypeNames.Target type, SqlParserPos at) {
    return of(ROUNDED, CHECKED, x, type, at);
  }

  static SqlNode orNull(Term x, ClickHouseTypeNames.Target type, SqlParserPos at) {
    return of(ROUNDED_OR_NULL, CHECKED_OR_NULL, x, type, at);
  }

  private static SqlNode of(
      Macro rounded, Macro checked, Term x, ClickHouseTypeNames.Target type, SqlParserPos at) {
    SqlNode more = Casts.text("Decimal(76, " + (type.scale() + MORE) + ")", at);
    SqlNode places = number(type.scale(), at);
    Named value = Named.of(rounded.expand(List.of(x.value(), x.sample(), more, places), at));
    SqlNode wide = Casts.text("Decimal(76, " + type.scale() + ")", at);
    SqlNode large =
        TOO_LARGE.expand(
            List.of(value.first(), value.again(), wide, number(type.digits(), at)), at);
    return checked.expand(List.of(large, value.again(), Casts.text(type.name(), at)), at);
  }

  private static SqlNode number(int value, SqlParserPos at) {
    return SqlLiteral.createExactNumeric(String.valueOf(value), at);
  }
}
