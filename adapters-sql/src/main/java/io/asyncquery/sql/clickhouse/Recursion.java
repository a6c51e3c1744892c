package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.plan.Selects;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;

/** A {@code WITH RECURSIVE}, whose columns have the types that its first query gives. */
final class Recursion {

  private Recursion() {}

  /**
   * The same with numbers that have a sign: those that are written out in the first query have none
   * in ClickHouse, and no common type then with a column that has one.
   */
  static SqlNode signed(SqlWithItem item) {
    if (item.recursive.booleanValue() && Selects.first(item.query) instanceof SqlSelect select) {
      select.setSelectList(allSigned(select.getSelectList()));
    }
    return item;
  }

  private static SqlNodeList allSigned(SqlNodeList columns) {
    List<SqlNode> signed = new ArrayList<>();
    for (SqlNode column : columns) {
      if (column.getKind() == SqlKind.AS && column instanceof SqlCall as) {
        List<SqlNode> operands = new ArrayList<>(as.getOperandList());
        operands.set(0, value(as.operand(0)));
        signed.add(as.getOperator().createCall(as.getParserPosition(), operands));
      } else {
        signed.add(value(column));
      }
    }
    return new SqlNodeList(signed, columns.getParserPosition());
  }

  private static SqlNode value(SqlNode column) {
    return column instanceof SqlNumericLiteral number
            && number.getValue() instanceof BigDecimal value
            && number.isInteger()
        ? Literals.ofType(value.toBigInteger().toString(), "Int64", number.getParserPosition())
        : column;
  }
}
