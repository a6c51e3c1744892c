package io.asyncquery.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/**
 * How a date or time is written, as Kylin says it: in the letters of Java's {@code
 * DateTimeFormatter}, in the name of one field, or in Oracle's words, which are told by {@code
 * YYYY}, {@code HH24} or {@code MI} in them.
 */
public final class DatePattern {

  /** What a pattern can hold beside text. */
  public enum Field {
    YEAR,
    YEAR_OF_CENTURY,
    MONTH,
    MONTH_OF_TWO,
    MONTH_SHORT,
    MONTH_NAME,
    DAY,
    DAY_OF_TWO,
    DAY_OF_YEAR,
    DAY_OF_YEAR_OF_THREE,
    WEEKDAY_SHORT,
    WEEKDAY_NAME,
    HOUR,
    HOUR_OF_TWO,
    HOUR_OF_TWELVE,
    HOUR_OF_TWELVE_OF_TWO,
    MINUTE,
    MINUTE_OF_TWO,
    SECOND,
    SECOND_OF_TWO,
    MILLISECOND,
    MICROSECOND,
    HALF_OF_DAY
  }

  private static final Map<String, Field> NAMES =
      Map.of(
          "YEAR", Field.YEAR,
          "MONTH", Field.MONTH,
          "DAY", Field.DAY,
          "HOUR", Field.HOUR,
          "MINUTE", Field.MINUTE,
          "MINUTES", Field.MINUTE,
          "SECOND", Field.SECOND,
          "SECONDS", Field.SECOND);

  private static final Map<String, Field> JAVA =
      Map.ofEntries(
          Map.entry("y", Field.YEAR),
          Map.entry("yyyy", Field.YEAR),
          Map.entry("yy", Field.YEAR_OF_CENTURY),
          Map.entry("M", Field.MONTH),
          Map.entry("MM", Field.MONTH_OF_TWO),
          Map.entry("MMM", Field.MONTH_SHORT),
          Map.entry("MMMM", Field.MONTH_NAME),
          Map.entry("d", Field.DAY),
          Map.entry("dd", Field.DAY_OF_TWO),
          Map.entry("D", Field.DAY_OF_YEAR),
          Map.entry("DDD", Field.DAY_OF_YEAR_OF_THREE),
          Map.entry("E", Field.WEEKDAY_SHORT),
          Map.entry("EEE", Field.WEEKDAY_SHORT),
          Map.entry("EEEE", Field.WEEKDAY_NAME),
          Map.entry("H", Field.HOUR),
          Map.entry("HH", Field.HOUR_OF_TWO),
          Map.entry("h", Field.HOUR_OF_TWELVE),
          Map.entry("hh", Field.HOUR_OF_TWELVE_OF_TWO),
          Map.entry("m", Field.MINUTE),
          Map.entry("mm", Field.MINUTE_OF_TWO),
          Map.entry("s", Field.SECOND),
          Map.entry("ss", Field.SECOND_OF_TWO),
          Map.entry("SSS", Field.MILLISECOND),
          Map.entry("SSSSSS", Field.MICROSECOND),
          Map.entry("a", Field.HALF_OF_DAY));

  private static final Map<String, Field> ORACLE =
      Map.ofEntries(
          Map.entry("YYYY", Field.YEAR),
          Map.entry("YY", Field.YEAR_OF_CENTURY),
          Map.entry("MM", Field.MONTH_OF_TWO),
          Map.entry("MON", Field.MONTH_SHORT),
          Map.entry("MONTH", Field.MONTH_NAME),
          Map.entry("DD", Field.DAY_OF_TWO),
          Map.entry("DDD", Field.DAY_OF_YEAR_OF_THREE),
          Map.entry("DY", Field.WEEKDAY_SHORT),
          Map.entry("DAY", Field.WEEKDAY_NAME),
          Map.entry("HH24", Field.HOUR_OF_TWO),
          Map.entry("HH", Field.HOUR_OF_TWELVE_OF_TWO),
          Map.entry("HH12", Field.HOUR_OF_TWELVE_OF_TWO),
          Map.entry("MI", Field.MINUTE_OF_TWO),
          Map.entry("SS", Field.SECOND_OF_TWO),
          Map.entry("FF3", Field.MILLISECOND),
          Map.entry("FF6", Field.MICROSECOND),
          Map.entry("AM", Field.HALF_OF_DAY),
          Map.entry("PM", Field.HALF_OF_DAY));

  private static final Pattern TOLD_BY = Pattern.compile("YYYY|HH24|MI(?!N)");

  /** A text in quotes, letters that belong together, or any other character. */
  private static final Pattern JAVA_PART =
      Pattern.compile(
          "'(?<quoted>(?:[^']|'')*)'|(?<field>([A-Za-z])\\3*)|(?<text>.)", Pattern.DOTALL);

  private static final Pattern ORACLE_PART =
      Pattern.compile(
          "\"(?<quoted>[^\"]*)\"|(?<field>YYYY|YY|MONTH|MON|MM|MI|DDD|DD|DAY|DY|HH24|HH12|HH|SS|FF3|FF6|AM|PM"
              + "|[A-Z]+)|(?<text>.)",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private DatePattern() {}

  /**
   * The pattern in a dialect's own letters.
   *
   * @param fields what they are
   * @param escaped what stands for a character of text
   * @throws CalciteException where it holds a field that the dialect has not
   */
  public static String translate(
      String pattern, Map<Field, String> fields, Map<Character, String> escaped) {
    Field named = NAMES.get(pattern.toUpperCase(Locale.ROOT));
    if (named != null) {
      return spelled(pattern, named, fields);
    }
    boolean oracle = TOLD_BY.matcher(pattern).find();
    Map<String, Field> known = oracle ? ORACLE : JAVA;
    List<String> parts = new ArrayList<>();
    Matcher part = (oracle ? ORACLE_PART : JAVA_PART).matcher(pattern);
    while (part.find()) {
      String letters = part.group("field");
      parts.add(
          letters == null
              ? text(part, escaped)
              : spelled(letters, known.get(oracle ? upper(letters) : letters), fields));
    }
    return String.join("", parts);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** Two quotes are one, within a quoted text and by themselves. */
  private static String text(Matcher part, Map<Character, String> escaped) {
    String quoted = part.group("quoted");
    String text = quoted == null ? part.group("text") : quoted.isEmpty() ? "'" : quoted;
    return text.replace("''", "'")
        .chars()
        .mapToObj(c -> escaped.getOrDefault((char) c, String.valueOf((char) c)))
        .collect(Collectors.joining());
  }

  private static String spelled(String letters, @Nullable Field field, Map<Field, String> fields) {
    return Optional.ofNullable(field)
        .map(fields::get)
        .orElseThrow(
            () -> new CalciteException("[" + letters + "] in its pattern is not supported", null));
  }
}
