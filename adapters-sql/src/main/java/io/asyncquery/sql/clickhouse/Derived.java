package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.plan.Selects;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Queries around what ClickHouse takes only from a query. */
final class Derived {

  private Derived() {}

  /** An order stands behind one SELECT alone, and only that may follow WITH. */
  static SqlNode ordered(SqlOrderBy order) {
    return new SqlOrderBy(
        order.getParserPosition(),
        selected(order.query),
        order.orderList,
        order.offset,
        order.fetch);
  }

  static SqlNode with(SqlWith with) {
    return new SqlWith(with.getParserPosition(), with.withList, selected(with.body));
  }

  static SqlNode selected(SqlNode query) {
    SqlParserPos at = query.getParserPosition();
    return switch (query.getKind()) {
      case UNION, INTERSECT, EXCEPT, VALUES ->
          all(SqlStdOperatorTable.AS.createCall(at, query, new SqlIdentifier("__all", at)), at);
      default -> query;
    };
  }

  /** Columns get other names of a query alone; those of a table would be passed over. */
  static SqlNode renamed(SqlCall as) {
    SqlNode table = as.operand(0);
    if (as.operandCount() == 2 || table.getKind() != SqlKind.IDENTIFIER) {
      return as;
    }
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(0, all(table, table.getParserPosition()));
    return as.getOperator().createCall(as.getParserPosition(), operands);
  }

  private static SqlNode all(SqlNode from, SqlParserPos at) {
    return Selects.of(at, SqlNodeList.of(SqlIdentifier.star(at)), from);
  }
}
