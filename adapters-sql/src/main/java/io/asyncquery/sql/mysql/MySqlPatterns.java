package io.asyncquery.sql.mysql;

import static java.util.Map.entry;

import io.asyncquery.sql.function.DatePattern;
import io.asyncquery.sql.function.DatePattern.Field;
import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Patterns of dates in the letters of DATE_FORMAT, which has not all of them. */
final class MySqlPatterns {

  /** Before a letter that stands for an expression. */
  private static final char MARK = '\u0001';

  private static final Map<Field, String> WRITTEN =
      Map.ofEntries(
          entry(Field.YEAR, "%Y"),
          entry(Field.YEAR_OF_CENTURY, "%y"),
          entry(Field.MONTH, "%c"),
          entry(Field.MONTH_OF_TWO, "%m"),
          entry(Field.MONTH_SHORT, "%b"),
          entry(Field.MONTH_NAME, "%M"),
          entry(Field.DAY, "%e"),
          entry(Field.DAY_OF_TWO, "%d"),
          entry(Field.DAY_OF_YEAR, MARK + "D"),
          entry(Field.DAY_OF_YEAR_OF_THREE, "%j"),
          entry(Field.WEEKDAY_SHORT, "%a"),
          entry(Field.WEEKDAY_NAME, "%W"),
          entry(Field.HOUR, "%k"),
          entry(Field.HOUR_OF_TWO, "%H"),
          entry(Field.HOUR_OF_TWELVE, "%l"),
          entry(Field.HOUR_OF_TWELVE_OF_TWO, "%h"),
          entry(Field.MINUTE, MARK + "m"),
          entry(Field.MINUTE_OF_TWO, "%i"),
          entry(Field.SECOND, MARK + "s"),
          entry(Field.SECOND_OF_TWO, "%s"),
          entry(Field.MILLISECOND, MARK + "f"),
          entry(Field.MICROSECOND, "%f"),
          entry(Field.HALF_OF_DAY, "%p"));

  private static final Map<Character, String> ESCAPED = Map.of('%', "%%");

  private MySqlPatterns() {}

  /** A time by a pattern. */
  static SqlNode written(List<SqlNode> operands, SqlParserPos at) {
    String pattern = DatePattern.translate(text(operands.get(1)), WRITTEN, ESCAPED);
    List<SqlNode> parts = new ArrayList<>();
    int from = 0;
    for (int mark = pattern.indexOf(MARK); mark >= 0; mark = pattern.indexOf(MARK, from)) {
      add(parts, operands.getFirst(), pattern.substring(from, mark), at);
      parts.add(part(pattern.charAt(mark + 1)).expand(operands.subList(0, 1), at));
      from = mark + 2;
    }
    add(parts, operands.getFirst(), pattern.substring(from), at);
    return parts.stream()
        .reduce((left, right) -> SqlStdOperatorTable.CONCAT.createCall(at, left, right))
        .orElseThrow();
  }

  private static Macro part(char letter) {
    return switch (letter) {
      case 'D' -> Phrase.of("CAST(DAYOFYEAR(", ") AS CHAR)");
      case 'm' -> Phrase.of("CAST(MINUTE(", ") AS CHAR)");
      case 's' -> Phrase.of("CAST(SECOND(", ") AS CHAR)");
      default -> Phrase.of("LEFT(DATE_FORMAT(", ", '%f'), 3)");
    };
  }

  private static void add(List<SqlNode> parts, SqlNode time, String pattern, SqlParserPos at) {
    if (!pattern.isEmpty() || parts.isEmpty()) {
      parts.add(
          Phrase.of("DATE_FORMAT(", ", ", ")")
              .expand(List.of(time, SqlLiteral.createCharString(pattern, at)), at));
    }
  }

  /** The time in a text by a pattern; NULL where it is none. */
  static SqlNode parsed(List<SqlNode> operands, SqlParserPos at) {
    Map<Field, String> read = new HashMap<>(WRITTEN);
    read.put(Field.MINUTE, "%i");
    read.put(Field.SECOND, "%s");
    read.put(Field.MILLISECOND, "%f");
    read.remove(Field.DAY_OF_YEAR);
    SqlNode pattern =
        SqlLiteral.createCharString(
            DatePattern.translate(text(operands.get(1)), read, ESCAPED), at);
    return MySqlTimeTexts.known(
        Phrase.of("STR_TO_DATE(", ", ", ")").expand(List.of(operands.getFirst(), pattern), at), at);
  }

  private static String text(SqlNode pattern) {
    if (pattern instanceof SqlCharStringLiteral text) {
      return text.getValueAs(String.class);
    }
    throw new CalciteException("its pattern must be written out as a text", null);
  }
}
