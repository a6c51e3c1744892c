package io.asyncquery.sql.plan;

import static org.apache.calcite.sql.SqlJsonConstructorNullClause.ABSENT_ON_NULL;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlJsonArrayAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonArrayFunction;
import org.apache.calcite.sql.fun.SqlJsonExistsFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectAggAggFunction;
import org.apache.calcite.sql.fun.SqlJsonObjectFunction;
import org.apache.calcite.sql.fun.SqlJsonQueryFunction;
import org.apache.calcite.sql.fun.SqlJsonValueFunction;

/**
 * The functions of JSON that SQL has a grammar for, as functions like others: {@code
 * JSON_OBJECT('a': x)} is {@code JSON_OBJECT('a', x)}, and with {@code ABSENT ON NULL} a function
 * by another name. Their further clauses are refused.
 */
final class JsonFunctions {

  private JsonFunctions() {}

  static SqlNode plain(SqlCall call, NullClauses clauses) {
    return switch (call.getOperator()) {
      case SqlJsonObjectFunction _ -> {
        Object nulls = ((SqlLiteral) call.operand(0)).getValue();
        yield function("JSON_OBJECT", call, 1, nulls == ABSENT_ON_NULL);
      }
      case SqlJsonArrayFunction _ ->
          function("JSON_ARRAY", call, 1, isArrayWithout(call, 1, clauses));
      case SqlJsonObjectAggAggFunction aggregate ->
          function("JSON_OBJECTAGG", call, 0, aggregate.getNullClause() == ABSENT_ON_NULL);
      case SqlJsonArrayAggAggFunction _ ->
          function("JSON_ARRAYAGG", call, 0, isArrayWithout(call, 0, clauses));
      case SqlJsonValueFunction _ -> ofPath("JSON_VALUE", call, call.operandCount() == 2);
      case SqlJsonExistsFunction _ -> ofPath("JSON_EXISTS", call, call.operandCount() == 2);
      case SqlJsonQueryFunction _ -> ofPath("JSON_QUERY", call, isPlainQuery(call));
      default -> call;
    };
  }

  private static boolean isArrayWithout(SqlCall call, int first, NullClauses clauses) {
    return clauses.areNullsLeftOut(
        call.getParserPosition(), call.getOperandList().subList(first, call.operandCount()));
  }

  private static boolean isPlainQuery(SqlCall call) {
    return ((SqlLiteral) call.operand(2)).getValue() == SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY
        && call.operand(3).toString().contains("NULL")
        && call.operand(4).toString().contains("NULL")
        && (call.operandCount() == 5 || call.getOperandList().get(5) == null);
  }

  private static SqlNode ofPath(String name, SqlCall call, boolean isPlain) {
    return isPlain
        ? OtherSpellings.function(name, call, call.getOperandList().subList(0, 2))
        : refused(
            name + " with more than a path",
            "write " + name + "(x, 'path'), in CAST for another type",
            call);
  }

  private static SqlNode function(String name, SqlCall call, int first, boolean nullsLeftOut) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    return OtherSpellings.function(
        nullsLeftOut ? name + NullClauses.LEFT_OUT : name,
        call,
        operands.subList(first, operands.size()));
  }

  private static SqlNode refused(String name, String advice, SqlCall call) {
    throw Refusals.invalid("[" + name + "] is not available; " + advice, call.getParserPosition());
  }
}
