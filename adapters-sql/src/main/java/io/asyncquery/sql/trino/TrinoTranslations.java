package io.asyncquery.sql.trino;

import static java.util.Map.entry;

import io.asyncquery.sql.function.Conversion;
import io.asyncquery.sql.function.DatePattern;
import io.asyncquery.sql.function.DatePattern.Field;
import io.asyncquery.sql.function.Intersection;
import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Translations;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The functions that Trino has not, or means otherwise than Kylin documents them. */
final class TrinoTranslations {

  private static final String TABLE =
      """
      # Dates and times. Units are those of JDBC too, such as SQL_TSI_DAY.
      {TIMESTAMPADD|DATEADD}({unit}, n, t) = "date_add"('{unit}', n, CAST(t AS TIMESTAMP(6)))
      {TIMESTAMPADD|DATEADD}(MILLISECOND, n, t) = "date_add"('millisecond', n, CAST(t AS TIMESTAMP(6)))
      {TIMESTAMPADD|DATEADD}({MICROSECOND|NANOSECOND}, n, t) = too_fine(t)
      TIMESTAMPDIFF({unit}, a, b) = "date_diff"('{unit}', CAST(a AS TIMESTAMP(6)), CAST(b AS TIMESTAMP(6)))
      TIMESTAMPDIFF(MILLISECOND, a, b) = "date_diff"('millisecond', CAST(a AS TIMESTAMP(6)), CAST(b AS TIMESTAMP(6)))
      TIMESTAMPDIFF({MICROSECOND|NANOSECOND}, a, b) = too_fine(a)
      DATEDIFF({unit}, a, b) = "date_diff"('{unit}', "date_trunc"('{unit}', CAST(a AS TIMESTAMP(6))), "date_trunc"('{unit}', CAST(b AS TIMESTAMP(6))))
      DATEDIFF(b, a) = "date_diff"('day', CAST(a AS DATE), CAST(b AS DATE))
      ADD_MONTHS(d, n) = "date_add"('month', n, CAST(d AS DATE))
      DATE_ADD(d, INTERVAL i) = CAST(d AS TIMESTAMP(6)) + i
      DATE_ADD(d, n) = "date_add"('day', n, CAST(d AS DATE))
      DATE_SUB(d, INTERVAL i) = CAST(d AS TIMESTAMP(6)) - i
      DATE_SUB(d, n) = "date_add"('day', 0 - n, CAST(d AS DATE))
      FLOOR(t, {unit}) = "date_trunc"('{unit}', CAST(t AS TIMESTAMP(6)))
      CEIL(t, {unit}) = CASE WHEN "date_trunc"('{unit}', CAST(t AS TIMESTAMP(6))) = CAST(t AS TIMESTAMP(6)) THEN CAST(t AS TIMESTAMP(6)) ELSE "date_add"('{unit}', 1, "date_trunc"('{unit}', CAST(t AS TIMESTAMP(6)))) END
      TRUNC(d, '{year|yyyy|yy}') = "date_trunc"('year', CAST(d AS DATE))
      TRUNC(d, '{month|mon|mm}') = "date_trunc"('month', CAST(d AS DATE))
      {EXTRACT|DATE_PART}(DOW, t) = mod(day_of_week(t), 7) + 1
      {EXTRACT|DATE_PART}(EPOCH, t) = to_unixtime(CAST(t AS TIMESTAMP(6)))
      {EXTRACT|DATE_PART}(MILLISECOND, t) = "second"(t) * 1000 + "millisecond"(t)
      {EXTRACT|DATE_PART}({MICROSECOND|NANOSECOND}, t) = too_fine(t)
      DATE_PART({unit}, t) = EXTRACT({unit} FROM t)
      DATE_PART(DOY, t) = EXTRACT(DOY FROM t)
      DAYOFWEEK(t) = mod(day_of_week(t), 7) + 1
      DAYOFMONTH(t) = day_of_month(t)
      DAYOFYEAR(t) = day_of_year(t)
      WEEKOFYEAR(t) = week_of_year(t)
      DAYNAME(t) = format_datetime(CAST(t AS TIMESTAMP(6)), 'EEEE')
      MONTHNAME(t) = format_datetime(CAST(t AS TIMESTAMP(6)), 'MMMM')
      LAST_DAY(d) = last_day_of_month(CAST(d AS DATE))
      {NOW|CURRENT_TIMESTAMP}() = LOCALTIMESTAMP
      CURRENT_TIMESTAMP(digits) = LOCALTIMESTAMP
      {CURTIME|CURRENT_TIME}() = LOCALTIME
      {CURDATE|CURRENT_DATE}() = CURRENT_DATE
      UNIX_TIMESTAMP() = CAST(floor(to_unixtime("now"())) AS BIGINT)
      UNIX_TIMESTAMP(t) = seconds(TRY_CAST(t AS TIMESTAMP(6)))
      UNIX_TIMESTAMP(s, form) = seconds(try(CAST(parse_datetime(CAST(s AS VARCHAR), joda_pattern(form)) AS TIMESTAMP(6))))
      FROM_UNIXTIME(n) = format_datetime("from_unixtime"(n), 'yyyy-MM-dd HH:mm:ss')
      FROM_UNIXTIME(n, form) = format_datetime("from_unixtime"(n), joda_pattern(form))
      FROM_UTC_TIMESTAMP(t, zone) = CAST(at_timezone(with_timezone(CAST(t AS TIMESTAMP(6)), 'UTC'), zone) AS TIMESTAMP(6))
      TO_UTC_TIMESTAMP(t, zone) = CAST(at_timezone(with_timezone(CAST(t AS TIMESTAMP(6)), zone), 'UTC') AS TIMESTAMP(6))
      {TO_CHAR|DATE_FORMAT}(t, form) = format_datetime(CAST(t AS TIMESTAMP(6)), joda_pattern(form))
      DATE(x) = CAST(x AS DATE)
      TIME(x) = CAST(x AS TIME(6))
      TIMESTAMP(x) = CAST(x AS TIMESTAMP(6))
      TO_CHAR(x) = CAST(x AS VARCHAR)
      TO_DATE(x) = CAST(TRY_CAST(x AS TIMESTAMP(6)) AS DATE)
      TO_DATE(s, form) = CAST(try(parse_datetime(CAST(s AS VARCHAR), joda_pattern(form))) AS DATE)
      TO_TIMESTAMP(x) = TRY_CAST(x AS TIMESTAMP(6))
      TO_TIMESTAMP(s, form) = CAST(try(parse_datetime(CAST(s AS VARCHAR), joda_pattern(form))) AS TIMESTAMP(6))

      # Texts
      CONCAT(x...) = joined(x)
      INITCAP(s) = regexp_replace(s, '([\\p{L}\\p{N}])([\\p{L}\\p{N}]*)', w -> upper(w[1]) || lower(w[2]))
      INITCAPB(s) = regexp_replace(s, '([A-Za-z0-9])([A-Za-z0-9]*)', w -> upper(w[1]) || lower(w[2]))
      INSTR(s, part) = strpos(s, part)
      INSTR(s, part, n) = CASE WHEN n < 1 THEN 0 WHEN strpos(substr(s, n), part) = 0 THEN 0 ELSE strpos(substr(s, n), part) + n - 1 END
      LOCATE(part, s) = strpos(s, part)
      LOCATE(part, s, n) = CASE WHEN n < 1 THEN 0 WHEN strpos(substr(s, n), part) = 0 THEN 0 ELSE strpos(substr(s, n), part) + n - 1 END
      {SUBSTRING|SUBSTR}(s, i) = substr(s, CASE WHEN i = 0 THEN 1 ELSE i END)
      {SUBSTRING|SUBSTR}(s, i, n) = substr(s, CASE WHEN i = 0 THEN 1 ELSE i END, greatest(n, 0))
      SUBSTRING_INDEX(s, part, n) = CASE WHEN n < 0 THEN array_join(reverse(slice(reverse(split(s, part)), 1, greatest(0 - n, 0))), part) ELSE array_join(slice(split(s, part), 1, greatest(n, 0)), part) END
      FIND_IN_SET(s, list) = CASE WHEN s IS NOT NULL AND list IS NOT NULL THEN coalesce(array_position(split(list, ','), s), 0) END
      LEFT(s, n) = substr(s, 1, greatest(n, 0))
      RIGHT(s, n) = CASE WHEN n < 1 THEN '' WHEN n >= length(s) THEN s ELSE substr(s, 0 - n) END
      REPEAT(s, n) = CASE WHEN s = '' THEN '' ELSE rpad('', greatest(n, 0) * length(s), s) END
      SPACE(n) = rpad('', greatest(n, 0), ' ')
      {CHAR_LENGTH|CHARACTER_LENGTH}(s) = length(s)
      ASCII(s) = codepoint(CAST(substr(s, 1, 1) AS VARCHAR(1)))
      CHAR(n) = chr(n)
      LCASE(s) = lower(s)
      UCASE(s) = upper(s)
      LEVENSHTEIN(a, b) = levenshtein_distance(a, b)
      UNBASE64(s) = from_base64(s)
      BASE64(x) = to_base64(to_utf8(x))
      ENCODE(s, 'utf-8') = to_utf8(s)
      DECODE(b, 'utf-8') = from_utf8(b)
      {REGEXP_LIKE|RLIKE}(s, regex) = regexp_like(s, regex)
      NOT RLIKE(s, regex) = NOT regexp_like(s, regex)

      # NULL and types
      {NVL|IFNULL}(x, y) = COALESCE(x, y)
      ISNULL(x) = x IS NULL
      ISNULL(x, y) = COALESCE(x, y)
      CONVERT(x, type) = cast_as(x, type)

      # Numbers
      LOG(x) = ln(x)
      LOG1P(x) = ln(1 + x)
      EXPM1(x) = exp(x) - 1
      HYPOT(x, y) = sqrt(power(x, 2) + power(y, 2))
      COT(x) = 1 / tan(x)
      RINT(x) = CASE WHEN abs(CAST(x AS DOUBLE) - truncate(CAST(x AS DOUBLE))) = 0.5 THEN 2 * round(CAST(x AS DOUBLE) / 2) ELSE round(CAST(x AS DOUBLE)) END
      TRUNC(x) = truncate(x)
      TRUNC(x, n) = truncate(x, n)

      # Over many rows
      COUNT(x, y...) = COUNT(whole(x, y))
      COLLECT_SET(x) = array_agg(DISTINCT x ORDER BY x) FILTER (WHERE x IS NOT NULL)
      APPROX_COUNT_DISTINCT(x) = approx_distinct(x)
      PERCENTILE_APPROX(x, p) = approx_percentile(CAST(x AS DOUBLE), p)
      PERCENTILE_APPROX(x, p, accuracy) = approx_percentile(CAST(x AS DOUBLE), p)
      INTERSECT_COUNT(x, y, met) = coalesce(cardinality(common(x, y, met)), 0)
      INTERSECT_VALUE(x, y, met) = array_sort(coalesce(common(x, y, met), ARRAY[]))
      SIZE(x) = cardinality(x)
      """;

  /** Stands around letters of text until all are known: neighbours share their quotes. */
  private static final String TEXT = "\u0001";

  /** Joda's letters; it knows nothing below milliseconds. */
  private static final Map<Field, String> JODA =
      Map.ofEntries(
          entry(Field.YEAR, "yyyy"),
          entry(Field.YEAR_OF_CENTURY, "yy"),
          entry(Field.MONTH, "M"),
          entry(Field.MONTH_OF_TWO, "MM"),
          entry(Field.MONTH_SHORT, "MMM"),
          entry(Field.MONTH_NAME, "MMMM"),
          entry(Field.DAY, "d"),
          entry(Field.DAY_OF_TWO, "dd"),
          entry(Field.DAY_OF_YEAR, "D"),
          entry(Field.DAY_OF_YEAR_OF_THREE, "DDD"),
          entry(Field.WEEKDAY_SHORT, "EEE"),
          entry(Field.WEEKDAY_NAME, "EEEE"),
          entry(Field.HOUR, "H"),
          entry(Field.HOUR_OF_TWO, "HH"),
          entry(Field.HOUR_OF_TWELVE, "h"),
          entry(Field.HOUR_OF_TWELVE_OF_TWO, "hh"),
          entry(Field.MINUTE, "m"),
          entry(Field.MINUTE_OF_TWO, "mm"),
          entry(Field.SECOND, "s"),
          entry(Field.SECOND_OF_TWO, "ss"),
          entry(Field.MILLISECOND, "SSS"),
          entry(Field.HALF_OF_DAY, "a"));

  private static final Map<Character, String> ESCAPED =
      IntStream.rangeClosed('\'', 'z')
          .filter(c -> Character.isLetter(c) || c == '\'')
          .mapToObj(c -> (char) c)
          .collect(Collectors.toMap(Function.identity(), c -> c == '\'' ? "''" : TEXT + c + TEXT));

  private static final Macro AS_TEXT = Macro.of("CAST(x AS VARCHAR)", "x");

  private static final Map<String, Macro> MACROS =
      Map.of(
          "joda_pattern",
          TrinoTranslations::pattern,
          "joined",
          TrinoTranslations::joined,
          "seconds",
          Macro.of("CAST(floor(to_unixtime(with_timezone(t, current_timezone()))) AS BIGINT)", "t"),
          "too_fine",
          TrinoTranslations::tooFine,
          "cast_as",
          Conversion::cast,
          "whole",
          TrinoTranslations::whole,
          "common",
          Intersection.of(
              "array_agg(DISTINCT x) FILTER (WHERE x IS NOT NULL AND met)",
              "array_intersect(one, other)"));

  static final Translations INSTANCE = Translations.of(TABLE, MACROS);

  private TrinoTranslations() {}

  private static SqlNode pattern(List<SqlNode> operands, SqlParserPos at) {
    if (operands.getFirst() instanceof SqlCharStringLiteral text) {
      String joda = DatePattern.translate(text.getValueAs(String.class), JODA, ESCAPED);
      return SqlLiteral.createCharString(joda.replace(TEXT + TEXT, "").replace(TEXT, "'"), at);
    }
    throw new CalciteException("its pattern must be written out as a text", null);
  }

  private static SqlNode tooFine(List<SqlNode> operands, SqlParserPos at) {
    throw new CalciteException("Trino counts no unit below milliseconds", null);
  }

  /** NULL where one is NULL; numbers and dates as text. */
  private static SqlNode joined(List<SqlNode> operands, SqlParserPos at) {
    return operands.stream()
        .map(operand -> AS_TEXT.expand(List.of(operand), at))
        .reduce((left, right) -> SqlStdOperatorTable.CONCAT.createCall(at, left, right))
        .orElseThrow();
  }

  /** A row of the operands; NULL where one of them is. */
  private static SqlNode whole(List<SqlNode> operands, SqlParserPos at) {
    SqlNode row = SqlStdOperatorTable.ROW.createCall(at, operands);
    SqlNode complete =
        operands.stream()
            .map(operand -> (SqlNode) SqlStdOperatorTable.IS_NOT_NULL.createCall(at, operand))
            .reduce((one, other) -> SqlStdOperatorTable.AND.createCall(at, one, other))
            .orElseThrow();
    return SqlStdOperatorTable.CASE.createCall(
        null, at, null, SqlNodeList.of(complete), SqlNodeList.of(row), SqlLiteral.createNull(at));
  }
}
