package io.asyncquery.sql.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
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
 * JSON_OBJECT('a': x)} is {@code JSON_OBJECT('a', x)}. Their further clauses are refused.
 */
final class JsonFunctions {

  private JsonFunctions() {}

  static SqlNode plain(SqlCall call) {
    return switch (call.getOperator()) {
      case SqlJsonObjectFunction _ -> {
        boolean isAbsent =
            ((SqlLiteral) call.operand(0)).getValue()
                == SqlJsonConstructorNullClause.ABSENT_ON_NULL;
        yield isAbsent
            ? refused("JSON_OBJECT ... ABSENT ON NULL", "leave it out: NULLs are kept", call)
            : function("JSON_OBJECT", call, 1);
      }
      case SqlJsonArrayFunction _ -> function("JSON_ARRAY", call, 1);
      case SqlJsonObjectAggAggFunction _ -> function("JSON_OBJECTAGG", call, 0);
      case SqlJsonArrayAggAggFunction _ -> function("JSON_ARRAYAGG", call, 0);
      case SqlJsonValueFunction _ -> ofPath("JSON_VALUE", call, call.operandCount() == 2);
      case SqlJsonExistsFunction _ -> ofPath("JSON_EXISTS", call, call.operandCount() == 2);
      case SqlJsonQueryFunction _ -> ofPath("JSON_QUERY", call, isPlainQuery(call));
      default -> call;
    };
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

  private static SqlNode function(String name, SqlCall call, int first) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    return OtherSpellings.function(name, call, operands.subList(first, operands.size()));
  }

  private static SqlNode refused(String name, String advice, SqlCall call) {
    throw Refusals.invalid("[" + name + "] is not available; " + advice, call.getParserPosition());
  }
}
