package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What can be said in words that more sources know, in these words. */
final class OtherSpellings {

  private OtherSpellings() {}

  static SqlNode of(SqlCall call, NullClauses clauses) {
    return switch (call.getKind()) {
      case SOME, ALL -> quantified(call);
      case IS_NOT_DISTINCT_FROM ->
          SqlStdOperatorTable.IS_NOT_DISTINCT_FROM.createCall(
              call.getParserPosition(), call.getOperandList());
      case EXTRACT -> extracted(call);
      case DATE_TRUNC -> truncated(call);
      default ->
          FunctionRules.name(call).equals("TRANSLATE3")
              ? function("TRANSLATE", call, call.getOperandList())
              : JsonFunctions.plain(call, clauses);
    };
  }

  /** A query where a condition must stand, which Calcite would write without brackets. */
  static @Nullable SqlNode condition(@Nullable SqlNode condition) {
    return condition != null && condition.isA(SqlKind.QUERY)
        ? SqlStdOperatorTable.SCALAR_QUERY.createCall(condition.getParserPosition(), condition)
        : condition;
  }

  /** {@code name(operands)}, which is looked up like any other function. */
  static SqlCall function(String name, SqlCall call, List<SqlNode> operands) {
    SqlParserPos at = call.getParserPosition();
    return new SqlBasicCall(
        FunctionRules.unresolved(name, at), operands, at, call.getFunctionQuantifier());
  }

  /**
   * {@code x > ALL (a, b)} as {@code x > a AND x > b}. One value alone may be an array, with which
   * some sources have the same.
   */
  private static SqlNode quantified(SqlCall call) {
    if (!(call.operand(1) instanceof SqlNodeList values) || values.size() < 2) {
      return call;
    }
    SqlNode all = null;
    for (SqlNode value : values) {
      SqlNode one = compared(call, requireNonNull(value));
      all = all == null ? one : connected(call, all, one);
    }
    return requireNonNull(all);
  }

  private static SqlNode compared(SqlCall call, SqlNode value) {
    SqlKind comparison = ((SqlQuantifyOperator) call.getOperator()).comparisonKind;
    SqlParserPos at = call.getParserPosition();
    return (switch (comparison) {
          case EQUALS -> SqlStdOperatorTable.EQUALS;
          case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
          case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
          case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
          case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
          case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
          default ->
              throw Refusals.invalid("[" + call.getOperator().getName() + "] is not available", at);
        })
        .createCall(at, call.operand(0), value);
  }

  private static SqlNode connected(SqlCall call, SqlNode all, SqlNode one) {
    return (call.getKind() == SqlKind.ALL ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR)
        .createCall(call.getParserPosition(), all, one);
  }

  /** {@code DATE_PART(YEAR, x)}, whose unit is no text. */
  private static SqlNode extracted(SqlCall call) {
    return call.operandCount() == 2 && call.operand(0) instanceof SqlIntervalQualifier
        ? SqlStdOperatorTable.EXTRACT.createCall(call.getParserPosition(), call.getOperandList())
        : call;
  }

  /** {@code DATE_TRUNC(x, MONTH)}. */
  private static SqlNode truncated(SqlCall call) {
    return call.getOperator() instanceof SqlFunction
            && call.operandCount() == 2
            && call.operand(1) instanceof SqlIntervalQualifier
        ? SqlStdOperatorTable.FLOOR.createCall(call.getParserPosition(), call.getOperandList())
        : call;
  }
}
