package io.asyncquery.sql.mysql;

import io.asyncquery.sql.plan.Selects;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWithItem;

/** A {@code WITH RECURSIVE}, whose columns have the types that its first query gives. */
final class MySqlRecursion {

  private MySqlRecursion() {}

  /** MariaDB makes a column that begins with NULL one of no bytes, and cuts what comes after. */
  static void check(SqlWithItem item) {
    if (item.recursive.booleanValue()
        && columns(Selects.first(item.query)).stream().anyMatch(MySqlRecursion::isNull)) {
      throw MySqlDialect.absent("NULL without a type in the first query of WITH RECURSIVE");
    }
  }

  private static List<SqlNode> columns(SqlNode query) {
    return switch (query) {
      case SqlSelect select -> select.getSelectList();
      case SqlCall values when values.getKind() == SqlKind.VALUES ->
          ((SqlCall) values.operand(0)).getOperandList();
      default -> List.of();
    };
  }

  private static boolean isNull(SqlNode column) {
    return SqlUtil.isNullLiteral(SqlUtil.stripAs(column), false);
  }
}
