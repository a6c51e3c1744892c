package io.asyncquery.sql.function;

import static java.util.Map.entry;

import io.asyncquery.sql.function.DatePattern.Field;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A pattern of dates in the letters of Joda-Time, which several sources take. */
public final class JodaPattern {

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

  private JodaPattern() {}

  /** The {@link Macro} of one operand, the pattern as Kylin says it. */
  public static SqlNode of(List<SqlNode> operands, SqlParserPos at) {
    if (operands.getFirst() instanceof SqlCharStringLiteral text) {
      String joda = DatePattern.translate(text.getValueAs(String.class), JODA, ESCAPED);
      return SqlLiteral.createCharString(joda.replace(TEXT + TEXT, "").replace(TEXT, "'"), at);
    }
    throw new CalciteException("its pattern must be written out as a text", null);
  }
}
