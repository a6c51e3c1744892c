package io.asyncquery.sql.mysql;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Times that texts tell, where a text that tells none is NULL: a CAST of it would be an error. */
final class MySqlTimeTexts {

  private static final String ISO =
      "^ *[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}"
          + "([ T][0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]{1,6})?)?)? *$";

  /** Reads the text as far as it goes, so that hours need not be there. */
  private static final Macro READ =
      Phrase.of("STR_TO_DATE(TRIM(REPLACE(CAST(", " AS CHAR), 'T', ' ')), '%Y-%m-%d %H:%i:%s.%f')");

  private static final Macro IF_ISO =
      Phrase.of("CASE WHEN CAST(", " AS CHAR) REGEXP '" + ISO + "' THEN ", " END");

  private static final Macro IF_KNOWN =
      Phrase.of(
          "CASE WHEN DAYOFMONTH(",
          ") <= DAYOFMONTH(LAST_DAY(DATE_FORMAT(",
          ", '%Y-%m-01'))) THEN CAST(CAST(",
          " AS CHAR) AS DATETIME(6)) END");

  private MySqlTimeTexts() {}

  /** The time that the one operand tells in the form of the standard. */
  static SqlNode read(List<SqlNode> operands, SqlParserPos at) {
    SqlNode text = operands.getFirst();
    return IF_ISO.expand(List.of(text, known(READ.expand(List.of(text), at), at)), at);
  }

  /** MariaDB reads days that no calendar has: these are NULL. */
  static SqlNode known(SqlNode time, SqlParserPos at) {
    return IF_KNOWN.expand(List.of(time, time, time), at);
  }
}
