package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.plan.Selects;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Tables that have another name in a query within an expression: to ClickHouse they have their own
 * besides, and would be what a name of the query around it means. A query in their place has one
 * name.
 */
final class TwinNames extends SqlShuttle {

  private boolean within;

  private TwinNames() {}

  static SqlNode apart(SqlNode query) {
    return requireNonNull(query.accept(new TwinNames()));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (!(call instanceof SqlSelect select)) {
      return super.visit(call);
    }
    boolean before = within;
    @Nullable SqlNode[] operands = select.getOperandList().toArray(SqlNode[]::new);
    for (int i = 0; i < operands.length; i++) {
      boolean from = i == SqlSelect.FROM_OPERAND;
      within = before || !from;
      operands[i] =
          operands[i] == null ? null : from ? from(operands[i]) : operands[i].accept(this);
    }
    within = before;
    return select
        .getOperator()
        .createCall(select.getFunctionQuantifier(), select.getParserPosition(), operands);
  }

  private @Nullable SqlNode from(SqlNode from) {
    if (!within) {
      return joined(from);
    }
    return from instanceof SqlCall alias
            && alias.getKind() == SqlKind.AS
            && alias.operand(0) instanceof SqlIdentifier table
        ? apart(alias, table)
        : joined(from);
  }

  private @Nullable SqlNode joined(SqlNode from) {
    if (!(from instanceof SqlJoin join)) {
      return from.accept(this);
    }
    SqlJoin copy = (SqlJoin) join.clone(join.getParserPosition());
    copy.setLeft(requireNonNull(from(join.getLeft())));
    copy.setRight(requireNonNull(from(join.getRight())));
    SqlNode condition = join.getCondition();
    if (condition != null) {
      boolean before = within;
      within = true;
      copy.setOperand(5, condition.accept(this));
      within = before;
    }
    return copy;
  }

  private static SqlNode apart(SqlCall alias, SqlIdentifier table) {
    if (((SqlIdentifier) alias.operand(1)).getSimple().equals(table.names.getLast())) {
      return alias;
    }
    SqlParserPos at = table.getParserPosition();
    SqlNode all = Selects.of(at, SqlNodeList.of(SqlIdentifier.star(at)), table);
    List<SqlNode> operands = new java.util.ArrayList<>(alias.getOperandList());
    operands.set(0, all);
    return alias.getOperator().createCall(alias.getParserPosition(), operands);
  }
}
