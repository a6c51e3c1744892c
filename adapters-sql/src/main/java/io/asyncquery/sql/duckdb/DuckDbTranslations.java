package io.asyncquery.sql.duckdb;

import static java.util.Map.entry;

import io.asyncquery.sql.function.Conversion;
import io.asyncquery.sql.function.DatePattern;
import io.asyncquery.sql.function.DatePattern.Field;
import io.asyncquery.sql.function.Intersection;
import io.asyncquery.sql.function.Listing;
import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import io.asyncquery.sql.function.Translations;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The functions that DuckDB has not, or means otherwise than Kylin documents them. */
public final class DuckDbTranslations {

  private static final String TABLE =
      """
      # Dates and times. Units are those of JDBC too, such as SQL_TSI_DAY.
      TIMESTAMPADD({unit}, n, t) = t + INTERVAL n {unit}
      TIMESTAMPADD(MILLISECOND, n, t) = t + to_milliseconds(n)
      TIMESTAMPADD(MICROSECOND, n, t) = t + to_microseconds(n)
      DATEADD({unit}, n, t) = t + INTERVAL n {unit}
      DATEADD(MILLISECOND, n, t) = t + to_milliseconds(n)
      DATEADD(MICROSECOND, n, t) = t + to_microseconds(n)
      TIMESTAMPDIFF({unit}, a, b) = date_sub('{unit}', a, b)
      TIMESTAMPDIFF({MILLISECOND|MICROSECOND}, a, b) = date_sub('{MILLISECOND|MICROSECOND}', a, b)
      DATEDIFF(WEEK, a, b) = CAST("date_diff"('day', date_trunc('week', CAST(a AS TIMESTAMP)), date_trunc('week', CAST(b AS TIMESTAMP))) / 7 AS BIGINT)
      DATEDIFF({unit}, a, b) = "date_diff"('{unit}', a, b)
      DATEDIFF(b, a) = "date_diff"('day', CAST(a AS DATE), CAST(b AS DATE))
      ADD_MONTHS(d, n) = CAST(CAST(d AS DATE) + INTERVAL n MONTH AS DATE)
      DATE_ADD(d, INTERVAL i) = d + i
      DATE_ADD(d, n) = CAST(d AS DATE) + CAST(n AS INTEGER)
      DATE_SUB(d, INTERVAL i) = d - i
      DATE_SUB(d, n) = CAST(d AS DATE) - CAST(n AS INTEGER)
      FLOOR(t, {unit}) = date_trunc('{unit}', t)
      CEIL(t, {unit}) = date_trunc('{unit}', t + INTERVAL 1 {unit} - to_microseconds(1))
      TRUNC(d, '{year|yyyy|yy}') = CAST(date_trunc('year', CAST(d AS TIMESTAMP)) AS DATE)
      TRUNC(d, '{month|mon|mm}') = CAST(date_trunc('month', CAST(d AS TIMESTAMP)) AS DATE)
      EXTRACT(DOW, t) = dayofweek(t) + 1
      EXTRACT(NANOSECOND, t) = date_part('microsecond', t) * 1000
      DAYOFWEEK(t) = dayofweek(t) + 1
      {NOW|CURRENT_TIMESTAMP}() = LOCALTIMESTAMP
      CURRENT_TIMESTAMP(digits) = LOCALTIMESTAMP
      {CURTIME|CURRENT_TIME}() = LOCALTIME
      {CURDATE|CURRENT_DATE}() = CURRENT_DATE
      UNIX_TIMESTAMP() = CAST(floor(epoch(now())) AS BIGINT)
      UNIX_TIMESTAMP(t) = seconds(TRY_CAST(t AS TIMESTAMP))
      UNIX_TIMESTAMP(s, form) = seconds(try_strptime(CAST(s AS VARCHAR), strftime_pattern(form)))
      FROM_UNIXTIME(n) = strftime(CAST(to_timestamp(n) AS TIMESTAMP), '%Y-%m-%d %H:%M:%S')
      FROM_UNIXTIME(n, form) = strftime(CAST(to_timestamp(n) AS TIMESTAMP), strftime_pattern(form))
      FROM_UTC_TIMESTAMP(t, zone) = timezone(zone, timezone('UTC', CAST(t AS TIMESTAMP)))
      TO_UTC_TIMESTAMP(t, zone) = timezone('UTC', timezone(zone, CAST(t AS TIMESTAMP)))
      {TO_CHAR|DATE_FORMAT}(t, form) = strftime(CAST(t AS TIMESTAMP), strftime_pattern(form))
      DATE(x) = CAST(x AS DATE)
      TIME(x) = CAST(x AS TIME)
      TIMESTAMP(x) = CAST(x AS TIMESTAMP)
      TO_CHAR(x) = CAST(x AS VARCHAR)
      TO_DATE(x) = CAST(TRY_CAST(x AS TIMESTAMP) AS DATE)
      TO_DATE(s, form) = CAST(try_strptime(CAST(s AS VARCHAR), strftime_pattern(form)) AS DATE)
      TO_TIMESTAMP(x) = TRY_CAST(x AS TIMESTAMP)
      TO_TIMESTAMP(s, form) = try_strptime(CAST(s AS VARCHAR), strftime_pattern(form))

      # Texts
      CONCAT(x...) = joined(x)
      INITCAP(s) = array_to_string(list_transform(regexp_extract_all(s, '[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+'), w -> upper(substring(w, 1, 1)) || lower(substring(w, 2))), '')
      INITCAPB(s) = array_to_string(list_transform(regexp_extract_all(s, '[A-Za-z0-9]+|[^A-Za-z0-9]+'), w -> CASE WHEN regexp_matches(w, '^[A-Za-z0-9]') THEN upper(substring(w, 1, 1)) || lower(substring(w, 2)) ELSE w END), '')
      INSTR(s, part, n) = CASE WHEN n < 1 THEN 0 WHEN instr(substring(s, n), part) = 0 THEN 0 ELSE instr(substring(s, n), part) + n - 1 END
      LOCATE(part, s) = instr(s, part)
      {LOCATE|POSITION}(part, s, n) = CASE WHEN n < 1 THEN 0 WHEN instr(substring(s, n), part) = 0 THEN 0 ELSE instr(substring(s, n), part) + n - 1 END
      {SUBSTRING|SUBSTR}(s, i) = substring(s, from_first(i))
      {SUBSTRING|SUBSTR}(s, i, n) = substring(s, from_first(i), not_negative(n))
      SPLIT_PART(s, part, n) = CASE WHEN s IS NOT NULL AND part IS NOT NULL AND n IS NOT NULL THEN coalesce(string_split(s, part)[n], '') END
      SUBSTRING_INDEX(s, part, n) = array_to_string(CASE WHEN n > 0 THEN list_slice(string_split(s, part), 1, n) WHEN n < 0 THEN list_slice(string_split(s, part), n, -1) ELSE list_slice(string_split(s, part), 1, 0) END, part)
      FIND_IN_SET(s, list) = CASE WHEN s IS NOT NULL AND list IS NOT NULL THEN coalesce(list_position(string_split(list, ','), s), 0) END
      SPACE(n) = repeat(' ', n)
      CHAR(n) = chr(n)
      UNBASE64(s) = from_base64(s)
      BASE64(x) = base64(CAST(x AS BLOB))
      ENCODE(s, 'utf-8') = encode(s)
      DECODE(b, 'utf-8') = decode(b)
      {REGEXP_LIKE|RLIKE}(s, regex) = regexp_matches(s, regex)
      NOT RLIKE(s, regex) = NOT regexp_matches(s, regex)

      # JSON
      JSON_ARRAY ABSENT ON NULL() = json_array()
      JSON_ARRAY ABSENT ON NULL(x...) = json_list(texts(x))
      JSON_OBJECT ABSENT ON NULL() = json_object()
      JSON_OBJECT ABSENT ON NULL(x...) = json_members(members(x))
      JSON_ARRAYAGG(x) = json_of_all(list(x))
      JSON_ARRAYAGG ABSENT ON NULL(x) = json_of_some(list(x))
      JSON_OBJECTAGG(k, x) = object_of_all(list(member(k, x)))
      JSON_OBJECTAGG ABSENT ON NULL(k, x) = object_of_some(list(CASE WHEN x IS NOT NULL THEN member(k, x) END))

      # NULL and types
      NVL(x, y) = COALESCE(x, y)
      ISNULL(x) = x IS NULL
      ISNULL(x, y) = COALESCE(x, y)
      CONVERT(x, type) = cast_as(x, type)

      # Numbers
      LOG(x) = ln(x)
      LOG1P(x) = ln(1 + x)
      EXPM1(x) = exp(x) - 1
      HYPOT(x, y) = sqrt(power(x, 2) + power(y, 2))
      RINT(x) = round_even(CAST(x AS DOUBLE), 0)
      BROUND(x, n) = round_even(x, n)
      TRUNCATE(x) = trunc(x)
      TRUNCATE(x, n) = trunc(x, n)
      RAND() = random()

      # Over many rows
      COUNT(x, y...) = COUNT(whole(x, y))
      COLLECT_SET(x) = array_agg(DISTINCT x ORDER BY x) FILTER (WHERE x IS NOT NULL)
      PERCENTILE(x, p) = quantile_cont(CAST(x AS DOUBLE), p)
      PERCENTILE_APPROX(x, p) = approx_quantile(CAST(x AS DOUBLE), p)
      PERCENTILE_APPROX(x, p, accuracy) = approx_quantile(CAST(x AS DOUBLE), p)
      INTERSECT_COUNT(x, y, met) = coalesce(len(common(x, y, met)), 0)
      INTERSECT_VALUE(x, y, met) = list_sort(coalesce(common(x, y, met), ARRAY[]))
      SIZE(x) = len(x)
      EXPLODE(x) = "unnest"(x)
      """;

  private static final Map<Field, String> STRFTIME =
      Map.ofEntries(
          entry(Field.YEAR, "%Y"),
          entry(Field.YEAR_OF_CENTURY, "%y"),
          entry(Field.MONTH, "%-m"),
          entry(Field.MONTH_OF_TWO, "%m"),
          entry(Field.MONTH_SHORT, "%b"),
          entry(Field.MONTH_NAME, "%B"),
          entry(Field.DAY, "%-d"),
          entry(Field.DAY_OF_TWO, "%d"),
          entry(Field.DAY_OF_YEAR, "%-j"),
          entry(Field.DAY_OF_YEAR_OF_THREE, "%j"),
          entry(Field.WEEKDAY_SHORT, "%a"),
          entry(Field.WEEKDAY_NAME, "%A"),
          entry(Field.HOUR, "%-H"),
          entry(Field.HOUR_OF_TWO, "%H"),
          entry(Field.HOUR_OF_TWELVE, "%-I"),
          entry(Field.HOUR_OF_TWELVE_OF_TWO, "%I"),
          entry(Field.MINUTE, "%-M"),
          entry(Field.MINUTE_OF_TWO, "%M"),
          entry(Field.SECOND, "%-S"),
          entry(Field.SECOND_OF_TWO, "%S"),
          entry(Field.MILLISECOND, "%g"),
          entry(Field.MICROSECOND, "%f"),
          entry(Field.HALF_OF_DAY, "%p"));

  private static final Macro MEMBER =
      Phrase.of("CAST(json_object(CAST(", " AS VARCHAR), ", ") AS VARCHAR)[2:-2]");

  private static final Macro PRESENT_MEMBER =
      Macro.of("CASE WHEN x IS NOT NULL THEN member(k, x) END", Map.of("member", MEMBER), "k", "x");

  private static final Map<String, Macro> MACROS =
      Map.ofEntries(
          entry("strftime_pattern", DuckDbTranslations::pattern),
          entry("joined", DuckDbTranslations::joined),
          entry(
              "seconds",
              Macro.of("CAST(floor(epoch(CAST(t AS TIMESTAMP WITH TIME ZONE))) AS BIGINT)", "t")),
          entry(
              "from_first",
              unlessFits(n -> n != 0, Macro.of("CASE WHEN i = 0 THEN 1 ELSE i END", "i"))),
          entry(
              "not_negative",
              unlessFits(n -> n >= 0, Macro.of("CASE WHEN n < 0 THEN 0 ELSE n END", "n"))),
          entry("cast_as", Conversion::cast),
          entry("whole", DuckDbTranslations::whole),
          entry(
              "common",
              Intersection.of(
                  "array_agg(DISTINCT x) FILTER (WHERE x IS NOT NULL AND met)",
                  "list_intersect(one, other)")),
          entry("member", MEMBER),
          entry("texts", Listing.of(",", 1, Macro.of("CAST(to_json(x) AS VARCHAR)", "x"))),
          entry("members", Listing.of(",", 2, PRESENT_MEMBER)),
          entry("json_list", Phrase.of("CAST('[' || ", " || ']' AS JSON)")),
          entry("json_members", Phrase.of("CAST('{' || ", " || '}' AS JSON)")),
          entry("json_of_all", Phrase.around("to_json(", ")")),
          entry(
              "json_of_some",
              Phrase.around("to_json(list_filter(", ", lambda present: present IS NOT NULL))")),
          entry(
              "object_of_all",
              Phrase.around("CAST('{' || array_to_string(", ", ',') || '}' AS JSON)")),
          entry(
              "object_of_some",
              Phrase.around(
                  "CAST('{' || array_to_string(list_filter(",
                  ", lambda present: present IS NOT NULL), ',') || '}' AS JSON)")));

  /** The table. */
  public static final Translations INSTANCE = Translations.of(TABLE, MACROS);

  private DuckDbTranslations() {}

  private static SqlNode pattern(List<SqlNode> operands, SqlParserPos at) {
    if (operands.getFirst() instanceof SqlCharStringLiteral text) {
      return SqlLiteral.createCharString(
          DatePattern.translate(text.getValueAs(String.class), STRFTIME, Map.of('%', "%%")), at);
    }
    throw new CalciteException("its pattern must be written out as a text", null);
  }

  /** NULL where one is NULL, which DuckDB's own {@code concat} leaves out. */
  private static SqlNode joined(List<SqlNode> operands, SqlParserPos at) {
    SqlNode first = SqlLiteral.createCharString("", at);
    return operands.stream()
        .reduce((left, right) -> SqlStdOperatorTable.CONCAT.createCall(at, left, right))
        .map(all ->
            operands.size() > 1 ? all : SqlStdOperatorTable.CONCAT.createCall(at, first, all))
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

  /** A number that is written out and fits stays as it is. */
  private static Macro unlessFits(IntPredicate fits, Macro otherwise) {
    return (operands, at) ->
        operands.getFirst() instanceof SqlNumericLiteral number
                && number.isInteger()
                && fits.test(number.intValue(false))
            ? number
            : otherwise.expand(operands, at);
  }
}
