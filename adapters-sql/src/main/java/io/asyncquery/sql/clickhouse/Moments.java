package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The reckoning with units of time. */
final class Moments {

  static final Macro BEGIN =
      Macro.of("CAST(dateTrunc(unit, CAST(t AS TIMESTAMP)) AS TIMESTAMP)", "unit", "t");

  /** Since 1970. */
  static final Macro MICROS = Macro.of("toUnixTimestamp64Micro(CAST(t AS TIMESTAMP))", "t");

  private static final Map<String, Macro> ADDED =
      Map.of(
          "YEAR", Macro.of("addYears(t, n)", "t", "n"),
          "QUARTER", Macro.of("addQuarters(t, n)", "t", "n"),
          "MONTH", Macro.of("addMonths(t, n)", "t", "n"),
          "WEEK", Macro.of("addWeeks(t, n)", "t", "n"),
          "DAY", Macro.of("addDays(t, n)", "t", "n"),
          "HOUR", Macro.of("addHours(t, n)", "t", "n"),
          "MINUTE", Macro.of("addMinutes(t, n)", "t", "n"),
          "SECOND", Macro.of("addSeconds(t, n)", "t", "n"),
          "MILLISECOND", Macro.of("addMilliseconds(t, n)", "t", "n"),
          "MICROSECOND", Macro.of("addMicroseconds(t, n)", "t", "n"));

  private static final Map<String, Long> MICROS_OF =
      Map.of(
          "WEEK", 604_800_000_000L,
          "DAY", 86_400_000_000L,
          "HOUR", 3_600_000_000L,
          "MINUTE", 60_000_000L,
          "SECOND", 1_000_000L,
          "MILLISECOND", 1_000L,
          "MICROSECOND", 1L);

  private static final Macro FIXED =
      Macro.of(
          "intDiv(\"minus\"(toUnixTimestamp64Micro(b), toUnixTimestamp64Micro(a)), unit)",
          "a",
          "b",
          "unit");

  private static final Macro SIGNED =
      Macro.of("CASE WHEN a <= b THEN forth ELSE \"negate\"(back) END", "a", "b", "forth", "back");

  private static final Macro COUNTED = Macro.of("\"dateDiff\"(unit, a, b)", "unit", "a", "b");
  private static final Macro LESS_ONE = Macro.of("\"minus\"(n, \"greater\"(t, b))", "n", "t", "b");

  private Moments() {}

  /** The {@link Macro} of unit, time and number. */
  static SqlNode later(List<SqlNode> operands, SqlParserPos at) {
    return added(unit(operands.getFirst())).expand(operands.subList(1, 3), at);
  }

  /**
   * The {@link Macro} of unit and two times: how many whole units lie between, where the end of a
   * month may be any of its last days.
   */
  static SqlNode elapsed(List<SqlNode> operands, SqlParserPos at) {
    String unit = unit(operands.getFirst());
    Long micros = MICROS_OF.get(unit);
    if (micros != null) {
      SqlNode length = SqlLiteral.createExactNumeric(micros.toString(), at);
      return FIXED.expand(List.of(operands.get(1), operands.get(2), length), at);
    }
    Named a = Named.of(operands.get(1));
    Named b = Named.of(operands.get(2));
    SqlNode forth = whole(unit, a.again(), b.again(), at);
    SqlNode back = whole(unit, b.again(), a.again(), at);
    return SIGNED.expand(List.of(a.first(), b.first(), forth, back), at);
  }

  /** Of a time and a later one. */
  private static SqlNode whole(String unit, SqlNode a, SqlNode b, SqlParserPos at) {
    SqlNode name = SqlLiteral.createCharString(unit.toLowerCase(Locale.ROOT), at);
    SqlNode n = COUNTED.expand(List.of(name, a, b), at);
    return LESS_ONE.expand(List.of(n, added(unit).expand(List.of(a, n), at), b), at);
  }

  private static Macro added(String unit) {
    return requireNonNull(ADDED.get(unit), unit);
  }

  private static String unit(SqlNode text) {
    return ((SqlCharStringLiteral) text).getValueAs(String.class).toUpperCase(Locale.ROOT);
  }
}
