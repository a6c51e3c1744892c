package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What Kylin means by units of time, in PostgreSQL's functions. */
final class PostgreSqlTimes {

  /** The exact seconds between two times. */
  static final Macro ELAPSED =
      Macro.of("EXTRACT(EPOCH FROM (CAST(b AS TIMESTAMP) - CAST(a AS TIMESTAMP)))", "a", "b");

  /** The digits of a date that there is, in any year of the calendar's rules. */
  private static final String DATE =
      "(\\d{4}-(0?[13578]|1[02])-(0?[1-9]|[12]\\d|3[01])"
          + "|\\d{4}-(0?[469]|11)-(0?[1-9]|[12]\\d|30)"
          + "|\\d{4}-0?2-(0?[1-9]|1\\d|2[0-8])"
          + "|(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-0?2-29)";

  private static final String TIME =
      "([ T]([01]?\\d|2[0-3]):[0-5]?\\d(:[0-5]?\\d(\\.\\d{1,9})?)?)?";

  private static final String AGE =
      "date_part('year', age(b, a)) * 12 + date_part('month', age(b, a))";

  /**
   * The whole months from one time to a later one, or from a later one. The second count, a day
   * later, is for the last day of a month that is shorter than the one that it began in.
   */
  private static final Macro MONTHS =
      Macro.of(
          """
          CAST(CASE WHEN from_time <= to_time THEN greatest(months, months_later)
          ELSE least(months, months_later) END AS BIGINT)\
          """,
          "from_time",
          "to_time",
          "months",
          "months_later");

  private static final Macro AGE_IN_MONTHS = Macro.of(AGE, "a", "b");
  private static final Macro STAMP = Macro.of("CAST(t AS TIMESTAMP)", "t");
  private static final Macro NEXT_DAY =
      Macro.of("CAST(t AS TIMESTAMP) + make_interval(0, 0, 0, 1)", "t");

  private PostgreSqlTimes() {}

  /** An interval of one unit, whose name is the operand. */
  static SqlNode one(List<SqlNode> operands, SqlParserPos at) {
    String unit = ((SqlLiteral) operands.getFirst()).getValueAs(String.class);
    String interval =
        switch (unit.toUpperCase(Locale.ROOT)) {
          case "YEAR" -> "make_interval(1)";
          case "QUARTER" -> "make_interval(0, 3)";
          case "MONTH" -> "make_interval(0, 1)";
          case "WEEK" -> "make_interval(0, 0, 1)";
          case "DAY" -> "make_interval(0, 0, 0, 1)";
          case "HOUR" -> "make_interval(0, 0, 0, 0, 1)";
          case "MINUTE" -> "make_interval(0, 0, 0, 0, 0, 1)";
          case "SECOND" -> "make_interval(0, 0, 0, 0, 0, 0, 1)";
          case "MILLISECOND" -> "make_interval(0, 0, 0, 0, 0, 0, 0.001)";
          case "MICROSECOND" -> "make_interval(0, 0, 0, 0, 0, 0, 0.000001)";
          default -> throw new IllegalArgumentException(unit);
        };
    return Macro.of(interval).expand(List.of(), at);
  }

  /** The field of a time that the first operand names, as a whole number. */
  static SqlNode part(List<SqlNode> operands, SqlParserPos at) {
    String unit = ((SqlLiteral) operands.getFirst()).getValueAs(String.class);
    return Macro.of("CAST(floor(date_part('" + unit + "', t)) AS BIGINT)", "t")
        .expand(operands.subList(1, 2), at);
  }

  /** The whole months between two times. */
  static SqlNode months(List<SqlNode> operands, SqlParserPos at) {
    SqlNode from = STAMP.expand(operands.subList(0, 1), at);
    SqlNode to = STAMP.expand(operands.subList(1, 2), at);
    SqlNode laterFrom = NEXT_DAY.expand(operands.subList(0, 1), at);
    SqlNode laterTo = NEXT_DAY.expand(operands.subList(1, 2), at);
    return MONTHS.expand(
        List.of(
            from,
            to,
            AGE_IN_MONTHS.expand(List.of(from, to), at),
            AGE_IN_MONTHS.expand(List.of(laterFrom, laterTo), at)),
        at);
  }

  /** The time that a text, a date or a timestamp is; NULL where it is none. */
  static SqlNode timeOf(List<SqlNode> operands, SqlParserPos at) {
    SqlNode shape = SqlLiteral.createCharString("^\\s*(?!0000)" + DATE + TIME + "\\s*$", at);
    return Macro.of(
            "CASE WHEN textregexeq(CAST(x AS VARCHAR), shape) THEN CAST(CAST(x AS VARCHAR) AS"
                + " TIMESTAMP) END",
            "x",
            "shape")
        .expand(List.of(operands.getFirst(), shape), at);
  }
}
