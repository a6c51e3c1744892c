package io.asyncquery.sql.plan;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Failures with the place in the SQL text that they are about. */
final class Refusals {

  private Refusals() {}

  static QueryFailedException invalid(String sentence, SqlParserPos at) {
    return new QueryFailedException(QueryFailure.invalidSql(sentence + place(at)));
  }

  static QueryFailedException rejected(String sentence, SqlParserPos at) {
    return new QueryFailedException(QueryFailure.rejected(sentence + place(at)));
  }

  private static String place(SqlParserPos at) {
    return at.getLineNum() <= 0
        ? ""
        : " (line " + at.getLineNum() + ", column " + at.getColumnNum() + ")";
  }
}
