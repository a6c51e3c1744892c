package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Names the tables of a validated query in full, so that the source can mean no others. Where not
 * all columns of a table are shown, a query for those that are stands in its place: whatever the
 * source makes of a star, of a whole row or of a name, it finds nothing else there. A lambda is
 * left to the dialect.
 */
final class TableNames extends SqlShuttle {

  private final ResolvedNames names;
  private final DeclaredNames declared;

  private TableNames(ResolvedNames names, SqlNode query) {
    this.names = names;
    this.declared = DeclaredNames.of(query, names.tables());
  }

  /** Leaves by exception where a table in {@code query} has escaped the validation. */
  static SqlNode of(SqlNode query, ResolvedNames names) {
    return requireNonNull(query.accept(new TableNames(names, query)));
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    SqlParserPos at = id.getParserPosition();
    List<String> path = names.tables().get(at);
    if (path == null) {
      return names.shown().isEmpty() ? id : withoutSchema(id);
    }
    ResolvedNames.Shown shown = names.shown().get(at);
    return shown == null
        ? new SqlIdentifier(path, at)
        : SqlStdOperatorTable.AS.createCall(at, shownOf(id), new SqlIdentifier(shown.name(), at));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    checkTables(call);
    return switch (call) {
      case SqlLambda lambda ->
          new SqlBasicCall(
              lambda.getOperator(), lambda.getOperandList(), lambda.getParserPosition());
      case SqlCall alias when alias.getKind() == SqlKind.AS && isPartial(alias.operand(0)) ->
          aliased(alias);
      case SqlCall table when isReference(table) && isPartial(table.operand(0)) ->
          table.getKind() == SqlKind.EXPLICIT_TABLE
              ? shownOf(table.operand(0))
              : table.operand(0).accept(this);
      default -> super.visit(call);
    };
  }

  private static boolean isReference(SqlCall call) {
    return call.getKind() == SqlKind.EXPLICIT_TABLE || call.getKind() == SqlKind.TABLE_REF;
  }

  private boolean isPartial(@Nullable SqlNode table) {
    return table instanceof SqlIdentifier && names.shown().containsKey(table.getParserPosition());
  }

  private SqlNode aliased(SqlCall alias) {
    List<SqlNode> operands = new ArrayList<>(alias.getOperandList());
    operands.set(0, shownOf(alias.operand(0)));
    return alias.getOperator().createCall(alias.getParserPosition(), operands);
  }

  /** {@code SELECT a, b FROM schema.t}. */
  private SqlSelect shownOf(SqlNode table) {
    SqlParserPos at = table.getParserPosition();
    SqlNodeList columns = new SqlNodeList(at);
    for (String column : requireNonNull(names.shown().get(at)).columns()) {
      columns.add(new SqlIdentifier(column, at));
    }
    SqlIdentifier whole = new SqlIdentifier(requireNonNull(names.tables().get(at)), at);
    return Selects.of(at, columns, whole);
  }

  /** {@code schema.t.a} and {@code schema.t.*}: a query in a table's place has no schema. */
  private SqlIdentifier withoutSchema(SqlIdentifier id) {
    int kept = id.names.size();
    if (id.isStar()) {
      while (kept > 2 && !declared.knows(id.names.get(id.names.size() - kept))) {
        kept--;
      }
    } else {
      List<String> column = names.columns().getOrDefault(id.getParserPosition(), id.names);
      kept = Math.min(kept, column.size());
    }
    return id.getComponent(id.names.size() - kept, id.names.size());
  }

  /** What Calcite did not look up, such as within a bound of a window, the source must not. */
  private void checkTables(SqlCall call) {
    switch (call) {
      case SqlSelect select -> check(select.getFrom());
      case SqlJoin join -> {
        check(join.getLeft());
        check(join.getRight());
      }
      case SqlCall table when isReference(table) -> check(table.operand(0));
      default -> {}
    }
  }

  private void check(@Nullable SqlNode from) {
    SqlNode table =
        from instanceof SqlCall call
                && (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.TABLESAMPLE)
            ? call.operand(0)
            : from;
    if (table instanceof SqlIdentifier id
        && !names.tables().containsKey(id.getParserPosition())
        && !names.queries().containsKey(id.getParserPosition())) {
      throw Refusals.invalid("Table '" + id + "' cannot be used here", id.getParserPosition());
    }
  }
}
