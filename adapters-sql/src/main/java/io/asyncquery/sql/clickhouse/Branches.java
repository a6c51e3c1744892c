package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code COALESCE}, {@code CASE}, {@code GREATEST} and {@code LEAST}, whose values ClickHouse does
 * not bring together, or wrongly, where they are decimals of different scales. It knows the type of
 * a list of them.
 */
final class Branches {

  private static final String TYPE =
      "replaceRegexpOne(toTypeName(list), '^Array[(](.*)[)]$', '\\1')";

  /** By way of 256 bits, since ClickHouse leaves out the highest of 128. */
  private static final Macro COMMON =
      Macro.of(
          "\"CAST\"(\"CAST\"(x, replaceRegexpOne("
              + TYPE
              + ", 'Decimal[(][0-9]+', 'Decimal(76')), "
              + TYPE
              + ")",
          "x",
          "list");

  private Branches() {}

  static SqlNode oneOf(SqlCall call, SqlShuttle tree) {
    return call.getOperator()
        .createCall(call.getParserPosition(), common(call.getOperandList(), tree));
  }

  static SqlNode choice(SqlCase choice, SqlShuttle tree) {
    List<SqlNode> values = new java.util.ArrayList<>(choice.getThenOperands());
    values.add(choice.getElseOperand());
    List<SqlNode> common = common(values, tree);
    SqlParserPos at = choice.getParserPosition();
    int last = common.size() - 1;
    return SqlStdOperatorTable.CASE.createCall(
        null,
        at,
        choice.getValueOperand() == null ? null : choice.getValueOperand().accept(tree),
        choice.getWhenOperands().accept(tree),
        new SqlNodeList(common.subList(0, last), at),
        common.get(last));
  }

  /** Whether decimals of different scales may be among them. */
  static boolean mayDiffer(List<? extends SqlNode> values) {
    return values.stream().anyMatch(Branches::isDecimal)
        || (values.stream().filter(Branches::mayBeDecimal).count() > 1
            && values.stream().noneMatch(value -> value.isA(SqlKind.QUERY)));
  }

  private static boolean mayBeDecimal(SqlNode value) {
    return !(value instanceof SqlLiteral)
        && !ClickHouseTree.isInterval(value)
        && !KnownMoments.is(value)
        && value.getKind() != SqlKind.CAST
        && value.getKind() != SqlKind.SAFE_CAST;
  }

  private static List<SqlNode> common(List<SqlNode> values, SqlShuttle tree) {
    List<Term> terms = values.stream().map(value -> Term.of(value, tree)).toList();
    SqlParserPos at = values.getFirst().getParserPosition();
    SqlNode list =
        SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(
            at, terms.stream().map(Term::sample).toList());
    return terms.stream().map(term -> COMMON.expand(List.of(term.value(), list), at)).toList();
  }

  /** Whether it is one that is written out, or what is made one. */
  static boolean isDecimal(SqlNode node) {
    return switch (node) {
      case SqlNumericLiteral literal -> !literal.isInteger();
      case SqlCall call when call.getKind() == SqlKind.CAST ->
          call.operand(1) instanceof SqlDataTypeSpec spec
              && spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic
              && basic.getTypeName().getSimple().equals(SqlTypeName.DECIMAL.name());
      default -> false;
    };
  }
}
