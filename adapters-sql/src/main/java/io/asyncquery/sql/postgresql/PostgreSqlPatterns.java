package io.asyncquery.sql.postgresql;

import static java.util.Map.entry;

import io.asyncquery.sql.function.DatePattern;
import io.asyncquery.sql.function.DatePattern.Field;
import io.asyncquery.sql.function.Macro;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Patterns of dates. To write one, PostgreSQL has templates. To read one, its own function takes
 * much that is no date and fails on the rest, so each field is taken out of the text by a regular
 * expression of the whole.
 */
final class PostgreSqlPatterns {

  private static final Map<Field, String> TEMPLATES =
      Map.ofEntries(
          entry(Field.YEAR, "YYYY"),
          entry(Field.YEAR_OF_CENTURY, "YY"),
          entry(Field.MONTH, "FMMM"),
          entry(Field.MONTH_OF_TWO, "MM"),
          entry(Field.MONTH_SHORT, "Mon"),
          entry(Field.MONTH_NAME, "FMMonth"),
          entry(Field.DAY, "FMDD"),
          entry(Field.DAY_OF_TWO, "DD"),
          entry(Field.DAY_OF_YEAR, "FMDDD"),
          entry(Field.DAY_OF_YEAR_OF_THREE, "DDD"),
          entry(Field.WEEKDAY_SHORT, "Dy"),
          entry(Field.WEEKDAY_NAME, "FMDay"),
          entry(Field.HOUR, "FMHH24"),
          entry(Field.HOUR_OF_TWO, "HH24"),
          entry(Field.HOUR_OF_TWELVE, "FMHH12"),
          entry(Field.HOUR_OF_TWELVE_OF_TWO, "HH12"),
          entry(Field.MINUTE, "FMMI"),
          entry(Field.MINUTE_OF_TWO, "MI"),
          entry(Field.SECOND, "FMSS"),
          entry(Field.SECOND_OF_TWO, "SS"),
          entry(Field.MILLISECOND, "MS"),
          entry(Field.MICROSECOND, "US"),
          entry(Field.HALF_OF_DAY, "AM"));

  /** Each field in a group of its own, by a letter that says what it is. */
  private static final Map<Field, String> READ =
      Map.ofEntries(
          entry(Field.YEAR, "<y:\\d{4}>"),
          entry(Field.MONTH, "<M:0?[1-9]|1[0-2]>"),
          entry(Field.MONTH_OF_TWO, "<M:0?[1-9]|1[0-2]>"),
          entry(Field.DAY, "<d:0?[1-9]|[12]\\d|3[01]>"),
          entry(Field.DAY_OF_TWO, "<d:0?[1-9]|[12]\\d|3[01]>"),
          entry(Field.HOUR, "<H:[01]?\\d|2[0-3]>"),
          entry(Field.HOUR_OF_TWO, "<H:[01]?\\d|2[0-3]>"),
          entry(Field.MINUTE, "<m:[0-5]?\\d>"),
          entry(Field.MINUTE_OF_TWO, "<m:[0-5]?\\d>"),
          entry(Field.SECOND, "<s:[0-5]?\\d>"),
          entry(Field.SECOND_OF_TWO, "<s:[0-5]?\\d>"),
          entry(Field.MILLISECOND, "<f:\\d{1,3}>"),
          entry(Field.MICROSECOND, "<f:\\d{1,6}>"));

  private static final Map<Character, String> QUOTED = quoted();
  private static final Map<Character, String> ESCAPED = escaped();

  /** NULL beyond the last day of the month. */
  private static final Macro TIME =
      Macro.of(
          """
          CASE WHEN textregexeq(s, whole) THEN
            CASE WHEN d <= date_part('day', make_timestamp(y, m, 1, 0, 0, 0) + make_interval(0, 1)
              - make_interval(0, 0, 0, 1))
            THEN make_timestamp(y, m, d, h, mi, sec) END END\
          """,
          "s",
          "whole",
          "y",
          "m",
          "d",
          "h",
          "mi",
          "sec");

  private PostgreSqlPatterns() {}

  /** The template of a pattern. */
  static SqlNode pattern(List<SqlNode> operands, SqlParserPos at) {
    return SqlLiteral.createCharString(
        DatePattern.translate(text(operands.getFirst()), TEMPLATES, QUOTED), at);
  }

  /** The time in a text by a pattern; NULL where it is none. */
  static SqlNode parsed(List<SqlNode> operands, SqlParserPos at) {
    SqlNode s = Macro.of("CAST(s AS VARCHAR)", "s").expand(operands.subList(0, 1), at);
    String fields = DatePattern.translate(text(operands.get(1)), READ, ESCAPED);
    return TIME.expand(
        List.of(
            s,
            SqlLiteral.createCharString(groups(fields, ' '), at),
            number(s, fields, 'y', "1900", at),
            number(s, fields, 'M', "1", at),
            number(s, fields, 'd', "1", at),
            number(s, fields, 'H', "0", at),
            number(s, fields, 'm', "0", at),
            seconds(s, fields, at)),
        at);
  }

  private static SqlNode number(
      SqlNode s, String fields, char field, String otherwise, SqlParserPos at) {
    if (!fields.contains("<" + field + ":")) {
      return Macro.of(otherwise).expand(List.of(), at);
    }
    SqlNode group = SqlLiteral.createCharString(groups(fields, field), at);
    return Macro.of("CAST(substring(s, g) AS INTEGER)", "s", "g").expand(List.of(s, group), at);
  }

  private static SqlNode seconds(SqlNode s, String fields, SqlParserPos at) {
    SqlNode whole = number(s, fields, 's', "0", at);
    if (!fields.contains("<f:")) {
      return whole;
    }
    SqlNode group = SqlLiteral.createCharString(groups(fields, 'f'), at);
    return Macro.of("n + CAST('0.' || substring(s, g) AS DOUBLE)", "n", "s", "g")
        .expand(List.of(whole, s, group), at);
  }

  /** The regular expression in which {@code captured} alone is a group that is told. */
  private static String groups(String fields, char captured) {
    return "^"
        + fields
            .replaceAll("<" + captured + ":", "(")
            .replaceAll("<[a-zA-Z]:", "(?:")
            .replace('>', ')')
        + "$";
  }

  private static String text(SqlNode pattern) {
    if (pattern instanceof SqlCharStringLiteral text) {
      return text.getValueAs(String.class);
    }
    throw new CalciteException("its pattern must be written out as a text", null);
  }

  private static Map<Character, String> quoted() {
    Map<Character, String> quoted = new HashMap<>();
    IntStream.rangeClosed('A', 'z')
        .filter(Character::isLetter)
        .forEach(letter -> quoted.put((char) letter, "\"" + (char) letter + "\""));
    quoted.put('"', "\\\"");
    quoted.put('\\', "\\\\");
    return Map.copyOf(quoted);
  }

  private static Map<Character, String> escaped() {
    return "\\.[]{}()*+-?^$|&#<>"
        .chars()
        .mapToObj(c -> (char) c)
        .collect(Collectors.toMap(c -> c, PostgreSqlPatterns::code));
  }

  private static String code(char c) {
    return switch (c) {
      case '<' -> "\\u003C";
      case '>' -> "\\u003E";
      default -> "\\" + c;
    };
  }
}
