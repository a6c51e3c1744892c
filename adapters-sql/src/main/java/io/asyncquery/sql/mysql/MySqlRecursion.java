package io.asyncquery.sql.mysql;

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
    if (item.recursive.booleanValue() && first(item.query) instanceof SqlSelect select) {
      for (SqlNode column : select.getSelectList()) {
        if (SqlUtil.isNullLiteral(SqlUtil.stripAs(column), false)) {
          throw MySqlDialect.absent("NULL without a type in the first query of WITH RECURSIVE");
        }
      }
    }
  }

  private static SqlNode first(SqlNode query) {
    return query.getKind() == SqlKind.UNION && query instanceof SqlCall union
        ? first(union.operand(0))
        : query;
  }
}
