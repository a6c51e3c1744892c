package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.plan.Selects;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code x > ALL (SELECT ...)} and its like. ClickHouse too compares with the largest value or the
 * least, but takes 0 for that of no rows, and forgets NULLs: here both are asked for.
 */
final class Quantified {

  private static final Macro SOME =
      Macro.of(
          "\"if\"(number = 0, FALSE, compared OR (\"if\"(nulls > 0, NULL, FALSE)))",
          "number",
          "compared",
          "nulls");
  private static final Macro ALL =
      Macro.of(
          "\"if\"(number = 0, TRUE, compared AND (\"if\"(nulls > 0, NULL, TRUE)))",
          "number",
          "compared",
          "nulls");

  private Quantified() {}

  /** Whether {@code call} compares with the rows of a query. */
  static boolean is(SqlCall call) {
    return (call.getKind() == SqlKind.SOME || call.getKind() == SqlKind.ALL)
        && call.operand(1).isA(SqlKind.QUERY);
  }

  static SqlNode of(SqlCall call, SqlShuttle tree) {
    SqlNode x = call.operand(0);
    SqlNode query = call.operand(1);
    SqlParserPos at = call.getParserPosition();
    boolean all = call.getKind() == SqlKind.ALL;
    return switch (((SqlQuantifyOperator) call.getOperator()).comparisonKind) {
      case EQUALS -> all ? equalsAll(x, query, tree, at) : in(x, query, tree, at);
      case NOT_EQUALS -> not(all ? in(x, query, tree, at) : equalsAll(x, query, tree, at), at);
      case LESS_THAN -> bound(x, SqlStdOperatorTable.LESS_THAN, all, query, tree, at);
      case LESS_THAN_OR_EQUAL ->
          bound(x, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, all, query, tree, at);
      case GREATER_THAN -> bound(x, SqlStdOperatorTable.GREATER_THAN, all, query, tree, at);
      case GREATER_THAN_OR_EQUAL ->
          bound(x, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, all, query, tree, at);
      default -> throw ClickHouseDialect.absent(call.getOperator().getName());
    };
  }

  private static SqlNode in(SqlNode x, SqlNode query, SqlShuttle tree, SqlParserPos at) {
    return requireNonNull(tree.visit(SqlStdOperatorTable.IN.createCall(at, x, query)));
  }

  private static SqlNode not(SqlNode condition, SqlParserPos at) {
    return SqlStdOperatorTable.NOT.createCall(at, condition);
  }

  private static SqlNode equalsAll(SqlNode x, SqlNode query, SqlShuttle tree, SqlParserPos at) {
    return SqlStdOperatorTable.AND.createCall(
        at,
        bound(x, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, true, query, tree, at),
        bound(x, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, true, query, tree, at));
  }

  private static SqlNode bound(
      SqlNode x,
      SqlOperator comparison,
      boolean all,
      SqlNode query,
      SqlShuttle tree,
      SqlParserPos at) {
    boolean less =
        comparison.getKind() == SqlKind.LESS_THAN
            || comparison.getKind() == SqlKind.LESS_THAN_OR_EQUAL;
    SqlOperator extreme = less == all ? SqlStdOperatorTable.MIN : SqlStdOperatorTable.MAX;
    SqlNode compared =
        requireNonNull(tree.visit(comparison.createCall(at, x, select(extreme, query, at))));
    SqlNode rows = requireNonNull(query.accept(tree));
    return (all ? ALL : SOME)
        .expand(List.of(Membership.rows(rows, at), compared, Membership.nulls(rows, at)), at);
  }

  private static SqlSelect select(SqlOperator extreme, SqlNode query, SqlParserPos at) {
    SqlIdentifier column = new SqlIdentifier("x", at);
    SqlNode rows = SqlStdOperatorTable.AS.createCall(at, query, new SqlIdentifier("q", at), column);
    return Selects.of(at, SqlNodeList.of(extreme.createCall(at, column)), rows);
  }
}
