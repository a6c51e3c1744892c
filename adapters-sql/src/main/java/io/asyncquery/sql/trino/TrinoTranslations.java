package io.asyncquery.sql.trino;

import static java.util.Map.entry;

import io.asyncquery.sql.function.Conversion;
import io.asyncquery.sql.function.Intersection;
import io.asyncquery.sql.function.JodaPattern;
import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Translations;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The functions that Trino has not, or means otherwise than Kylin documents them. */
public final class TrinoTranslations {

  private static final String TABLE =
      """
      # Dates and times. Units are those of JDBC too, such as SQL_TSI_DAY.
      {TIMESTAMPADD|DATEADD}({unit}, n, t) = "date_add"('{unit}', n, CAST(t AS TIMESTAMP(6)))
      {TIMESTAMPADD|DATEADD}(MILLISECOND, n, t) = "date_add"('millisecond', n, CAST(t AS TIMESTAMP(6)))
      {TIMESTAMPADD|DATEADD}(MICROSECOND, n, t) = of_micros(micros(t) + n)
      TIMESTAMPDIFF({unit}, a, b) = "date_diff"('{unit}', CAST(a AS TIMESTAMP(6)), CAST(b AS TIMESTAMP(6)))
      TIMESTAMPDIFF(MILLISECOND, a, b) = (micros(b) - micros(a)) / 1000
      TIMESTAMPDIFF(MICROSECOND, a, b) = micros(b) - micros(a)
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
      {EXTRACT|DATE_PART}(MICROSECOND, t) = "second"(t) * 1000000 + micros_of_second(t)
      {EXTRACT|DATE_PART}(NANOSECOND, t) = ("second"(t) * 1000000 + micros_of_second(t)) * 1000
      {EXTRACT|DATE_PART}(DOY, t) = day_of_year(t)
      {EXTRACT|DATE_PART}(ISODOW, t) = day_of_week(t)
      {EXTRACT|DATE_PART}(ISOYEAR, t) = year_of_week(t)
      {EXTRACT|DATE_PART}(DECADE, t) = "year"(t) / 10
      {EXTRACT|DATE_PART}(CENTURY, t) = ("year"(t) + 99) / 100
      {EXTRACT|DATE_PART}(MILLENNIUM, t) = ("year"(t) + 999) / 1000
      DATE_PART({unit}, t) = EXTRACT({unit} FROM t)
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
      {TO_CHAR|DATE_FORMAT}(t, form) = format_datetime("date_trunc"('millisecond', CAST(t AS TIMESTAMP(6))), joda_pattern(form))
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
      INITCAP(s) = regexp_replace(s, '([[:alnum:]])([[:alnum:]]*)', w -> upper(w[1]) || lower(w[2]))
      INITCAPB(s) = regexp_replace(s, '([A-Za-z0-9])([A-Za-z0-9]*)', w -> upper(w[1]) || lower(w[2]))
      INSTR(s, part) = strpos(s, part)
      INSTR(s, part, n) = CASE WHEN n < 1 THEN 0 WHEN strpos(substr(s, n), part) = 0 THEN 0 ELSE strpos(substr(s, n), part) + n - 1 END
      LOCATE(part, s) = strpos(s, part)
      {LOCATE|POSITION}(part, s, n) = CASE WHEN n < 1 THEN 0 WHEN strpos(substr(s, n), part) = 0 THEN 0 ELSE strpos(substr(s, n), part) + n - 1 END
      {SUBSTRING|SUBSTR}(s, i) = substr(s, CASE WHEN i = 0 OR i < 0 - length(s) THEN 1 ELSE i END)
      {SUBSTRING|SUBSTR}(s, i, n) = substr(s, CASE WHEN i = 0 THEN 1 ELSE i END, greatest(n, 0))
      SUBSTRING_INDEX(s, part, n) = CASE WHEN n < 0 THEN array_join(reverse(slice(reverse(split(s, part)), 1, greatest(0 - n, 0))), part) ELSE array_join(slice(split(s, part), 1, greatest(n, 0)), part) END
      FIND_IN_SET(s, list) = CASE WHEN s IS NOT NULL AND list IS NOT NULL THEN coalesce(array_position(split(list, ','), s), 0) END
      SPLIT_PART(s, part, n) = CASE WHEN s IS NOT NULL AND part IS NOT NULL AND n IS NOT NULL THEN coalesce(element_at(split(s, part), n), '') END
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
      REGEXP_EXTRACT(s, regex) = CASE WHEN s IS NOT NULL AND regex IS NOT NULL THEN coalesce("regexp_extract"(s, regex), '') END
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
      RINT(x) = half_even(CAST(x AS DOUBLE))
      BROUND(x, n) = half_even(CAST(x AS DOUBLE) * power(10, n)) / power(10, n)
      TRUNC(x) = truncate(x)
      {TRUNC|TRUNCATE}(x, n) = cut(x, n)

      # Over many rows. An average of decimals would have no more places than they have.
      AVG(x) = avg(CAST(x AS DOUBLE))
      COUNT(x, y...) = COUNT(whole(x, y))
      COLLECT_SET(x) = array_agg(DISTINCT x ORDER BY x) FILTER (WHERE x IS NOT NULL)
      PERCENTILE(x, p) = element_at(transform(ARRAY[array_sort(array_agg(CAST(x AS DOUBLE)) FILTER (WHERE x IS NOT NULL))], a -> between_ranks(a, p * (cardinality(a) - 1))), 1)
      APPROX_COUNT_DISTINCT(x) = approx_distinct(x)
      PERCENTILE_APPROX(x, p) = approx_percentile(CAST(x AS DOUBLE), p)
      PERCENTILE_APPROX(x, p, accuracy) = approx_percentile(CAST(x AS DOUBLE), p)
      INTERSECT_COUNT(x, y, met) = coalesce(cardinality(common(x, y, met)), 0)
      INTERSECT_VALUE(x, y, met) = array_sort(coalesce(common(x, y, met), ARRAY[]))
      SIZE(x) = cardinality(x)
      """;

  private static final Macro CUT_TO_WHOLE = Macro.of("truncate(x)", "x", "n");
  private static final Macro CUT = Macro.of("truncate(x, n)", "x", "n");

  private static final Macro AS_TEXT = Macro.of("CAST(x AS VARCHAR)", "x");

  private static final Map<String, Macro> MACROS =
      Map.ofEntries(
          entry("joda_pattern", JodaPattern::of),
          entry("joined", TrinoTranslations::joined),
          entry(
              "seconds",
              Macro.of(
                  "CAST(floor(to_unixtime(with_timezone(t, current_timezone()))) AS BIGINT)", "t")),
          // Since 1970; Trino itself counts milliseconds, of which it leaves out the rest.
          entry(
              "micros",
              Macro.of(
                  "\"date_diff\"('millisecond', CAST('1970-01-01' AS TIMESTAMP(6)), CAST(t AS"
                      + " TIMESTAMP(6))) * 1000"
                      + " + CAST(substr(CAST(CAST(t AS TIMESTAMP(6)) AS VARCHAR), -3) AS BIGINT)",
                  "t")),
          entry(
              "of_micros",
              Macro.of(
                  "CAST(at_timezone(from_unixtime_nanos(CAST(n AS DECIMAL(38, 0)) * 1000), 'UTC')"
                      + " AS TIMESTAMP(6))",
                  "n")),
          entry(
              "micros_of_second",
              Macro.of(
                  "CAST(substr(CAST(CAST(t AS TIMESTAMP(6)) AS VARCHAR), -6) AS BIGINT)", "t")),
          entry(
              "half_even",
              Macro.of(
                  "CASE WHEN abs(x - truncate(x)) = 0.5 THEN 2 * round(x / 2) ELSE round(x) END",
                  "x")),
          entry("cut", TrinoTranslations::cut),
          // Between the value before a place in a list and that behind it, in proportion.
          entry(
              "between_ranks",
              Macro.of(
                  "a[CAST(floor(r) AS INTEGER) + 1] + (r - floor(r)) * (a[CAST(\"ceil\"(r) AS"
                      + " INTEGER) + 1] - a[CAST(floor(r) AS INTEGER) + 1])",
                  "a",
                  "r")),
          entry("cast_as", Conversion::cast),
          entry("whole", TrinoTranslations::whole),
          entry(
              "common",
              Intersection.of(
                  "array_agg(DISTINCT x) FILTER (WHERE x IS NOT NULL AND met)",
                  "array_intersect(one, other)")));

  /** The table. */
  public static final Translations INSTANCE = Translations.of(TABLE, MACROS);

  private TrinoTranslations() {}

  /** To so many digits; only decimals can be cut to other than whole numbers. */
  private static SqlNode cut(List<SqlNode> operands, SqlParserPos at) {
    boolean whole =
        operands.get(1) instanceof SqlNumericLiteral digits
            && digits.bigDecimalValue() != null
            && digits.bigDecimalValue().signum() == 0;
    return (whole ? CUT_TO_WHOLE : CUT).expand(operands, at);
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
