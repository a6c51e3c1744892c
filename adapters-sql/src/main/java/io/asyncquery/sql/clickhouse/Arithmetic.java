package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Sums and products that fail where a number gets too large, as they do elsewhere: ClickHouse leaves
 * out the highest bits. They are computed in a wider type, and brought back to the one that
 * ClickHouse gives them. Of types only ClickHouse knows, and says so before it runs anything.
 */
final class Arithmetic {

  /** Of whole numbers the next, of decimals that of most digits. */
  private static final String WIDER =
      "replaceRegexpOne(replaceRegexpOne(replaceRegexpOne(toTypeName(again),"
          + " 'U?Int128', 'Int256'), 'U?Int64', 'Int128'),"
          + " 'Decimal[(]([12]?[0-9]|3[0-8]),', 'Decimal(38,')";

  private static final Macro WIDE = Macro.of("\"CAST\"(first, " + WIDER + ")", "first", "again");

  private static final Macro BACK =
      Macro.of(
          "accurateCast(first, \"if\"(match(toTypeName(plain), 'Int[0-9]'), toTypeName(plain),"
              + " toTypeName(again)))",
          "first",
          "again",
          "plain");

  private static final Macro REMAINDER =
      Macro.of(
          "modulo(\"CAST\"(a, \"if\"(decimals, 'Decimal(38, 10)', toTypeName(x))),"
              + " \"nullIf\"(\"CAST\"(b, \"if\"(decimals, 'Decimal(38, 10)', toTypeName(y))), 0))",
          "a",
          "x",
          "b",
          "y",
          "decimals");

  private static final Macro DECIMALS =
      Macro.of(
          "match(concat(toTypeName(x), toTypeName(y)), 'Decimal') AND NOT"
              + " match(concat(toTypeName(x), toTypeName(y)), 'Float')",
          "x",
          "y");

  private static final Macro QUOTIENT =
      Macro.of("toFloat64(a) / toFloat64(b)", "a", "b");

  private Arithmetic() {}

  /** {@code a + b + ...}, {@code a - b} or {@code a * b}. */
  static SqlNode checked(SqlOperator operator, List<SqlNode> operands, SqlParserPos at) {
    List<Named> named = operands.stream().map(Named::of).toList();
    Named wide =
        Named.of(joined(operator, named.stream().map(one -> wide(one, at)).toList(), at));
    SqlNode plain = joined(operator, named.stream().map(Named::again).toList(), at);
    return BACK.expand(List.of(wide.first(), wide.again(), plain), at);
  }

  /** What is summed up over many rows. */
  static SqlNode wide(SqlNode operand, SqlParserPos at) {
    return wide(Named.of(operand), at);
  }

  private static SqlNode wide(Named operand, SqlParserPos at) {
    boolean fits =
        operand.again() instanceof SqlNumericLiteral literal
            && literal.isInteger()
            && literal.bigDecimalValue() != null;
    return fits ? operand.again() : WIDE.expand(List.of(operand.first(), operand.again()), at);
  }

  /** Of whole numbers too it has a fraction. */
  static SqlNode quotient(SqlNode a, SqlNode b, SqlParserPos at) {
    return QUOTIENT.expand(List.of(a, b), at);
  }

  /** ClickHouse takes the digits of decimals alone, which are of the same scale here. */
  static SqlNode remainder(SqlNode a, SqlNode b, SqlParserPos at) {
    Named one = Named.of(a);
    Named other = Named.of(b);
    SqlNode decimals = DECIMALS.expand(List.of(one.again(), other.again()), at);
    return REMAINDER.expand(
        List.of(one.first(), one.again(), other.first(), other.again(), decimals), at);
  }

  private static SqlNode joined(SqlOperator operator, List<SqlNode> operands, SqlParserPos at) {
    if (operands.size() == 1) {
      return operator.createCall(at, operands);
    }
    return operands.stream()
        .reduce((left, right) -> operator.createCall(at, left, right))
        .orElseThrow();
  }
}
