package io.asyncquery.sql.mysql;

import io.asyncquery.sql.function.Conversion;
import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import io.asyncquery.sql.function.Translations;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The functions that MySQL and MariaDB have not, or mean otherwise than Kylin documents them. */
public final class MySqlTranslations {

  private static final String TABLE =
      """
      # Dates and times
      TIMESTAMPADD({unit}, n, t) = later('{unit}', t, n)
      TIMESTAMPADD({MILLISECOND|MICROSECOND}, n, t) = later('{MILLISECOND|MICROSECOND}', t, n)
      DATEADD({unit}, n, t) = later('{unit}', t, n)
      DATEADD({MILLISECOND|MICROSECOND}, n, t) = later('{MILLISECOND|MICROSECOND}', t, n)
      TIMESTAMPDIFF({YEAR|QUARTER|MONTH}, a, b) = whole_months('{YEAR|QUARTER|MONTH}', a, b)
      TIMESTAMPDIFF({WEEK|DAY|HOUR|MINUTE|SECOND|MICROSECOND}, a, b) = between_times('{WEEK|DAY|HOUR|MINUTE|SECOND|MICROSECOND}', a, b)
      TIMESTAMPDIFF(MILLISECOND, a, b) = truncate(between_times('MICROSECOND', a, b) / 1000, 0)
      DATEDIFF({unit}, a, b) = between_times('{unit}', begin_of('{unit}', a), begin_of('{unit}', b))
      DATEDIFF(b, a) = "datediff"(b, a)
      ADD_MONTHS(d, n) = CAST(later('MONTH', CAST(d AS DATE), n) AS DATE)
      DATE_ADD(d, INTERVAL i) = d + i
      DATE_ADD(d, n) = later('DAY', CAST(d AS DATE), n)
      DATE_SUB(d, INTERVAL i) = d - i
      DATE_SUB(d, n) = later('DAY', CAST(d AS DATE), -(n))
      FLOOR(t, {unit}) = begin_of('{unit}', t)
      CEIL(t, {unit}) = begin_of('{unit}', later('MICROSECOND', later('{unit}', t, 1), -1))
      DATE_TRUNC('{YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND}', t) = begin_of('{YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND}', t)
      TRUNC(d, '{year|yyyy|yy}') = CAST(begin_of('YEAR', d) AS DATE)
      TRUNC(d, '{month|mon|mm}') = CAST(begin_of('MONTH', d) AS DATE)
      EXTRACT(DOW, t) = dayofweek(t)
      EXTRACT(DOY, t) = dayofyear(t)
      EXTRACT(ISODOW, t) = weekday(t) + 1
      EXTRACT(WEEK, t) = weekofyear(t)
      EXTRACT(ISOYEAR, t) = truncate(yearweek(t, 3) / 100, 0)
      EXTRACT(DECADE, t) = truncate(extract_year(t) / 10, 0)
      EXTRACT(CENTURY, t) = "ceiling"(extract_year(t) / 100)
      EXTRACT(MILLENNIUM, t) = "ceiling"(extract_year(t) / 1000)
      EXTRACT(MILLISECOND, t) = truncate(extract_micros(t) / 1000, 0)
      EXTRACT(MICROSECOND, t) = extract_micros(t)
      EXTRACT(NANOSECOND, t) = extract_micros(t) * 1000
      EXTRACT(EPOCH, t) = between_times('SECOND', '1970-01-01', t)
      DATE_PART('{YEAR|QUARTER|MONTH|DAY|HOUR|MINUTE|SECOND}', t) = EXTRACT({YEAR|QUARTER|MONTH|DAY|HOUR|MINUTE|SECOND} FROM t)
      DATE_PART('epoch', t) = between_times('SECOND', '1970-01-01', t)
      WEEK(t) = weekofyear(t)
      {NOW|CURRENT_TIMESTAMP|LOCALTIMESTAMP}() = this_moment()
      CURRENT_TIMESTAMP(digits) = this_moment()
      {CURTIME|CURRENT_TIME|LOCALTIME}() = this_time()
      {CURDATE|CURRENT_DATE}() = this_day()
      UNIX_TIMESTAMP(t) = seconds_until(told(t))
      UNIX_TIMESTAMP(s, form) = seconds_until(parsed(s, form))
      FROM_UNIXTIME(n) = date_format(seconds_after(n), '%Y-%m-%d %H:%i:%s')
      FROM_UNIXTIME(n, form) = written(seconds_after(n), form)
      FROM_UTC_TIMESTAMP(t, zone) = convert_tz(time_of(t), '+00:00', zone)
      TO_UTC_TIMESTAMP(t, zone) = convert_tz(time_of(t), zone, '+00:00')
      {TO_CHAR|DATE_FORMAT}(t, form) = written(t, form)
      DATE(x) = CAST(x AS DATE)
      TIME(x) = CAST(x AS TIME)
      TIMESTAMP(x) = time_of(x)
      TO_CHAR(x) = CAST(x AS VARCHAR)
      TO_DATE(x) = CAST(told(x) AS DATE)
      TO_DATE(s, form) = CAST(parsed(s, form) AS DATE)
      TO_TIMESTAMP(x) = told(x)
      TO_TIMESTAMP(s, form) = parsed(s, form)

      # Texts
      INSTR(s, part, n) = locate(part, s, n)
      STRPOS(s, part) = locate(part, s)
      {SUBSTRING|SUBSTR}(s, i) = substring(s, within(s, i))
      {SUBSTRING|SUBSTR}(s, i, n) = substring(s, from_first(i), n)
      SPLIT_PART(s, part, n) = CASE WHEN abs(n) > (char_length(s) - char_length(replace(s, part, ''))) / char_length(part) + 1 THEN '' WHEN n > 0 THEN substring_index(substring_index(s, part, n), part, -1) ELSE substring_index(substring_index(s, part, n), part, 1) END
      LENGTH(s) = char_length(s)
      {CHAR|CHR}(n) = CASE WHEN n IS NOT NULL THEN letter(n) END
      OVERLAY(s, part, i, n) = "insert"(s, i, n, part)
      UNBASE64(s) = from_base64(s)
      BASE64(x) = replace(to_base64(CAST(x AS VARCHAR)), letter(10), '')
      ENCODE(s, 'utf-8') = CAST(s AS VARBINARY)
      DECODE(b, 'utf-8') = in_unicode(b)
      {REGEXP_LIKE|RLIKE}(s, regex) = matches(s, regex)
      NOT RLIKE(s, regex) = NOT matches(s, regex)
      REGEXP_EXTRACT(s, regex) = CASE WHEN s IS NOT NULL AND regex IS NOT NULL THEN coalesce(regexp_substr(s, regex), '') END

      # JSON
      JSON_ARRAY ABSENT ON NULL() = json_array()
      JSON_ARRAY ABSENT ON NULL(x...) = array_without_nulls(x)
      JSON_OBJECT ABSENT ON NULL() = json_object()
      JSON_OBJECT ABSENT ON NULL(x...) = object_without_nulls(x)

      # NULL and types
      {NVL|IFNULL}(x, y) = COALESCE(x, y)
      ISNULL(x) = x IS NULL
      ISNULL(x, y) = COALESCE(x, y)
      IF(condition, x, y) = CASE WHEN condition THEN x ELSE y END
      CONVERT(x, type) = cast_as(x, type)

      # Numbers
      LOG(x) = ln(x)
      LOG1P(x) = ln(1 + x)
      EXPM1(x) = exp(x) - 1
      HYPOT(x, y) = sqrt(power(x, 2) + power(y, 2))
      CBRT(x) = sign(x) * power(abs(x), 1.0e0 / 3)
      RINT(x) = round(CAST(x AS DOUBLE))
      BROUND(x, n) = round(CAST(x AS DOUBLE), n)
      {TRUNC|TRUNCATE}(x) = truncate(x, 0)
      TRUNC(x, n) = truncate(x, n)

      # Over many rows
      COUNT(x, y...) = COUNT(whole(x, y))
      AVG(x) = avg(CAST(x AS DOUBLE))
      STDDEV(x) = stddev_samp(x)
      VARIANCE(x) = var_samp(x)
      APPROX_COUNT_DISTINCT(x) = COUNT(DISTINCT x)
      """;

  private static final Map<String, Macro> MACROS =
      Map.ofEntries(
          Map.entry("later", MySqlTimes::later),
          Map.entry("between_times", MySqlTimes::between),
          Map.entry("whole_months", MySqlTimes::wholeMonths),
          Map.entry("begin_of", MySqlTimes::beginOf),
          Map.entry("time_of", Phrase.of("CAST(", " AS DATETIME(6))")),
          Map.entry("extract_year", Phrase.of("EXTRACT(YEAR FROM ", ")")),
          Map.entry("extract_micros", Phrase.of("EXTRACT(SECOND_MICROSECOND FROM ", ")")),
          Map.entry("this_moment", Phrase.of("CURRENT_TIMESTAMP(6)")),
          Map.entry("this_time", Phrase.of("CURRENT_TIME(6)")),
          Map.entry("this_day", Phrase.of("CURRENT_DATE")),
          Map.entry("written", MySqlPatterns::written),
          Map.entry("parsed", MySqlPatterns::parsed),
          Map.entry("told", MySqlTimeTexts::read),
          Map.entry("seconds_until", MySqlSeconds::until),
          Map.entry("seconds_after", MySqlSeconds::after),
          Map.entry("letter", Phrase.of("CHAR(", " USING utf8mb4)")),
          Map.entry("in_unicode", Phrase.of("CONVERT(", " USING utf8mb4)")),
          Map.entry("matches", Phrase.of("(", " REGEXP ", ")")),
          Map.entry("cast_as", Conversion::cast),
          Map.entry("from_first", MySqlTranslations::fromFirst),
          Map.entry("within", MySqlTranslations::within),
          Map.entry("array_without_nulls", MySqlJson::array),
          Map.entry("object_without_nulls", MySqlJson::object),
          Map.entry("whole", MySqlTranslations::whole));

  /** The table. */
  public static final Translations INSTANCE = Translations.of(TABLE, MACROS);

  private static final Macro FROM_FIRST = Macro.of("CASE WHEN i = 0 THEN 1 ELSE i END", "i");

  private static final Macro WITHIN =
      Macro.of("CASE WHEN i = 0 OR i < -char_length(s) THEN 1 ELSE i END", "s", "i");

  private MySqlTranslations() {}

  /** A number that is written out and fits stays as it is. */
  private static SqlNode fromFirst(List<SqlNode> operands, SqlParserPos at) {
    return operands.getFirst() instanceof SqlNumericLiteral number
            && number.isInteger()
            && number.intValue(false) != 0
        ? number
        : FROM_FIRST.expand(operands, at);
  }

  /** A place counted from the end is the first where it would be before the text. */
  private static SqlNode within(List<SqlNode> operands, SqlParserPos at) {
    return operands.get(1) instanceof SqlNumericLiteral number
            && number.isInteger()
            && number.intValue(false) > 0
        ? number
        : WITHIN.expand(operands, at);
  }

  /** One value of the operands; NULL where one of them is. */
  private static SqlNode whole(List<SqlNode> operands, SqlParserPos at) {
    StringBuilder complete = new StringBuilder("CASE WHEN ");
    StringBuilder values = new StringBuilder(" THEN \"json_array\"(");
    String[] names = new String[operands.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = "x" + i;
      complete.append(i == 0 ? "" : " AND ").append(names[i]).append(" IS NOT NULL");
      values.append(i == 0 ? "" : ", ").append(names[i]);
    }
    return Macro.of(complete + values.toString() + ") END", names).expand(operands, at);
  }
}
