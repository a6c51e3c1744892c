package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Queries within expressions. Of one that depends on the row, ClickHouse makes a join, which gives
 * NULL where nothing is counted, and any row of several: a count is 0 instead, and what is no
 * aggregate gets a limit, with which ClickHouse refuses it where it depends on the row.
 */
final class Subqueries extends SqlShuttle {

  private Subqueries() {}

  /** The same select; what is in FROM is left as it is. */
  static SqlSelect checked(SqlSelect select) {
    @Nullable SqlNode[] operands = select.getOperandList().toArray(SqlNode[]::new);
    for (int i = 0; i < operands.length; i++) {
      if (i != SqlSelect.FROM_OPERAND && operands[i] != null) {
        SqlNode checked = requireNonNull(operands[i].accept(new Subqueries()));
        operands[i] =
            i == SqlSelect.WHERE_OPERAND || i == SqlSelect.HAVING_OPERAND
                ? filter(checked)
                : checked;
      }
    }
    return (SqlSelect)
        select
            .getOperator()
            .createCall(select.getFunctionQuantifier(), select.getParserPosition(), operands);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (isQuery(call)) {
      return scalar(call);
    }
    return switch (call.getKind()) {
      case EXISTS, ARRAY_QUERY_CONSTRUCTOR, SCALAR_QUERY -> call;
      case IN, NOT_IN, SOME, ALL ->
          isQuery(call.operand(1))
              ? call.getOperator()
                  .createCall(
                      call.getParserPosition(),
                      requireNonNull(call.operand(0).accept(this)),
                      call.operand(1))
              : super.visit(call);
      default -> super.visit(call);
    };
  }

  /** Where a row is let through or not, unknown is false. */
  private static SqlNode filter(SqlNode condition) {
    if (!(condition instanceof SqlCall call)) {
      return condition;
    }
    SqlParserPos at = call.getParserPosition();
    return switch (call.getKind()) {
      case AND, OR ->
          call.getOperator()
              .createCall(at, call.getOperandList().stream().map(Subqueries::filter).toList());
      case IN ->
          isQuery(call.operand(1))
              ? Membership.FILTERING.createCall(at, call.getOperandList())
              : condition;
      default -> condition;
    };
  }

  private static SqlNode scalar(SqlCall query) {
    SqlParserPos at = query.getParserPosition();
    if (query instanceof SqlSelect select
        && (select.getGroup() == null || select.getGroup().isEmpty())
        && select.getHaving() == null
        && select.getSelectList().size() == 1) {
      SqlNode item = withoutAlias(select.getSelectList().get(0));
      if (Aggregates.isNullOfNothing(item)) {
        return query;
      }
      if (Aggregates.isCount(item)) {
        return SqlStdOperatorTable.COALESCE.createCall(
            at, query, SqlLiteral.createExactNumeric("0", at));
      }
    }
    SqlNode two = SqlLiteral.createExactNumeric("2", at);
    return switch (query) {
      case SqlOrderBy order when order.fetch != null -> order;
      case SqlOrderBy order -> new SqlOrderBy(at, order.query, order.orderList, order.offset, two);
      default -> new SqlOrderBy(at, query, SqlNodeList.EMPTY, null, two);
    };
  }

  private static SqlNode withoutAlias(SqlNode item) {
    return item instanceof SqlCall call && call.getKind() == SqlKind.AS ? call.operand(0) : item;
  }

  private static boolean isQuery(SqlNode node) {
    return node.isA(SqlKind.QUERY);
  }
}
