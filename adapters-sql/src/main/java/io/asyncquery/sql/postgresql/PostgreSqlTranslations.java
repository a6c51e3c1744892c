package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.function.Conversion;
import io.asyncquery.sql.function.Intersection;
import io.asyncquery.sql.function.Listing;
import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import io.asyncquery.sql.function.Translations;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The functions that PostgreSQL has not, or means otherwise than Kylin documents them. */
public final class PostgreSqlTranslations {

  private static final String TABLE =
      """
      # Dates and times. A date is made a timestamp, which has no time zone.
      TIMESTAMPADD({unit}, n, t) = t + n * one('{unit}')
      TIMESTAMPADD({MILLISECOND|MICROSECOND}, n, t) = t + n * one('{MILLISECOND|MICROSECOND}')
      DATEADD({unit}, n, t) = t + n * one('{unit}')
      DATEADD({MILLISECOND|MICROSECOND}, n, t) = t + n * one('{MILLISECOND|MICROSECOND}')
      TIMESTAMPDIFF(YEAR, a, b) = months(a, b) / 12
      TIMESTAMPDIFF(QUARTER, a, b) = months(a, b) / 3
      TIMESTAMPDIFF(MONTH, a, b) = months(a, b)
      TIMESTAMPDIFF(WEEK, a, b) = CAST(trunc(elapsed(a, b) / 604800) AS BIGINT)
      TIMESTAMPDIFF(DAY, a, b) = CAST(trunc(elapsed(a, b) / 86400) AS BIGINT)
      TIMESTAMPDIFF(HOUR, a, b) = CAST(trunc(elapsed(a, b) / 3600) AS BIGINT)
      TIMESTAMPDIFF(MINUTE, a, b) = CAST(trunc(elapsed(a, b) / 60) AS BIGINT)
      TIMESTAMPDIFF(SECOND, a, b) = CAST(trunc(elapsed(a, b)) AS BIGINT)
      TIMESTAMPDIFF(MILLISECOND, a, b) = CAST(trunc(elapsed(a, b) * 1000) AS BIGINT)
      TIMESTAMPDIFF(MICROSECOND, a, b) = CAST(trunc(elapsed(a, b) * 1000000) AS BIGINT)
      DATEDIFF(YEAR, a, b) = part('year', stamp(b)) - part('year', stamp(a))
      DATEDIFF(QUARTER, a, b) = (part('year', stamp(b)) - part('year', stamp(a))) * 4 + part('quarter', stamp(b)) - part('quarter', stamp(a))
      DATEDIFF(MONTH, a, b) = (part('year', stamp(b)) - part('year', stamp(a))) * 12 + part('month', stamp(b)) - part('month', stamp(a))
      DATEDIFF(WEEK, a, b) = part('epoch', date_trunc('week', stamp(b)) - date_trunc('week', stamp(a))) / 604800
      DATEDIFF(DAY, a, b) = CAST(b AS DATE) - CAST(a AS DATE)
      DATEDIFF(HOUR, a, b) = part('epoch', date_trunc('hour', stamp(b)) - date_trunc('hour', stamp(a))) / 3600
      DATEDIFF(MINUTE, a, b) = part('epoch', date_trunc('minute', stamp(b)) - date_trunc('minute', stamp(a))) / 60
      DATEDIFF(SECOND, a, b) = part('epoch', date_trunc('second', stamp(b)) - date_trunc('second', stamp(a)))
      DATEDIFF(b, a) = CAST(b AS DATE) - CAST(a AS DATE)
      ADD_MONTHS(d, n) = CAST(CAST(d AS DATE) + n * one('month') AS DATE)
      DATE_ADD(d, INTERVAL i) = d + i
      DATE_ADD(d, n) = CAST(d AS DATE) + CAST(n AS INTEGER)
      DATE_SUB(d, INTERVAL i) = d - i
      DATE_SUB(d, n) = CAST(d AS DATE) - CAST(n AS INTEGER)
      FLOOR(t, {unit}) = date_trunc('{unit}', stamp(t))
      CEIL(t, {unit}) = date_trunc('{unit}', stamp(t) + one('{unit}') - one('microsecond'))
      TRUNC(d, '{year|yyyy|yy}') = CAST(date_trunc('year', stamp(d)) AS DATE)
      TRUNC(d, '{month|mon|mm}') = CAST(date_trunc('month', stamp(d)) AS DATE)
      EXTRACT(DOW, t) = part('dow', t) + 1
      EXTRACT(EPOCH, t) = date_part('epoch', t)
      EXTRACT(NANOSECOND, t) = part('microsecond', t) * 1000
      EXTRACT({YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND|DOY|ISODOW|ISOYEAR|DECADE|CENTURY|MILLENNIUM}, t) = part('{YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND|DOY|ISODOW|ISOYEAR|DECADE|CENTURY|MILLENNIUM}', t)
      {YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND}(t) = part('{YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND}', t)
      WEEKOFYEAR(t) = part('week', t)
      DAYOFMONTH(t) = part('day', t)
      DAYOFYEAR(t) = part('doy', t)
      DAYOFWEEK(t) = part('dow', t) + 1
      DAYNAME(t) = to_char(stamp(t), 'FMDay')
      MONTHNAME(t) = to_char(stamp(t), 'FMMonth')
      LAST_DAY(d) = CAST(date_trunc('month', stamp(d)) + one('month') - one('day') AS DATE)
      {NOW|CURRENT_TIMESTAMP}() = LOCALTIMESTAMP
      CURRENT_TIMESTAMP(digits) = LOCALTIMESTAMP
      {CURTIME|CURRENT_TIME}() = LOCALTIME
      {CURDATE|CURRENT_DATE}() = CURRENT_DATE
      UNIX_TIMESTAMP() = part('epoch', now())
      UNIX_TIMESTAMP(t) = seconds(time_of(t))
      UNIX_TIMESTAMP(s, form) = seconds(parsed(s, form))
      FROM_UNIXTIME(n) = to_char(CAST(to_timestamp(n) AS TIMESTAMP), 'YYYY-MM-DD HH24:MI:SS')
      FROM_UNIXTIME(n, form) = to_char(CAST(to_timestamp(n) AS TIMESTAMP), to_char_pattern(form))
      FROM_UTC_TIMESTAMP(t, zone) = in_zone(in_zone(stamp(t), 'UTC'), zone)
      TO_UTC_TIMESTAMP(t, zone) = in_zone(in_zone(stamp(t), zone), 'UTC')
      {TO_CHAR|DATE_FORMAT}(t, form) = to_char(stamp(t), to_char_pattern(form))
      DATE(x) = CAST(x AS DATE)
      TIME(x) = CAST(x AS TIME)
      TIMESTAMP(x) = stamp(x)
      TO_CHAR(x) = CAST(x AS VARCHAR)
      TO_DATE(x) = CAST(time_of(x) AS DATE)
      TO_DATE(s, form) = CAST(parsed(s, form) AS DATE)
      TO_TIMESTAMP(x) = time_of(x)
      TO_TIMESTAMP(s, form) = parsed(s, form)

      # Texts
      CONCAT(x...) = joined(x)
      INITCAPB(s) = initcap(in_ascii(s))
      INSTR(s, part) = strpos(s, part)
      INSTR(s, part, n) = CASE WHEN n < 1 THEN 0 WHEN strpos(substring(s, n), part) = 0 THEN 0 ELSE strpos(substring(s, n), part) + n - 1 END
      LOCATE(part, s) = strpos(s, part)
      {LOCATE|POSITION}(part, s, n) = CASE WHEN n < 1 THEN 0 WHEN strpos(substring(s, n), part) = 0 THEN 0 ELSE strpos(substring(s, n), part) + n - 1 END
      {SUBSTRING|SUBSTR}(s, i) = substring(s, from_first(s, i))
      {SUBSTRING|SUBSTR}(s, i, n) = substring(s, from_first(s, i), not_negative(n))
      SUBSTRING_INDEX(s, part, n) = array_to_string(slice(string_to_array(s, part), CASE WHEN n < 0 THEN greatest(cardinality(string_to_array(s, part)) + n + 1, 1) ELSE 1 END, CASE WHEN n < 0 THEN cardinality(string_to_array(s, part)) ELSE n END), part)
      FIND_IN_SET(s, list) = CASE WHEN s IS NOT NULL AND list IS NOT NULL THEN coalesce(array_position(string_to_array(list, ','), CAST(s AS TEXT)), 0) END
      SPACE(n) = repeat(' ', n)
      CHAR(n) = chr(n)
      UCASE(s) = upper(s)
      LCASE(s) = lower(s)
      SPLIT(s, part) = string_to_array(s, part)
      UNBASE64(s) = decode(s, 'base64')
      BASE64(x) = replace(encode(convert_to(CAST(x AS VARCHAR), 'UTF8'), 'base64'), chr(10), '')
      ENCODE(s, 'utf-8') = convert_to(s, 'UTF8')
      DECODE(b, 'utf-8') = convert_from(b, 'UTF8')
      {REGEXP_LIKE|RLIKE}(s, regex) = textregexeq(s, regex)
      NOT RLIKE(s, regex) = NOT textregexeq(s, regex)
      REGEXP_EXTRACT(s, regex) = CASE WHEN s IS NOT NULL AND regex IS NOT NULL THEN coalesce(substring(s, '(' || regex || ')'), '') END
      UUID() = gen_random_uuid()

      # JSON
      JSON_OBJECT() = json_build_object()
      JSON_OBJECT(x...) = json_build_object(x)
      JSON_ARRAY() = json_build_array()
      JSON_ARRAY(x...) = json_build_array(x)
      JSON_ARRAY ABSENT ON NULL() = json_build_array()
      JSON_ARRAY ABSENT ON NULL(x...) = json_list(texts(x))
      JSON_OBJECT ABSENT ON NULL() = json_build_object()
      JSON_OBJECT ABSENT ON NULL(x...) = json_members(members(x))
      JSON_ARRAYAGG(x) = json_agg(x)
      JSON_ARRAYAGG ABSENT ON NULL(x) = json_of_some(array_agg(CASE WHEN x IS NOT NULL THEN text_of(x) END))
      JSON_OBJECTAGG(k, x) = json_object_agg(k, x)
      JSON_OBJECTAGG ABSENT ON NULL(k, x) = object_of_some(array_agg(CASE WHEN x IS NOT NULL THEN member(k, x) END))

      # NULL and types
      {NVL|IFNULL}(x, y) = COALESCE(x, y)
      ISNULL(x) = x IS NULL
      ISNULL(x, y) = COALESCE(x, y)
      IF(condition, x, y) = CASE WHEN condition THEN x ELSE y END
      CONVERT(x, type) = cast_as(x, type)

      # Numbers
      {LN|LOG}(x) = ln(CAST(x AS DOUBLE))
      LOG(base, x) = CAST(log(CAST(base AS DECIMAL), CAST(x AS DECIMAL)) AS DOUBLE)
      LOG10(x) = log(CAST(x AS DOUBLE))
      LOG2(x) = CAST(log(2, CAST(x AS DECIMAL)) AS DOUBLE)
      LOG1P(x) = ln(1 + CAST(x AS DOUBLE))
      EXP(x) = exp(CAST(x AS DOUBLE))
      EXPM1(x) = exp(CAST(x AS DOUBLE)) - 1
      SQRT(x) = sqrt(CAST(x AS DOUBLE))
      {POWER|POW}(x, y) = power(CAST(x AS DOUBLE), CAST(y AS DOUBLE))
      HYPOT(x, y) = sqrt(power(CAST(x AS DOUBLE), 2) + power(CAST(y AS DOUBLE), 2))
      RINT(x) = round(CAST(x AS DOUBLE))
      BROUND(x, n) = round(CAST(x AS DOUBLE) * power(10.0, n)) / power(10.0, n)
      ROUND(x, n) = round(CAST(x AS DECIMAL), n)
      TRUNCATE(x) = trunc(x)
      TRUNCATE(x, n) = trunc(CAST(x AS DECIMAL), n)
      RAND() = random()

      # Over many rows
      COUNT(x, y...) = COUNT(whole(x, y))
      APPROX_COUNT_DISTINCT(x) = COUNT(DISTINCT x)
      COLLECT_SET(x) = array_agg(DISTINCT x ORDER BY x) FILTER (WHERE x IS NOT NULL)
      PERCENTILE(x, p) = percentile_cont(p) WITHIN GROUP (ORDER BY CAST(x AS DOUBLE))
      PERCENTILE_APPROX(x, p) = percentile_cont(p) WITHIN GROUP (ORDER BY CAST(x AS DOUBLE))
      PERCENTILE_APPROX(x, p, accuracy) = percentile_cont(p) WITHIN GROUP (ORDER BY CAST(x AS DOUBLE))
      INTERSECT_COUNT(x, y, met) = cardinality(sorted(common(x, y, met)))
      INTERSECT_VALUE(x, y, met) = sorted(common(x, y, met))
      SIZE(x) = cardinality(x)
      EXPLODE(x) = "unnest"(x)
      """;

  /** What it says of one value or member, without the brackets. */
  private static final String WITHIN_BRACKETS = ") AS text), '^.|.$', '', 'g')";

  private static final Macro VALUE =
      Phrase.of("regexp_replace(CAST(json_build_array(", WITHIN_BRACKETS);

  private static final Macro MEMBER =
      Phrase.of("regexp_replace(CAST(json_build_object(", ", ", WITHIN_BRACKETS);

  private static final Map<String, Macro> MACROS =
      Map.ofEntries(
          Map.entry("text_of", VALUE),
          Map.entry("member", MEMBER),
          Map.entry(
              "texts",
              Listing.of(
                  ", ",
                  1,
                  Macro.of(
                      "CASE WHEN x IS NOT NULL THEN text_of(x) END",
                      Map.of("text_of", VALUE),
                      "x"))),
          Map.entry(
              "members",
              Listing.of(
                  ", ",
                  2,
                  Macro.of(
                      "CASE WHEN x IS NOT NULL THEN member(k, x) END",
                      Map.of("member", MEMBER),
                      "k",
                      "x"))),
          Map.entry("json_list", Phrase.of("CAST('[' || ", " || ']' AS json)")),
          Map.entry("json_members", Phrase.of("CAST('{' || ", " || '}' AS json)")),
          Map.entry(
              "json_of_some",
              Phrase.around("CAST('[' || array_to_string(", ", ', ') || ']' AS json)")),
          Map.entry(
              "object_of_some",
              Phrase.around("CAST('{ ' || array_to_string(", ", ', ') || ' }' AS json)")),
          Map.entry("one", PostgreSqlTimes::one),
          Map.entry("part", PostgreSqlTimes::part),
          Map.entry("stamp", Macro.of("CAST(t AS TIMESTAMP)", "t")),
          Map.entry("elapsed", PostgreSqlTimes.ELAPSED),
          Map.entry("months", PostgreSqlTimes::months),
          Map.entry("time_of", PostgreSqlTimes::timeOf),
          Map.entry("parsed", PostgreSqlPatterns::parsed),
          Map.entry("to_char_pattern", PostgreSqlPatterns::pattern),
          Map.entry(
              "seconds",
              Macro.of(
                  "CAST(floor(date_part('epoch', CAST(t AS TIMESTAMP WITH TIME ZONE))) AS BIGINT)",
                  "t")),
          Map.entry("joined", PostgreSqlTranslations::joined),
          Map.entry("whole", PostgreSqlTranslations::whole),
          Map.entry("cast_as", Conversion::cast),
          Map.entry("in_ascii", Phrase.of("(", " COLLATE \"C\")")),
          Map.entry("in_zone", Phrase.of("(", " AT TIME ZONE ", ")")),
          Map.entry("slice", Phrase.of("(", ")[", ":", "]")),
          Map.entry("sorted", Phrase.of("ARRAY(SELECT UNNEST(", ") ORDER BY 1)")),
          Map.entry("from_first", PostgreSqlTranslations::fromFirst),
          Map.entry("not_negative", Macro.of("CASE WHEN n < 0 THEN 0 ELSE n END", "n")),
          Map.entry(
              "common",
              Intersection.of(
                  "array_agg(DISTINCT x) FILTER (WHERE x IS NOT NULL AND met)",
                  "shared(one, other)",
                  Map.of(
                      "shared",
                      Phrase.of("ARRAY(SELECT UNNEST(", ") INTERSECT SELECT UNNEST(", "))")))));

  /** The table. */
  public static final Translations INSTANCE = Translations.of(TABLE, MACROS);

  private static final Macro FROM_FIRST =
      Macro.of(
          "CASE WHEN i = 0 THEN 1 WHEN i < 0 THEN greatest(char_length(s) + i + 1, 1) ELSE i END",
          "s",
          "i");

  private PostgreSqlTranslations() {}

  /** NULL where one is NULL. */
  private static SqlNode joined(List<SqlNode> operands, SqlParserPos at) {
    Macro text = Macro.of("CAST(x AS VARCHAR)", "x");
    return operands.stream()
        .map(operand -> text.expand(List.of(operand), at))
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

  /** PostgreSQL counts to before the text; a number that is written out and fits stays. */
  private static SqlNode fromFirst(List<SqlNode> operands, SqlParserPos at) {
    return operands.get(1) instanceof SqlNumericLiteral number
            && number.isInteger()
            && number.intValue(false) > 0
        ? number
        : FROM_FIRST.expand(operands, at);
  }
}
