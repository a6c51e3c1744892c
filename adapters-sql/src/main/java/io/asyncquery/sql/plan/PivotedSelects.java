package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Puts the query that a PIVOT stands for in its place, which every source understands: {@code t
 * PIVOT (SUM(x) FOR y IN ('a' AS b))} is {@code (SELECT k, SUM(x) FILTER (WHERE y = 'a') AS b FROM
 * t GROUP BY k)}, where {@code k} are the columns that it does not name.
 */
final class PivotedSelects extends SqlShuttle {

  private final ResolvedNames names;
  private int unnamed;

  private PivotedSelects(ResolvedNames names) {
    this.names = names;
  }

  static SqlNode of(SqlNode query, ResolvedNames names) {
    return names.pivots().isEmpty()
        ? query
        : requireNonNull(query.accept(new PivotedSelects(names)));
  }

  /** Without a name of its own it gets one: some sources know no query in FROM without. */
  @Override
  public SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS && call.operand(0) instanceof SqlPivot pivot) {
      List<SqlNode> operands = new ArrayList<>(call.getOperandList());
      operands.set(0, selectOf(pivot));
      return call.getOperator().createCall(call.getParserPosition(), operands);
    }
    if (call instanceof SqlPivot pivot) {
      return named(selectOf(pivot));
    }
    return requireNonNull(super.visit(call));
  }

  private SqlNode named(SqlNode query) {
    unnamed++;
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO, query, new SqlIdentifier("pivot_" + unnamed, SqlParserPos.ZERO));
  }

  private static boolean isTable(SqlNode from) {
    return !from.isA(SqlKind.QUERY);
  }

  private SqlNode selectOf(SqlPivot sent) {
    SqlParserPos at = sent.getParserPosition();
    SqlPivot pivot = (SqlPivot) requireNonNull(super.visit(sent));
    SqlNodeList items = new SqlNodeList(at);
    SqlNodeList keys = new SqlNodeList(at);
    List<String> grouped = requireNonNull(names.pivots().get(at));
    for (int i = 0; i < grouped.size(); i++) {
      SqlIdentifier key = new SqlIdentifier(grouped.get(i), Pivots.place(sent, i));
      items.add(key);
      keys.add(key);
    }
    pivot.forEachNameValues((name, values) ->
        pivot.forEachAgg((alias, aggregate) ->
            items.add(
                SqlStdOperatorTable.AS.createCall(
                    at,
                    filtered(aggregate, condition(pivot.axisList, values)),
                    new SqlIdentifier(
                        alias == null ? name : name + "_" + alias, SqlParserPos.ZERO)))));
    return new SqlSelect(
        at,
        null,
        items,
        isTable(pivot.query) ? pivot.query : named(pivot.query),
        null,
        keys.isEmpty() ? null : keys,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static SqlNode condition(SqlNodeList columns, SqlNodeList values) {
    SqlNode all = null;
    for (int i = 0; i < columns.size(); i++) {
      SqlNode one = isValue(columns.get(i), values.get(i));
      all =
          all == null ? one : SqlStdOperatorTable.AND.createCall(one.getParserPosition(), all, one);
    }
    return requireNonNull(all);
  }

  private static SqlNode isValue(SqlNode column, SqlNode value) {
    return SqlUtil.isNull(value)
        ? SqlStdOperatorTable.IS_NULL.createCall(value.getParserPosition(), column)
        : SqlStdOperatorTable.EQUALS.createCall(value.getParserPosition(), column, value);
  }

  private static SqlNode filtered(SqlNode aggregate, SqlNode condition) {
    if (aggregate.getKind() != SqlKind.FILTER) {
      return SqlStdOperatorTable.FILTER.createCall(
          aggregate.getParserPosition(), aggregate, condition);
    }
    SqlCall filter = (SqlCall) aggregate;
    return SqlStdOperatorTable.FILTER.createCall(
        aggregate.getParserPosition(),
        filter.operand(0),
        SqlStdOperatorTable.AND.createCall(
            aggregate.getParserPosition(), filter.operand(1), condition));
  }
}
