package io.asyncquery.sql.mysql;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What Kylin means by units of time; the first operand of each is the unit. */
final class MySqlTimes {

  /**
   * The second count, a day later, is for the last day of a month that is shorter than the one that
   * it began in.
   */
  private static final Macro WHOLE =
      Macro.of(
          "CASE WHEN a <= b THEN greatest(count, count_later) ELSE least(count, count_later) END",
          "a",
          "b",
          "count",
          "count_later");

  private MySqlTimes() {}

  /** The time that is a number of units after another. */
  static SqlNode later(List<SqlNode> operands, SqlParserPos at) {
    String unit = unit(operands);
    List<SqlNode> rest = operands.subList(1, 3);
    return unit.equals("MILLISECOND")
        ? Phrase.of("(", " + INTERVAL (", ") * 1000 MICROSECOND)").expand(rest, at)
        : Phrase.of("(", " + INTERVAL (", ") " + unit + ")").expand(rest, at);
  }

  /** How many whole units lie between two times, months by their days alone. */
  static SqlNode between(List<SqlNode> operands, SqlParserPos at) {
    return Phrase.of("TIMESTAMPDIFF(" + unit(operands) + ", ", ", ", ")")
        .expand(operands.subList(1, 3), at);
  }

  /** The same for months and what is made of them. */
  static SqlNode wholeMonths(List<SqlNode> operands, SqlParserPos at) {
    SqlNode unit = operands.getFirst();
    SqlNode a = operands.get(1);
    SqlNode b = operands.get(2);
    Macro next = Phrase.of("(", " + INTERVAL 1 DAY)");
    SqlNode nextA = next.expand(List.of(a), at);
    SqlNode nextB = next.expand(List.of(b), at);
    return WHOLE.expand(
        List.of(a, b, between(List.of(unit, a, b), at), between(List.of(unit, nextA, nextB), at)),
        at);
  }

  /** The first moment of the unit that a time is in. */
  static SqlNode beginOf(List<SqlNode> operands, SqlParserPos at) {
    SqlNode t = operands.get(1);
    return switch (unit(operands)) {
      case "YEAR" -> formatted(t, "%Y-01-01", at);
      case "QUARTER" ->
          Phrase.of(
                  "CAST(MAKEDATE(YEAR(",
                  "), 1) + INTERVAL (QUARTER(",
                  ") - 1) QUARTER AS DATETIME)")
              .expand(List.of(t, t), at);
      case "MONTH" -> formatted(t, "%Y-%m-01", at);
      case "WEEK" ->
          Phrase.of("CAST(CAST(", " AS DATE) - INTERVAL WEEKDAY(", ") DAY AS DATETIME)")
              .expand(List.of(t, t), at);
      case "DAY" -> formatted(t, "%Y-%m-%d", at);
      case "HOUR" -> formatted(t, "%Y-%m-%d %H:00:00", at);
      case "MINUTE" -> formatted(t, "%Y-%m-%d %H:%i:00", at);
      case "SECOND" -> formatted(t, "%Y-%m-%d %H:%i:%s", at);
      default -> throw new IllegalArgumentException(unit(operands));
    };
  }

  private static SqlNode formatted(SqlNode t, String pattern, SqlParserPos at) {
    return Phrase.of("CAST(DATE_FORMAT(", ", '" + pattern + "') AS DATETIME)")
        .expand(List.of(t), at);
  }

  private static String unit(List<SqlNode> operands) {
    return ((SqlLiteral) operands.getFirst()).getValueAs(String.class).toUpperCase(Locale.ROOT);
  }
}
