package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Puts the query that a PIVOT or an UNPIVOT stands for in its place, which every source
 * understands: {@code t PIVOT (SUM(x) FOR y IN ('a' AS b))} is {@code (SELECT k, SUM(x) FILTER
 * (WHERE y = 'a') AS b FROM t GROUP BY k)}, where {@code k} are the columns that it does not name;
 * of the other tells {@link Unpivots}.
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

  /** Whether {@code query} has such clauses. */
  static boolean areIn(SqlNode query) {
    Search search = new Search();
    query.accept(search);
    return search.found;
  }

  /** Without a name of its own it gets one: some sources know no query in FROM without. */
  @Override
  public SqlNode visit(SqlCall call) {
    if (call.getKind() == SqlKind.AS
        && call.operand(0) instanceof SqlCall clause
        && isPivot(clause)) {
      List<SqlNode> operands = new ArrayList<>(call.getOperandList());
      operands.set(0, selectOf(clause));
      return call.getOperator().createCall(call.getParserPosition(), operands);
    }
    return isPivot(call) ? named(selectOf(call)) : requireNonNull(super.visit(call));
  }

  private static boolean isPivot(SqlCall call) {
    return call instanceof SqlPivot || call instanceof SqlUnpivot;
  }

  private SqlNode selectOf(SqlCall clause) {
    SqlNode visited = requireNonNull(super.visit(clause));
    return visited instanceof SqlUnpivot unpivot
        ? Unpivots.select(
            unpivot, source(unpivot.query), kept(unpivot), names.columns(), nextName())
        : selectOf((SqlPivot) visited);
  }

  private SqlNode named(SqlNode query) {
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO, query, new SqlIdentifier(nextName(), SqlParserPos.ZERO));
  }

  private String nextName() {
    unnamed++;
    return "pivot_" + unnamed;
  }

  private SqlNode source(SqlNode from) {
    return from.isA(SqlKind.QUERY) ? named(from) : from;
  }

  private List<SqlIdentifier> kept(SqlCall clause) {
    SqlParserPos at = clause.getParserPosition();
    List<String> kept = requireNonNull(names.pivots().get(at));
    return IntStream.range(0, kept.size())
        .mapToObj(i -> new SqlIdentifier(kept.get(i), Pivots.place(at, i)))
        .toList();
  }

  private SqlNode selectOf(SqlPivot pivot) {
    SqlParserPos at = pivot.getParserPosition();
    SqlNodeList keys = new SqlNodeList(kept(pivot), at);
    SqlNodeList items = new SqlNodeList(keys, at);
    pivot.forEachNameValues((name, values) ->
        pivot.forEachAgg((alias, aggregate) ->
            items.add(
                SqlStdOperatorTable.AS.createCall(
                    at,
                    filtered(aggregate, condition(pivot.axisList, values)),
                    new SqlIdentifier(
                        alias == null ? name : name + "_" + alias, SqlParserPos.ZERO)))));
    return Selects.of(at, items, source(pivot.query), null, keys.isEmpty() ? null : keys);
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

  private static final class Search extends SqlBasicVisitor<@Nullable Void> {

    private boolean found;

    @Override
    public @Nullable Void visit(SqlCall call) {
      found |= isPivot(call);
      return super.visit(call);
    }
  }
}
