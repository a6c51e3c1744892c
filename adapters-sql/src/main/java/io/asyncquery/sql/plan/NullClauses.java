package io.asyncquery.sql.plan;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Where a query says {@code ABSENT ON NULL}. Calcite's tree has it in an array of JSON that says
 * nothing of NULLs too, which the sources keep.
 */
final class NullClauses {

  /** Behind the name of a function: its operands that are NULL are left out. */
  static final String LEFT_OUT = " ABSENT ON NULL";

  private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

  /** Each a line and a column. */
  private final NavigableSet<Long> places = new TreeSet<>();

  /**
   * @param words each word of {@code sql} and all that hides words, in their order
   */
  NullClauses(String sql, Matcher words) {
    Matcher ends = LINE_END.matcher(sql);
    int line = 1;
    int begin = 0;
    boolean more = ends.find();
    while (words.find()) {
      for (; more && ends.end() <= words.start(); more = ends.find()) {
        line++;
        begin = ends.end();
      }
      if (words.group().equalsIgnoreCase("ABSENT")) {
        places.add(place(line, words.start() - begin + 1));
      }
    }
  }

  /** Whether it stands in the call {@code at} a place itself, between its operands or behind. */
  boolean areNullsLeftOut(SqlParserPos at, List<? extends @Nullable SqlNode> operands) {
    long from = place(at.getLineNum(), at.getColumnNum());
    for (SqlNode operand : operands) {
      if (operand != null) {
        SqlParserPos written = operand.getParserPosition();
        if (isBetween(from, place(written.getLineNum(), written.getColumnNum()))) {
          return true;
        }
        from = Math.max(from, place(written.getEndLineNum(), written.getEndColumnNum()));
      }
    }
    return isBetween(from, place(at.getEndLineNum(), at.getEndColumnNum()));
  }

  private boolean isBetween(long from, long to) {
    Long next = places.higher(from);
    return next != null && next < to;
  }

  private static long place(int line, int column) {
    return (long) line << Integer.SIZE | column;
  }
}
