package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Comparisons of decimals of 128 bits, whose highest bits ClickHouse leaves out where it brings
 * them to one scale: one of both is made one of 256.
 */
final class Comparisons {

  private static final Set<SqlKind> KINDS =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.BETWEEN);

  private static final Set<SqlKind> WIDE =
      EnumSet.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES, SqlKind.SUM);

  private static final Macro WIDER =
      Macro.of(
          "\"CAST\"(x, \"if\"(match(concat(toTypeName(own), toTypeName(other)),"
              + " 'Int128|Decimal[(](19|[23][0-9])'),"
              + " replaceRegexpOne(replaceRegexpOne(toTypeName(own), 'Decimal[(][0-9]+',"
              + " 'Decimal(76'), 'Int128', 'Int256'), toTypeName(own)))",
          "x",
          "own",
          "other");

  private Comparisons() {}

  /** Whether {@code call} is one in which such a decimal may be. */
  static boolean areMeant(SqlCall call) {
    return KINDS.contains(call.getKind())
        && call.getOperandList().stream().anyMatch(Comparisons::mayBeWide)
        && call.getOperandList().stream().noneMatch(operand -> operand.isA(SqlKind.QUERY));
  }

  private static boolean mayBeWide(SqlNode sent) {
    return Branches.isDecimal(sent)
        || (WIDE.contains(sent.getKind()) && !ClickHouseTree.isInterval(sent));
  }

  /** The first of its operands is compared with all others. */
  static SqlNode of(SqlCall call, SqlShuttle tree) {
    SqlParserPos at = call.getParserPosition();
    List<SqlNode> sent = call.getOperandList();
    List<Term> terms = sent.stream().map(operand -> Term.of(operand, tree)).toList();
    boolean first = sent.stream().skip(1).noneMatch(Comparisons::mayBeWide);
    List<SqlNode> operands = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      Term other = terms.get(i == 0 ? 1 : 0);
      operands.add(first == (i == 0) ? wider(terms.get(i), other, at) : terms.get(i).value());
    }
    return call.getOperator().createCall(at, operands);
  }

  private static SqlNode wider(Term x, Term other, SqlParserPos at) {
    return WIDER.expand(List.of(x.value(), x.sample(), other.sample()), at);
  }
}
