package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Spells every name of a query as it is declared, for sources that tell names apart by case. A
 * column of a query within the query keeps the sender's spelling as an alias, since that is what
 * the query around it means.
 */
final class ExactNames extends SqlShuttle {

  private final ResolvedNames names;
  private final DeclaredNames declared;
  private final DeclaredNames catalogColumns;
  private final OutermostSelects outermost;

  private ExactNames(ResolvedNames names, SqlNode query) {
    this.names = names;
    this.declared = DeclaredNames.of(query, names.tables());
    this.catalogColumns = DeclaredNames.of(names.catalogColumns());
    this.outermost = OutermostSelects.of(query);
  }

  static SqlNode of(SqlNode query, ResolvedNames names) {
    return requireNonNull(query.accept(new ExactNames(names, query)));
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    List<String> table = names.tables().get(id.getParserPosition());
    if (table != null) {
      return named(id, table);
    }
    List<String> query = names.queries().get(id.getParserPosition());
    if (query != null && id.isSimple()) {
      return named(id, query);
    }
    List<String> column = names.columns().get(id.getParserPosition());
    if (column == null || id.isStar()) {
      return named(id, id.names.stream().map(this::spelled).toList());
    }
    String name = column.getLast();
    return named(
        id,
        id.isSimple() || column.size() < 2
            ? List.of(name)
            : List.of(declared.spelled(column.get(column.size() - 2)), name));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode visited = requireNonNull(super.visit(call));
    return switch (call) {
      case SqlSelect select -> select(select, (SqlSelect) visited);
      case SqlOrderBy order -> ordered(order, (SqlOrderBy) visited);
      case SqlJoin join -> using(join, (SqlJoin) visited);
      default -> visited;
    };
  }

  private SqlNode select(SqlSelect sent, SqlSelect visited) {
    if (outermost.has(sent)) {
      return visited;
    }
    SqlSelect spelled = (SqlSelect) visited.clone(visited.getParserPosition());
    spelled.setSelectList(
        listOf(
            sent.getSelectList(),
            visited.getSelectList(),
            (item, of) -> item instanceof SqlIdentifier id && !id.isStar() ? aliased(of, id) : of));
    return spelled;
  }

  /** The columns of USING, which are no aliases. */
  private SqlNode using(SqlJoin sent, SqlJoin visited) {
    if (!(sent.getCondition() instanceof SqlNodeList columns)) {
      return visited;
    }
    @Nullable SqlNode[] operands = operands(visited);
    operands[5] =
        listOf(
            columns,
            columns,
            (_, column) ->
                named(
                    (SqlIdentifier) column,
                    List.of(catalogColumns.spelled(((SqlIdentifier) column).getSimple()))));
    return withOperands(visited, operands);
  }

  /** What an order calls by the name of a column of the result means that column. */
  private SqlNode ordered(SqlOrderBy sent, SqlOrderBy visited) {
    ResultColumns columns = ResultColumns.of(sent.query, visited.query);
    return new SqlOrderBy(
        visited.getParserPosition(),
        visited.query,
        listOf(sent.orderList, visited.orderList, (item, of) -> orderItem(item, of, columns)),
        visited.offset,
        visited.fetch);
  }

  private SqlNode orderItem(SqlNode sent, SqlNode visited, ResultColumns columns) {
    if (sent instanceof SqlIdentifier id && id.isSimple()) {
      Optional<String> column = columns.spelled(id.getSimple());
      return column.map(name -> (SqlNode) named(id, List.of(name))).orElse(visited);
    }
    if (sent instanceof SqlCall call && ClauseKinds.isOrdering(call)) {
      SqlNode operand = orderItem(call.operand(0), ((SqlCall) visited).operand(0), columns);
      return call.getOperator().createCall(call.getParserPosition(), operand);
    }
    return visited;
  }

  private String spelled(String name) {
    return declared.knows(name) ? declared.spelled(name) : catalogColumns.spelled(name);
  }

  private static SqlNode aliased(SqlNode visited, SqlIdentifier sent) {
    String name = sent.names.getLast();
    return ((SqlIdentifier) visited).names.getLast().equals(name)
        ? visited
        : SqlStdOperatorTable.AS.createCall(
            sent.getParserPosition(), visited, new SqlIdentifier(name, SqlParserPos.ZERO));
  }

  private static SqlIdentifier named(SqlIdentifier id, List<String> names) {
    return names.equals(id.names) ? id : new SqlIdentifier(names, id.getParserPosition());
  }

  private static SqlNodeList listOf(SqlNodeList sent, SqlNodeList visited, Rewriting rewriting) {
    if (visited.isEmpty()) {
      // The one empty list that Calcite knows as such.
      return visited;
    }
    SqlNodeList list = new SqlNodeList(visited.getParserPosition());
    for (int i = 0; i < visited.size(); i++) {
      list.add(rewriting.apply(sent.get(i), visited.get(i)));
    }
    return list;
  }

  private static @Nullable SqlNode[] operands(SqlCall call) {
    return call.getOperandList().toArray(SqlNode[]::new);
  }

  private static SqlNode withOperands(SqlCall call, @Nullable SqlNode[] operands) {
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  /** What becomes of a node, by how it was sent and what it is by now. */
  @FunctionalInterface
  private interface Rewriting {
    SqlNode apply(SqlNode sent, SqlNode visited);
  }
}
