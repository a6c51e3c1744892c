package io.asyncquery.sql.function;

import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** {@code DISTINCT} in an aggregate, which must not get lost. */
final class Quantifiers {

  private Quantifiers() {}

  /** {@code translated}, with the quantifier that {@code call} has. */
  static SqlNode carry(SqlCall call, SqlNode translated) {
    SqlLiteral quantifier = call.getFunctionQuantifier();
    if (quantifier == null || !(translated instanceof SqlCall expression)) {
      return translated;
    }
    if (Phrase.isAroundAggregate(expression)) {
      return Phrase.within(expression, aggregate -> carry(call, aggregate));
    }
    if (expression.getKind() == SqlKind.FILTER) {
      SqlNode aggregate = carry(call, expression.operand(0));
      return expression
          .getOperator()
          .createCall(expression.getParserPosition(), aggregate, expression.operand(1));
    }
    SqlLiteral own = expression.getFunctionQuantifier();
    if (own != null && own.toValue() != null && own.toValue().equals(quantifier.toValue())) {
      return translated;
    }
    if (own != null || !expression.getOperator().isAggregator() && !isFunction(expression)) {
      throw new CalciteException("[" + quantifier + "] is not supported in it", null);
    }
    return expression
        .getOperator()
        .createCall(
            quantifier,
            expression.getParserPosition(),
            expression.getOperandList().toArray(SqlNode[]::new));
  }

  private static boolean isFunction(SqlCall call) {
    return call.getOperator() instanceof SqlFunction;
  }
}
