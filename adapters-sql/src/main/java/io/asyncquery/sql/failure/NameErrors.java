package io.asyncquery.sql.failure;

import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;

/** Calcite's sentences about names, in ours, with the place in the SQL text. */
final class NameErrors {

  private static final Pattern OBJECT =
      Pattern.compile("Object '(.*)' not found(?: within '(.*?)')?(?:;.*)?");

  private NameErrors() {}

  static String sentence(CalciteContextException error) {
    Throwable cause = error.getCause();
    String message = cause == null ? error.getMessage() : cause.getMessage();
    return worded(String.valueOf(message))
        + (error.getPosLine() > 0
            ? " (line " + error.getPosLine() + ", column " + error.getPosColumn() + ")"
            : "");
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
