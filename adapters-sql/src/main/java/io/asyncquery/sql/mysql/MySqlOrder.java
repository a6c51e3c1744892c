package io.asyncquery.sql.mysql;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where NULLs stand in an order: MySQL and MariaDB take them for the least, and have no words for
 * anything else, so that whether a value is NULL must come before it.
 */
final class MySqlOrder {

  private MySqlOrder() {}

  /** {@code x NULLS LAST}. */
  static void nulls(SqlWriter writer, SqlCall item) {
    boolean descending = item.operand(0).getKind() == SqlKind.DESCENDING;
    boolean first = item.getKind() == SqlKind.NULLS_FIRST;
    SqlNode value = descending ? ((SqlCall) item.operand(0)).operand(0) : item.operand(0);
    if (first == descending) {
      if (value instanceof SqlNumericLiteral number) {
        throw new QueryFailedException(
            QueryFailure.invalidSql(
                "[ORDER BY %s %s] is not available in this source: give the column's name"
                    .formatted(number.toValue(), first ? "DESC NULLS FIRST" : "NULLS LAST")));
      }
      writer.print("(");
      value.unparse(writer, 0, 0);
      writer.print(first ? " IS NULL) DESC, " : " IS NULL), ");
    }
    item.operand(0).unparse(writer, 0, 0);
  }

  /**
   * The order by what stands for a number or for the alias of an aggregate, neither of which could
   * be asked whether it is NULL.
   */
  static SqlOrderBy spelledOut(SqlOrderBy order) {
    SqlNode query = order.query instanceof SqlWith with ? with.body : order.query;
    if (!(query instanceof SqlSelect select)) {
      return order;
    }
    SqlNodeList items = new SqlNodeList(order.orderList.getParserPosition());
    for (SqlNode item : order.orderList) {
      items.add(meant(item, select));
    }
    return order.orderList.isEmpty()
        ? order
        : new SqlOrderBy(order.getParserPosition(), order.query, items, order.offset, order.fetch);
  }

  private static SqlNode meant(SqlNode item, SqlSelect select) {
    if (item.getKind() != SqlKind.NULLS_FIRST && item.getKind() != SqlKind.NULLS_LAST) {
      return item;
    }
    SqlCall nulls = (SqlCall) item;
    SqlNode value = nulls.operand(0);
    SqlNode named =
        value.getKind() == SqlKind.DESCENDING
            ? ((SqlCall) value)
                .getOperator()
                .createCall(value.getParserPosition(), column(((SqlCall) value).operand(0), select))
            : column(value, select);
    return nulls.getOperator().createCall(nulls.getParserPosition(), named);
  }

  private static SqlNode column(SqlNode value, SqlSelect select) {
    if (value instanceof SqlIdentifier alias && alias.isSimple()) {
      return aggregate(alias, select);
    }
    if (!(value instanceof SqlNumericLiteral number)
        || !number.isInteger()
        || number.intValue(false) < 1) {
      return value;
    }
    int place = number.intValue(false);
    SqlNodeList items = select.getSelectList();
    if (items.stream().anyMatch(MySqlOrder::isStar)) {
      return items.size() == 1 ? named(select.getFrom(), place).orElse(value) : value;
    }
    if (place > items.size()) {
      return value;
    }
    SqlNode item = items.get(place - 1);
    return item.getKind() == SqlKind.AS ? column(((SqlCall) item).operand(1), select) : item;
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier id && id.isStar();
  }

  /** A column of the only table where that lists its columns: {@code (...) AS q (a, b)}. */
  private static Optional<SqlNode> named(@Nullable SqlNode from, int place) {
    return from instanceof SqlCall as && as.getKind() == SqlKind.AS && place + 1 < as.operandCount()
        ? Optional.of(as.operand(place + 1))
        : Optional.empty();
  }

  /** What {@code alias} stands for where that is an aggregate. */
  private static SqlNode aggregate(SqlIdentifier alias, SqlSelect select) {
    for (SqlNode item : select.getSelectList()) {
      if (item instanceof SqlCall as
          && as.getKind() == SqlKind.AS
          && as.operand(1) instanceof SqlIdentifier name
          && name.getSimple().equalsIgnoreCase(alias.getSimple())
          && aggregates(as.operand(0))) {
        return as.operand(0);
      }
    }
    return alias;
  }

  private static boolean aggregates(@Nullable SqlNode node) {
    return node instanceof SqlCall call
        && call.getKind() != SqlKind.OVER
        && !call.isA(SqlKind.QUERY)
        && (MySqlFunctions.isAggregate(call.getOperator().getName())
            || call.getOperandList().stream().anyMatch(MySqlOrder::aggregates));
  }
}
