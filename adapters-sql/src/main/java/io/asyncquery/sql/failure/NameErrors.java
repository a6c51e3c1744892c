package io.asyncquery.sql.failure;

import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;

/** Calcite's sentences about names, in ours, with the place in the SQL text. */
final class NameErrors {

  private static final Pattern OBJECT =
      Pattern.compile("Object '(.*)' not found(?: within '(.*?)')?(?:;.*)?");

  private static final Pattern EACH_COLUMN =
      Pattern.compile("(?i)Column 'all' not found in any table");

  /** In some dialects it would be each column. */
  private static final String ALL = "; [ORDER BY ALL] is not available: name what to order by";

  private static final String TEXT = "; a text stands in single quotes";

  private NameErrors() {}

  /**
   * @param sql what the error is about
   */
  static String sentence(String sql, CalciteContextException error) {
    Throwable cause = error.getCause();
    String message = cause == null ? error.getMessage() : cause.getMessage();
    return worded(String.valueOf(message))
        + (EACH_COLUMN.matcher(String.valueOf(message)).matches() ? ALL : "")
        + (isQuotedColumn(sql, String.valueOf(message), error) ? TEXT : "")
        + (error.getPosLine() > 0
            ? " (line " + error.getPosLine() + ", column " + error.getPosColumn() + ")"
            : "");
  }

  /** In some dialects it would be a text. */
  private static boolean isQuotedColumn(String sql, String message, CalciteContextException error) {
    return message.endsWith("not found in any table")
        && sql.lines()
            .skip(Math.max(0, error.getPosLine() - 1))
            .findFirst()
            .filter(line -> line.startsWith("\"", Math.max(0, error.getPosColumn() - 1)))
            .isPresent();
  }

  static String sentence(CalciteException error) {
    return worded(String.valueOf(error.getMessage()));
  }

  private static String worded(String message) {
    var object = OBJECT.matcher(message);
    if (object.matches()) {
      return object.group(2) == null
          ? "Table '" + object.group(1) + "' not found"
          : "Table '" + object.group(1) + "' not found in '" + object.group(2) + "'";
    }
    return message;
  }
}
