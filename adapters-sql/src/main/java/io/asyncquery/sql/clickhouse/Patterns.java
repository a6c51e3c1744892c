package io.asyncquery.sql.clickhouse;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.function.Macro;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code LIKE}, whose only sign of escape is the backslash here, and always one. */
final class Patterns {

  private static final Macro LIKE = Macro.of("\"like\"(x, form)", "x", "form");
  private static final Macro ILIKE = Macro.of("\"ilike\"(x, form)", "x", "form");
  private static final Macro ESCAPED = Macro.of("replaceAll(form, '\\', '\\\\')", "form");

  private Patterns() {}

  static SqlNode of(SqlCall call, List<SqlNode> operands) {
    SqlParserPos at = call.getParserPosition();
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    SqlNode pattern =
        operands.size() == 2
            ? withoutEscape(operands.get(1), at)
            : withEscape(operands.get(1), operands.get(2), at);
    SqlNode like =
        (operator.isCaseSensitive() ? LIKE : ILIKE).expand(List.of(operands.get(0), pattern), at);
    return operator.isNegated() ? SqlStdOperatorTable.NOT.createCall(at, like) : like;
  }

  private static SqlNode withoutEscape(SqlNode pattern, SqlParserPos at) {
    return pattern instanceof SqlCharStringLiteral text
        ? SqlLiteral.createCharString(value(text).replace("\\", "\\\\"), at)
        : ESCAPED.expand(List.of(pattern), at);
  }

  private static SqlNode withEscape(SqlNode pattern, SqlNode escape, SqlParserPos at) {
    if (!(pattern instanceof SqlCharStringLiteral text)
        || !(escape instanceof SqlCharStringLiteral sign)
        || value(sign).length() != 1) {
      throw new QueryFailedException(
          QueryFailure.invalidSql(
              "[ESCAPE] is available in this source where the pattern is written out alone"));
    }
    char escapes = value(sign).charAt(0);
    StringBuilder spelled = new StringBuilder();
    boolean escaped = false;
    for (char c : value(text).toCharArray()) {
      if (c == escapes && !escaped) {
        escaped = true;
        continue;
      }
      spelled.append(escaped || c == '\\' ? "\\" : "").append(c);
      escaped = false;
    }
    return SqlLiteral.createCharString(spelled.toString(), at);
  }

  private static String value(SqlCharStringLiteral text) {
    return text.getValueAs(String.class);
  }
}
