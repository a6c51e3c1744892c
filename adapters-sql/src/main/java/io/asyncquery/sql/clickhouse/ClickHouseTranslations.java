package io.asyncquery.sql.clickhouse;

import static java.util.Map.entry;

import io.asyncquery.sql.function.Conversion;
import io.asyncquery.sql.function.Intersection;
import io.asyncquery.sql.function.JodaPattern;
import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Translations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The functions that ClickHouse has not, or means otherwise than Kylin documents them. */
public final class ClickHouseTranslations {

  private static final String TABLE =
      """
      # Dates and times. Units are those of JDBC too, such as SQL_TSI_DAY.
      {TIMESTAMPADD|DATEADD}({YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND}, n, t) = later('{YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND}', CAST(t AS TIMESTAMP), n)
      TIMESTAMPDIFF({YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND}, a, b) = elapsed('{YEAR|QUARTER|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND|MILLISECOND|MICROSECOND}', CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP))
      DATEDIFF({unit}, a, b) = "dateDiff"('{unit}', CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP))
      DATEDIFF(b, a) = "dateDiff"('day', CAST(a AS DATE), CAST(b AS DATE))
      ADD_MONTHS(d, n) = later('MONTH', CAST(d AS DATE), n)
      DATE_ADD(d, INTERVAL i) = d + i
      DATE_ADD(d, n) = later('DAY', CAST(d AS DATE), n)
      DATE_SUB(d, INTERVAL i) = d - i
      DATE_SUB(d, n) = later('DAY', CAST(d AS DATE), "negate"(n))
      FLOOR(t, {unit}) = begin_of('{unit}', t)
      CEIL(t, {unit}) = begin_of('{unit}', later('{unit}', subtractMicroseconds(CAST(t AS TIMESTAMP), 1), 1))
      DATE_TRUNC({unit}, t) = begin_of('{unit}', t)
      TRUNC(d, '{year|yyyy|yy}') = toStartOfYear(CAST(d AS DATE))
      TRUNC(d, '{month|mon|mm}') = toStartOfMonth(CAST(d AS DATE))
      {EXTRACT|DATE_PART}(YEAR, t) = toInt64(toYear(t))
      {EXTRACT|DATE_PART}(QUARTER, t) = toInt64(toQuarter(t))
      {EXTRACT|DATE_PART}(MONTH, t) = toInt64(toMonth(t))
      {EXTRACT|DATE_PART}(WEEK, t) = toInt64(toISOWeek(t))
      {EXTRACT|DATE_PART}(DAY, t) = toInt64(toDayOfMonth(t))
      {EXTRACT|DATE_PART}(HOUR, t) = toInt64(toHour(t))
      {EXTRACT|DATE_PART}(MINUTE, t) = toInt64(toMinute(t))
      {EXTRACT|DATE_PART}(SECOND, t) = toInt64(toSecond(t))
      {EXTRACT|DATE_PART}(DOW, t) = toInt64("plus"("modulo"(toDayOfWeek(t), 7), 1))
      {EXTRACT|DATE_PART}(DOY, t) = toInt64(toDayOfYear(t))
      {EXTRACT|DATE_PART}(ISODOW, t) = toInt64(toDayOfWeek(t))
      {EXTRACT|DATE_PART}(ISOYEAR, t) = toInt64(toISOYear(t))
      {EXTRACT|DATE_PART}(EPOCH, t) = micros(t) / 1000000
      {EXTRACT|DATE_PART}(MILLISECOND, t) = intDiv(positiveModulo(micros(t), 60000000), 1000)
      {EXTRACT|DATE_PART}(MICROSECOND, t) = positiveModulo(micros(t), 60000000)
      {EXTRACT|DATE_PART}(NANOSECOND, t) = "multiply"(positiveModulo(micros(t), 60000000), 1000)
      {EXTRACT|DATE_PART}(DECADE, t) = toInt64(intDiv(toYear(t), 10))
      {EXTRACT|DATE_PART}(CENTURY, t) = toInt64(intDiv("plus"(toYear(t), 99), 100))
      {EXTRACT|DATE_PART}(MILLENNIUM, t) = toInt64(intDiv("plus"(toYear(t), 999), 1000))
      YEAR(t) = toInt64(toYear(t))
      QUARTER(t) = toInt64(toQuarter(t))
      MONTH(t) = toInt64(toMonth(t))
      {WEEK|WEEKOFYEAR}(t) = toInt64(toISOWeek(t))
      {DAY|DAYOFMONTH}(t) = toInt64(toDayOfMonth(t))
      DAYOFWEEK(t) = toInt64("plus"("modulo"(toDayOfWeek(t), 7), 1))
      DAYOFYEAR(t) = toInt64(toDayOfYear(t))
      HOUR(t) = toInt64(toHour(t))
      MINUTE(t) = toInt64(toMinute(t))
      SECOND(t) = toInt64(toSecond(t))
      DAYNAME(t) = formatDateTimeInJodaSyntax(CAST(t AS TIMESTAMP), 'EEEE')
      MONTHNAME(t) = formatDateTimeInJodaSyntax(CAST(t AS TIMESTAMP), 'MMMM')
      LAST_DAY(d) = toLastDayOfMonth(CAST(d AS DATE))
      {NOW|CURRENT_TIMESTAMP|LOCALTIMESTAMP}() = now64(6)
      CURRENT_TIMESTAMP(digits) = now64(6)
      {CURTIME|CURRENT_TIME|LOCALTIME}() = toTime64(now64(6), 6)
      {CURDATE|CURRENT_DATE}() = CAST(now64(6) AS DATE)
      UNIX_TIMESTAMP() = toInt64(toUnixTimestamp64Second(now64(6)))
      UNIX_TIMESTAMP(t) = toUnixTimestamp64Second(time_of(t))
      UNIX_TIMESTAMP(s, form) = toUnixTimestamp64Second(parsed(s, form))
      FROM_UNIXTIME(n) = formatDateTimeInJodaSyntax(later('SECOND', TIMESTAMP '1970-01-01 00:00:00', toInt64(n)), 'yyyy-MM-dd HH:mm:ss')
      FROM_UNIXTIME(n, form) = formatDateTimeInJodaSyntax(later('SECOND', TIMESTAMP '1970-01-01 00:00:00', toInt64(n)), joda_pattern(form))
      FROM_UTC_TIMESTAMP(t, zone) = fromUTCTimestamp(CAST(t AS TIMESTAMP), zone)
      TO_UTC_TIMESTAMP(t, zone) = toUTCTimestamp(CAST(t AS TIMESTAMP), zone)
      {TO_CHAR|DATE_FORMAT}(t, form) = formatDateTimeInJodaSyntax(CAST(t AS TIMESTAMP), joda_pattern(form))
      DATE(x) = CAST(x AS DATE)
      TIME(x) = CAST(x AS TIME(6))
      TIMESTAMP(x) = CAST(x AS TIMESTAMP)
      TO_CHAR(x) = CAST(x AS VARCHAR)
      TO_DATE(x) = CAST(time_of(x) AS DATE)
      TO_DATE(s, form) = CAST(parsed(s, form) AS DATE)
      TO_TIMESTAMP(x) = time_of(x)
      TO_TIMESTAMP(s, form) = parsed(s, form)

      # Texts, of characters and not of bytes
      INITCAP(s) = initcapUTF8(s)
      INITCAPB(s) = initcap(s)
      {INSTR|STRPOS}(s, part) = toInt32(positionUTF8(s, part))
      INSTR(s, part, n) = CASE WHEN n < 1 THEN 0 ELSE toInt32(positionUTF8(s, part, toUInt64(not_negative(n)))) END
      {LOCATE|POSITION}(part, s) = toInt32(positionUTF8(s, part))
      {LOCATE|POSITION}(part, s, n) = CASE WHEN n < 1 THEN 0 ELSE toInt32(positionUTF8(s, part, toUInt64(not_negative(n)))) END
      {SUBSTRING|SUBSTR}(s, i) = part_from(s, i)
      {SUBSTRING|SUBSTR}(s, i, n) = substringUTF8(s, from_first(i), not_negative(n))
      SUBSTRING_INDEX(s, part, n) = substringIndexUTF8(s, part, n)
      FIND_IN_SET(s, list) = CASE WHEN s IS NOT NULL AND list IS NOT NULL THEN toInt32(indexOf(splitByChar(',', coalesce(list, '')), s)) END
      SPLIT_PART(s, part, n) = split_part(s, part, n)
      LEFT(s, n) = leftUTF8(s, not_negative(n))
      RIGHT(s, n) = rightUTF8(s, not_negative(n))
      LPAD(s, n, x) = leftPadUTF8(s, n, x)
      RPAD(s, n, x) = rightPadUTF8(s, n, x)
      LPAD(s, n) = leftPadUTF8(s, n)
      RPAD(s, n) = rightPadUTF8(s, n)
      REVERSE(s) = reverseUTF8(s)
      REPLACE(s, part, x) = replaceAll(s, part, x)
      OVERLAY(s, x, i) = overlayUTF8(s, x, i)
      OVERLAY(s, x, i, n) = overlayUTF8(s, x, i, n)
      {LENGTH|CHAR_LENGTH|CHARACTER_LENGTH}(s) = toInt32(lengthUTF8(s))
      {UPPER|UCASE}(s) = upperUTF8(s)
      {LOWER|LCASE}(s) = lowerUTF8(s)
      LTRIM(s) = trimLeft(s)
      RTRIM(s) = trimRight(s)
      CHR(n) = "char"(n)
      LEVENSHTEIN(a, b) = toInt32(levenshteinDistanceUTF8(a, b))
      UNBASE64(s) = base64Decode(s)
      BASE64(x) = base64Encode(x)
      ENCODE(s, 'utf-8') = s
      DECODE(b, 'utf-8') = toValidUTF8(b)
      CONCAT_WS(separator, x...) = joined(separator, x)
      SPLIT(s, part) = splitByString(part, coalesce(s, ''))
      {REGEXP_LIKE|RLIKE}(s, regex) = match(s, '(?-s)' || regex)
      NOT RLIKE(s, regex) = NOT match(s, '(?-s)' || regex)
      REGEXP_EXTRACT(s, regex) = regexpExtract(s, regex, 0)
      REGEXP_REPLACE(s, regex, x) = replaceRegexpOne(s, regex, x)

      # NULL and types
      {NVL|IFNULL}(x, y) = COALESCE(x, y)
      ISNULL(x) = x IS NULL
      ISNULL(x, y) = COALESCE(x, y)
      IF(condition, x, y) = CASE WHEN condition THEN x ELSE y END
      CONVERT(x, type) = cast_as(x, type)

      # Numbers
      LOG(x) = ln(x)
      LOG(base, x) = ln(x) / ln(base)
      EXPM1(x) = "minus"(exp(x), 1)
      COT(x) = 1 / tan(x)
      RINT(x) = roundBankers(toFloat64(x))
      BROUND(x, n) = roundBankers(x, n)
      {TRUNC|TRUNCATE}(x) = "trunc"(x)
      {TRUNC|TRUNCATE}(x, n) = "trunc"(x, n)
      ROUND(x) = rounded(x)
      MOD(a, b) = a % b
      RAND() = randCanonical()
      UUID() = generateUUIDv4()

      # Over many rows
      AVG(x) = avg(toFloat64(x))
      STDDEV(x) = stddevSamp(x)
      VARIANCE(x) = varSamp(x)
      COLLECT_SET(x) = groupUniqArray(x)
      PERCENTILE(x, p) = quantile_of(x, p)
      APPROX_COUNT_DISTINCT(x) = uniqCombined(x)
      PERCENTILE_APPROX(x, p) = quantile_of(x, p)
      PERCENTILE_APPROX(x, p, accuracy) = quantile_of(x, p)
      INTERSECT_COUNT(x, y, met) = toInt64(length(common(x, y, met)))
      INTERSECT_VALUE(x, y, met) = arraySort(common(x, y, met))
      SIZE(x) = toInt32(length(x))
      EXPLODE(x) = arrayJoin(x)
      """;

  private static final Macro SPLIT_PART =
      Macro.of(
          "CASE WHEN again IS NOT NULL THEN arrayElement(splitByString(part, coalesce(first, '')),"
              + " n) END",
          "first",
          "again",
          "part",
          "n");

  /** Where a text begins that would begin before its first character. */
  private static final Macro PART_FROM =
      Macro.of(
          "substringUTF8(first, CASE WHEN i = 0 OR i < \"negate\"(toInt64(lengthUTF8(again))) THEN"
              + " 1 ELSE i END)",
          "first",
          "again",
          "i");

  /** ClickHouse takes the even one of two doubles that are as near. */
  private static final Macro ROUNDED =
      Macro.of(
          "\"plus\"(\"round\"(first), \"multiply\"(sign(again),"
              + " \"and\"(\"equals\"(\"abs\"(\"minus\"(again, \"trunc\"(again))), 0.5),"
              + " \"less\"(\"abs\"(\"round\"(again)), \"abs\"(again)))))",
          "first",
          "again");

  private static final Map<String, Macro> MACROS =
      Map.ofEntries(
          entry("joda_pattern", JodaPattern::of),
          entry("later", Moments::later),
          entry("elapsed", Moments::elapsed),
          entry("begin_of", Moments.BEGIN),
          entry("micros", Moments.MICROS),
          entry(
              "time_of",
              (operands, at) -> TimeTexts.momentOrNull(Named.of(operands.getFirst()), at)),
          entry("parsed", ClickHouseTranslations::parsed),
          entry("not_negative", ClickHouseTranslations::notNegative),
          entry("from_first", Macro.of("CASE WHEN i = 0 THEN 1 ELSE i END", "i")),
          entry("part_from", twice(PART_FROM)),
          entry("split_part", twice(SPLIT_PART)),
          entry("joined", ClickHouseTranslations::joined),
          entry("rounded", twice(ROUNDED)),
          entry("cast_as", Conversion::cast),
          entry("quantile_of", ClickHouseTranslations::quantile),
          entry(
              "common", Intersection.of("groupUniqArrayIf(x, met)", "arrayIntersect(one, other)")));

  /** The table. */
  public static final Translations INSTANCE = Translations.of(TABLE, MACROS);

  private ClickHouseTranslations() {}

  /** The macro, whose first operand it has twice. */
  private static Macro twice(Macro macro) {
    return (operands, at) -> {
      Named first = Named.of(operands.getFirst());
      List<SqlNode> all = new ArrayList<>(List.of(first.first(), first.again()));
      all.addAll(operands.subList(1, operands.size()));
      return macro.expand(all, at);
    };
  }

  private static final Macro QUANTILE =
      Macro.of("quantileExactInclusive(toFloat64(x), p)", "x", "p");

  private static final Macro TEXT_OF = Macro.of("toString(x)", "x");
  private static final Macro JOINED =
      Macro.of("arrayStringConcat(list, separator)", "list", "separator");

  /** Those that are not NULL. */
  private static SqlNode joined(List<SqlNode> operands, SqlParserPos at) {
    List<SqlNode> texts =
        operands.stream().skip(1).map(one -> TEXT_OF.expand(List.of(one), at)).toList();
    SqlNode list = SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(at, texts);
    return JOINED.expand(List.of(list, operands.getFirst()), at);
  }

  private static final Macro PARSED =
      Macro.of(
          "parseDateTime64BestEffortOrNull(toString(parseDateTime64InJodaSyntaxOrNull(s, form)),"
              + " 6)",
          "s",
          "form");

  private static SqlNode parsed(List<SqlNode> operands, SqlParserPos at) {
    return PARSED.expand(
        List.of(operands.getFirst(), JodaPattern.of(operands.subList(1, 2), at)), at);
  }

  private static final Macro NOT_NEGATIVE = Macro.of("CASE WHEN n < 0 THEN 0 ELSE n END", "n");

  private static SqlNode notNegative(List<SqlNode> operands, SqlParserPos at) {
    return isAtLeastNothing(operands.getFirst())
        ? operands.getFirst()
        : NOT_NEGATIVE.expand(operands, at);
  }

  private static boolean isAtLeastNothing(SqlNode node) {
    return node instanceof SqlNumericLiteral number
        && Optional.ofNullable(number.bigDecimalValue())
            .filter(value -> value.signum() >= 0)
            .isPresent();
  }

  /** How much of all lies below is a parameter, which is written out. */
  private static SqlNode quantile(List<SqlNode> operands, SqlParserPos at) {
    if (isAtLeastNothing(operands.get(1))) {
      return QUANTILE.expand(operands, at);
    }
    throw new CalciteException("its second argument must be written out, from 0 to 1", null);
  }
}
