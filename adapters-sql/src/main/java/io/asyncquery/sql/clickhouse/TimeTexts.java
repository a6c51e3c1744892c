package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Texts of days and times. ClickHouse makes a time of nearly any: {@code '20'} is a day of this
 * month, and the twenty-fifth hour that of the day after. Numbers are times to it too.
 */
final class TimeTexts {

  private static final String DAY =
      "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-[0-9]{1,2}-[0-9]{1,2}";
  private static final String CLOCK =
      "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?";
  private static final String OFFSET = "Z|[+-][0-9]{2}(:?[0-9]{2})?";

  private static final String LOCAL = pattern(DAY + "([ T]+" + CLOCK + "Z?)?");
  private static final String ZONED = pattern(DAY + "([ T]+" + CLOCK + " ?(" + OFFSET + ")?)?");
  private static final String TIME = pattern(CLOCK);

  /** What is a time already has no text to be looked at. */
  private static final Macro CHECKED =
      Macro.of(
          "\"if\"(throwIf(\"if\"(match(toTypeName(first), kinds), 0,"
              + " \"ifNull\"(\"not\"(match(toString(again), form)), 0))), NULL, made)",
          "first",
          "again",
          "kinds",
          "form",
          "made");

  private static final Macro MOMENT_OR_NULL =
      Macro.of(
          "\"if\"(match(toString(first), form),"
              + " parseDateTime64BestEffortOrNull(toString(again), 6), NULL)",
          "first",
          "again",
          "form");

  private static final Macro TIME_OR_NULL =
      Macro.of(
          "\"if\"(match(toString(first), form), accurateCastOrNull(toString(again), type), NULL)",
          "first",
          "again",
          "form",
          "type");

  private TimeTexts() {}

  private static String pattern(String form) {
    return "^ *(" + form + ") *$";
  }

  /** The day or moment {@code made} of {@code x}, if that is one or a text of one. */
  static SqlNode moment(Named x, SqlNode made, boolean zoned, SqlParserPos at) {
    return checked(x, "Date", zoned ? ZONED : LOCAL, made, at);
  }

  /** The time of day {@code made} of {@code x}, if that has one or is a text of one. */
  static SqlNode time(Named x, SqlNode made, SqlParserPos at) {
    return checked(x, "Time", TIME, made, at);
  }

  private static SqlNode checked(
      Named x, String kinds, String form, SqlNode made, SqlParserPos at) {
    return CHECKED.expand(
        List.of(x.first(), x.again(), Casts.text(kinds, at), Casts.text(form, at), made), at);
  }

  /** The moment that {@code x} is, or is a text of, or NULL. */
  static SqlNode momentOrNull(Named x, SqlParserPos at) {
    return MOMENT_OR_NULL.expand(List.of(x.first(), x.again(), Casts.text(LOCAL, at)), at);
  }

  /** The same of a time of day. */
  static SqlNode timeOrNull(Named x, String type, SqlParserPos at) {
    return TIME_OR_NULL.expand(
        List.of(x.first(), x.again(), Casts.text(TIME, at), Casts.text(type, at)), at);
  }
}
