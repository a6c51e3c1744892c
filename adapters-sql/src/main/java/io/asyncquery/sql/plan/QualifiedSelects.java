package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Says QUALIFY with WHERE, for sources that have no such word: {@code SELECT a FROM t QUALIFY c
 * ORDER BY b} is {@code SELECT x AS a FROM (SELECT a AS x, c AS y, b AS z FROM t) WHERE y ORDER BY
 * z}.
 */
final class QualifiedSelects extends SqlShuttle {

  private final ResolvedNames names;
  private final OutermostSelects outermost;

  private QualifiedSelects(SqlNode query, ResolvedNames names) {
    this.names = names;
    this.outermost = OutermostSelects.of(query);
  }

  static SqlNode of(SqlNode query, ResolvedNames names) {
    return requireNonNull(query.accept(new QualifiedSelects(query, names)));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    return switch (call) {
      case SqlSelect select when select.getQualify() != null -> wrapped(select).query();
      case SqlOrderBy order when body(order.query).getQualify() != null -> ordered(order);
      default -> requireNonNull(super.visit(call));
    };
  }

  private SqlNode ordered(SqlOrderBy order) {
    SqlSelect sent = body(order.query);
    QualifiedSelect select = wrapped(sent);
    SqlNodeList items = new SqlNodeList(order.orderList.getParserPosition());
    for (SqlNode item : order.orderList) {
      items.add(select.ordered(requireNonNull(item.accept(this))));
    }
    SqlNode query =
        order.query instanceof SqlWith with
            ? new SqlWith(
                with.getParserPosition(),
                (SqlNodeList) requireNonNull(with.withList.accept(this)),
                select.query())
            : select.query();
    return new SqlOrderBy(order.getParserPosition(), query, items, order.offset, order.fetch);
  }

  private QualifiedSelect wrapped(SqlSelect select) {
    return new QualifiedSelect(
        (SqlSelect) requireNonNull(super.visit(select)), names, outermost.has(select));
  }

  /** The SELECT that an order is of; one without QUALIFY for what is none. */
  private static SqlSelect body(SqlNode query) {
    return switch (query) {
      case SqlSelect select -> select;
      case SqlWith with -> body(with.body);
      default -> Selects.of(query.getParserPosition(), SqlNodeList.EMPTY, null);
    };
  }
}
