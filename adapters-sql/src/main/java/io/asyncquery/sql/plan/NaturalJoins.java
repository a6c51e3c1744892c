package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Says which columns a NATURAL join is by, for sources that have to be told. */
final class NaturalJoins extends SqlShuttle {

  private final ResolvedNames names;

  private NaturalJoins(ResolvedNames names) {
    this.names = names;
  }

  static SqlNode spelledOut(SqlNode query, ResolvedNames names) {
    return names.naturalJoins().isEmpty()
        ? query
        : requireNonNull(query.accept(new NaturalJoins(names)));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode visited = super.visit(call);
    if (!(visited instanceof SqlJoin join) || !join.isNatural()) {
      return visited;
    }
    SqlParserPos at = join.isNaturalNode().getParserPosition();
    List<String> columns = requireNonNull(names.naturalJoins().get(at));
    return new SqlJoin(
        join.getParserPosition(),
        join.getLeft(),
        SqlLiteral.createBoolean(false, at),
        join.getJoinTypeNode(),
        join.getRight(),
        (columns.isEmpty() ? JoinConditionType.ON : JoinConditionType.USING).symbol(at),
        columns.isEmpty() ? SqlLiteral.createBoolean(true, at) : list(columns, at));
  }

  private static SqlNodeList list(List<String> columns, SqlParserPos at) {
    SqlNodeList list = new SqlNodeList(at);
    columns.forEach(column -> list.add(new SqlIdentifier(column, SqlParserPos.ZERO)));
    return list;
  }
}
