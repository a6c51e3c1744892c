package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Names the queries in FROM that have no name, for sources that know none without. */
final class NamedQueries extends SqlShuttle {

  private int named;

  private NamedQueries() {}

  static SqlNode of(SqlNode query) {
    return requireNonNull(query.accept(new NamedQueries()));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (visited instanceof SqlSelect select && isUnnamed(select.getFrom())) {
      SqlSelect changed = (SqlSelect) select.clone(select.getParserPosition());
      changed.setFrom(name(select.getFrom()));
      return changed;
    }
    if (visited instanceof SqlJoin join
        && (isUnnamed(join.getLeft()) || isUnnamed(join.getRight()))) {
      SqlJoin changed = (SqlJoin) join.clone(join.getParserPosition());
      changed.setLeft(isUnnamed(join.getLeft()) ? name(join.getLeft()) : join.getLeft());
      changed.setRight(isUnnamed(join.getRight()) ? name(join.getRight()) : join.getRight());
      return changed;
    }
    return visited;
  }

  private static boolean isUnnamed(@Nullable SqlNode from) {
    return from != null && (from.isA(SqlKind.QUERY) || from.getKind() == SqlKind.LATERAL);
  }

  private SqlNode name(@Nullable SqlNode query) {
    named++;
    return SqlStdOperatorTable.AS.createCall(
        SqlParserPos.ZERO,
        requireNonNull(query),
        new SqlIdentifier("query_" + named, SqlParserPos.ZERO));
  }
}
