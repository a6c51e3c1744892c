package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Macro;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Comparisons of decimals of 128 bits, whose highest bits ClickHouse leaves out where it brings
 * them to one scale: one of both is made one of 256. What is none of these is cast to its own type,
 * which is to leave it.
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
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.BETWEEN);

  private static final Macro IS_WIDE =
      Macro.of(
          "match(concat(toTypeName(own), ' ', toTypeName(other)),"
              + " 'Decimal[(](19|[23][0-9])|Int128.*Decimal|Decimal.*Int128')",
          "own",
          "other");

  /** Whole numbers of 128 bits come by their text, where ClickHouse knows no other way. */
  private static final Macro WIDER =
      Macro.of(
          "\"CAST\"(\"CAST\"(x, \"if\"(wide, replaceRegexpAll(toTypeName(own), 'U?Int128',"
              + " 'String'), toTypeName(own))), \"if\"(wide,"
              + " replaceRegexpAll(replaceRegexpAll(toTypeName(own), 'Decimal[(][0-9]+',"
              + " 'Decimal(76'), 'U?Int(8|16|32|64|128)\\b', 'Decimal(76, 0)'), toTypeName(own)))",
          "x",
          "own",
          "wide");

  private static final Macro ANY_DECIMAL = Macro.of("toDecimal32(0, 0)");

  private Comparisons() {}

  /** Whether {@code call} is one in which such a decimal may be. */
  static boolean areMeant(SqlCall call) {
    return KINDS.contains(call.getKind())
        && call.getOperandList().stream().noneMatch(Comparisons::isOther)
        && call.getOperandList().stream().anyMatch(operand -> !(operand instanceof SqlLiteral));
  }

  /** Whether it is surely neither such a decimal nor compared with one. */
  private static boolean isOther(SqlNode sent) {
    return (sent instanceof SqlLiteral && !(sent instanceof SqlNumericLiteral))
        || ClickHouseTree.isInterval(sent)
        || KnownMoments.is(sent);
  }

  /** The first of its operands is compared with all others. */
  static SqlNode of(SqlCall call, SqlShuttle tree) {
    SqlParserPos at = call.getParserPosition();
    List<SqlNode> sent = call.getOperandList();
    boolean first =
        sent.stream().skip(1).anyMatch(Comparisons::isFixed)
            || (sent.size() == 2 && sent.getFirst() instanceof SqlLiteral);
    List<SqlNode> operands = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      operands.add(
          first == (i == 0)
              ? wider(sent.get(i), sent.get(i == 0 ? 1 : 0), tree, at)
              : Term.of(sent.get(i), tree).value());
    }
    return call.getOperator().createCall(at, operands);
  }

  /** {@code sent}, compared with {@code other}. */
  static SqlNode wider(SqlNode sent, SqlNode other, SqlShuttle tree, SqlParserPos at) {
    if (isFixed(sent)) {
      return requireNonNull(sent.accept(tree));
    }
    Term x = Term.of(sent, tree);
    SqlNode sample =
        isFixed(other) ? ANY_DECIMAL.expand(List.of(), at) : Term.of(other, tree).sample();
    SqlNode wide = IS_WIDE.expand(List.of(x.sample(), sample), at);
    return WIDER.expand(List.of(x.value(), x.sample(), wide), at);
  }

  /** Whether its type is not asked for. */
  private static boolean isFixed(SqlNode sent) {
    return sent.isA(SqlKind.QUERY);
  }
}
