package io.asyncquery.sql.mysql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What the server warns of behind the rows of a query. Where other servers fail, these go on with
 * another value: the nearest number, the begin of a text, NULL. A result with such a value in it is
 * not what was asked for.
 */
final class MySqlWarnings {

  private static final String OUT_OF_RANGE = "22003";
  private static final String TOO_LONG = "22001";
  private static final String NO_VALUE = "22018";

  /**
   * The states that the standard has for what these numbers tell. What a function gives by its
   * definition is none of them: NULL for a division by zero, or for a text that {@code STR_TO_DATE}
   * cannot read.
   */
  private static final Map<Integer, String> WRONG =
      Map.ofEntries(
          Map.entry(1260, TOO_LONG),
          Map.entry(1264, OUT_OF_RANGE),
          Map.entry(1265, TOO_LONG),
          Map.entry(1292, NO_VALUE),
          Map.entry(1300, NO_VALUE),
          Map.entry(1301, TOO_LONG),
          Map.entry(1366, NO_VALUE),
          Map.entry(1406, TOO_LONG),
          Map.entry(1441, OUT_OF_RANGE),
          Map.entry(1916, OUT_OF_RANGE),
          Map.entry(1918, NO_VALUE),
          Map.entry(1931, TOO_LONG),
          Map.entry(4037, NO_VALUE),
          Map.entry(4038, NO_VALUE),
          Map.entry(6527, OUT_OF_RANGE));

  /** Said of numbers as a mere note where the number is a double. */
  private static final int CLAMPED = 1916;

  private MySqlWarnings() {}

  /**
   * Fails with the first of them that says a value is another than it should be.
   *
   * @param statement one whose rows have all come
   */
  static void check(Statement statement) throws SQLException {
    if (statement.getWarnings() == null) {
      return;
    }
    try (Statement asking = statement.getConnection().createStatement();
        ResultSet warnings = asking.executeQuery("SHOW WARNINGS")) {
      while (warnings.next()) {
        int code = warnings.getInt(2);
        boolean note = warnings.getString(1).equals("Note") && code != CLAMPED;
        String state = WRONG.get(code);
        if (state != null && !note) {
          throw new SQLException("The server warned", state, code);
        }
      }
    }
  }
}
