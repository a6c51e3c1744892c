package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code x IN (...)}, which may be unknown: ClickHouse leaves a NULL out of the list, so that
 * {@code NOT IN} would let rows through.
 */
final class Membership {

  private static final Macro NEITHER =
      Macro.of(
          "(member AND (number > 0)) OR (\"if\"(nulls > 0, NULL, FALSE))",
          "member",
          "number",
          "nulls");

  /** {@code IN} of a query where false and unknown are one. */
  static final SqlOperator FILTERING =
      new SqlBinaryOperator("IN", SqlKind.IN, 32, true, null, null, null);

  private Membership() {}

  /**
   * The condition of a call whose operands are {@code operands} by now, whatever stands around it.
   */
  static SqlNode of(SqlCall call, List<SqlNode> operands, SqlShuttle tree) {
    SqlParserPos at = call.getParserPosition();
    SqlNode member =
        operands.get(1) instanceof SqlNodeList list
            ? inList(operands.get(0), list, call, tree)
            : inQuery(call, operands.get(1), tree, at);
    return call.getKind() == SqlKind.NOT_IN
        ? SqlStdOperatorTable.NOT.createCall(at, member)
        : member;
  }

  private static SqlNode in(SqlNode x, List<Term> elements, SqlNode query, SqlParserPos at) {
    SqlNode member = Phrase.of("(", " IN (", "))").expand(List.of(x, query), at);
    return Fitting.asked(member, elements, query, at);
  }

  /** What is no plain constant is compared one by one. */
  private static SqlNode inList(SqlNode x, SqlNodeList list, SqlCall call, SqlShuttle tree) {
    SqlParserPos at = call.getParserPosition();
    List<SqlNode> constants = list.stream().filter(Membership::isPlain).toList();
    if (constants.size() == list.size() || x.getKind() == SqlKind.ROW) {
      return SqlStdOperatorTable.IN.createCall(at, x, list);
    }
    Named named = Named.of(x);
    List<SqlNode> terms = new ArrayList<>();
    if (!constants.isEmpty()) {
      SqlNodeList known = new SqlNodeList(constants, at);
      terms.add(SqlStdOperatorTable.IN.createCall(at, named.first(), known));
    }
    for (SqlNode element : (SqlNodeList) call.operand(1)) {
      if (!isPlain(element)) {
        terms.add(tree.visit(SqlStdOperatorTable.EQUALS.createCall(at, call.operand(0), element)));
      }
    }
    return terms.stream()
        .reduce((one, other) -> SqlStdOperatorTable.OR.createCall(at, one, other))
        .orElseThrow();
  }

  private static boolean isPlain(SqlNode element) {
    return element instanceof SqlCharStringLiteral
        || (element instanceof SqlNumericLiteral number && number.isInteger());
  }

  private static SqlNode inQuery(SqlCall call, SqlNode query, SqlShuttle tree, SqlParserPos at) {
    SqlNode sent = call.operand(0);
    if (sent.getKind() == SqlKind.ROW) {
      SqlCall row = (SqlCall) sent;
      List<Term> elements =
          row.getOperandList().stream().map(element -> Term.of(element, tree)).toList();
      List<SqlNode> values = elements.stream().map(Term::value).toList();
      return in(row.getOperator().createCall(at, values), elements, query, at);
    }
    Term x = Term.of(sent, tree);
    SqlNode member = in(x.value(), List.of(x), query, at);
    return call.getOperator().equals(FILTERING)
        ? member
        : NEITHER.expand(List.of(member, rows(query, at), nulls(query, at)), at);
  }

  /** How many rows {@code query} has. */
  static SqlNode rows(SqlNode query, SqlParserPos at) {
    return Phrase.of("(SELECT count() FROM (", "))").expand(List.of(query), at);
  }

  /** In how many of them its one column is NULL. */
  static SqlNode nulls(SqlNode query, SqlParserPos at) {
    return Phrase.of("(SELECT countIf(isNull(`x`)) FROM (", ") AS `q`(`x`))")
        .expand(List.of(query), at);
  }
}
