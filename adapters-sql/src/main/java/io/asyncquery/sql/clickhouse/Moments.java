package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
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

  private static final Map<String, Integer> MONTHS_OF =
      Map.of("YEAR", 12, "QUARTER", 3, "MONTH", 1);

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

  private static final Macro MONTHS =
      Macro.of(
          "\"plus\"(\"plus\"(\"multiply\"(toInt128(toYear(first)), 12), toMonth(again)),"
              + " \"multiply\"(toInt128(n), unit))",
          "first",
          "again",
          "n",
          "unit");

  private static final Macro INSTANTS =
      Macro.of(
          "\"plus\"(toInt128(toUnixTimestamp64Micro(toDateTime64(first, 6))),"
              + " \"multiply\"(toInt128(n), unit))",
          "first",
          "again",
          "n",
          "unit");

  /** ClickHouse's times begin with the year 0 and end with 9999: what is beyond is the last one. */
  private static final Macro MONTHS_BEYOND = beyond(1, 9_999 * 12 + 12);

  private static final Macro INSTANTS_BEYOND =
      beyond(-62_167_219_200_000_000L, 253_402_300_799_999_999L);

  private static final Macro FAILING = Phrase.of("throwIf(", ")");
  private static final Macro CHECKED = Macro.of("\"if\"(failing, NULL, made)", "failing", "made");

  private Moments() {}

  /** What is less is very much without a sign. */
  private static Macro beyond(long first, long last) {
    return Macro.of(
        "\"ifNull\"(\"greater\"(toUInt128(\"minus\"(end, toInt64('%d'))), toInt64('%d')), 0)"
            .formatted(first, last - first),
        "end");
  }

  /** The {@link Macro} of unit, time and number. */
  static SqlNode later(List<SqlNode> operands, SqlParserPos at) {
    return later(unit(operands.getFirst()), operands.get(1), operands.get(2), at);
  }

  /** The time so many units after {@code t}, of the type of {@code t}, where there is one. */
  static SqlNode later(String unit, SqlNode t, SqlNode n, SqlParserPos at) {
    Named time = Named.of(t);
    Integer months = MONTHS_OF.get(unit);
    Macro end = months == null ? INSTANTS : MONTHS;
    long length = months == null ? requireNonNull(MICROS_OF.get(unit), unit) : months;
    SqlNode size = SqlLiteral.createExactNumeric(String.valueOf(length), at);
    SqlNode reached = end.expand(List.of(time.first(), time.again(), n, size), at);
    SqlNode isBeyond =
        (months == null ? INSTANTS_BEYOND : MONTHS_BEYOND).expand(List.of(reached), at);
    return CHECKED.expand(
        List.of(
            FAILING.expand(List.of(isBeyond), at),
            added(unit).expand(List.of(time.again(), n), at)),
        at);
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
