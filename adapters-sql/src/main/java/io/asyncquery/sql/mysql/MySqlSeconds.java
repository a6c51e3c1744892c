package io.asyncquery.sql.mysql;

import io.asyncquery.sql.function.Phrase;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Seconds since 1970, by the time zone of the server. Beyond the years that 32 bits hold MariaDB
 * gives NULL and MySQL 0, without a word: a sum that is too large makes an error of it.
 */
final class MySqlSeconds {

  private MySqlSeconds() {}

  /** Those until a time. */
  static SqlNode until(List<SqlNode> operands, SqlParserPos at) {
    SqlNode time = operands.getFirst();
    return Phrase.of(
            "(CASE WHEN ",
            " NOT BETWEEN '1970-01-02' AND '2038-01-18' THEN 9223372036854775807 + DAYOFMONTH(",
            ") ELSE CAST(FLOOR(UNIX_TIMESTAMP(",
            ")) AS SIGNED) END)")
        .expand(List.of(time, time, time), at);
  }

  /** The time that is so many after. */
  static SqlNode after(List<SqlNode> operands, SqlParserPos at) {
    SqlNode seconds = operands.getFirst();
    return Phrase.of(
            "FROM_UNIXTIME(CASE WHEN ",
            " NOT BETWEEN 0 AND 2147483647 THEN 9223372036854775807 + ABS(SIGN(",
            ")) ELSE ",
            " END)")
        .expand(List.of(seconds, seconds, seconds), at);
  }
}
