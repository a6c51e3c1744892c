package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Aggregates that ClickHouse computes in too small a type, of one operand alone, or without NULL.
 */
final class Aggregates {

  /** NULL is a value too. */
  private static final Macro FIRST = Macro.of("firstValueRespectNulls(toNullable(x))", "x");

  private static final Macro LAST = Macro.of("lastValueRespectNulls(toNullable(x))", "x");
  private static final Macro NULLABLE = Macro.of("toNullable(x)", "x");

  private Aggregates() {}

  /** {@code sent}, of which {@code call} is what its operands make of it. */
  static SqlCall of(SqlCall call, SqlCall sent, SqlShuttle tree) {
    return (SqlCall)
        switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
          case "SUM" -> call.operandCount() == 1 ? sum(sent, tree) : call;
          case "COUNT" ->
              call.operandCount() > 1 && call.getFunctionQuantifier() == null ? count(call) : call;
          case "LAG", "LEAD", "NTH_VALUE" -> nullable(call);
          case "FIRST_VALUE" -> FIRST.expand(call.getOperandList(), call.getParserPosition());
          case "LAST_VALUE" -> LAST.expand(call.getOperandList(), call.getParserPosition());
          default -> call;
        };
  }

  private static SqlCall sum(SqlCall sum, SqlShuttle tree) {
    return over(sum, Arithmetic.summand(Term.of(sum.operand(0), tree), sum.getParserPosition()));
  }

  /** What there is no row for is NULL, and not zero. */
  private static SqlCall nullable(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    operands.set(0, NULLABLE.expand(operands.subList(0, 1), call.getParserPosition()));
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  /** The rows in which none is NULL. */
  private static SqlCall count(SqlCall count) {
    SqlParserPos at = count.getParserPosition();
    List<SqlNode> present = new ArrayList<>();
    for (SqlNode operand : count.getOperandList()) {
      present.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(at, operand));
    }
    SqlNode all =
        present.stream()
            .reduce((one, other) -> SqlStdOperatorTable.AND.createCall(at, one, other))
            .orElseThrow();
    return over(
        count,
        SqlStdOperatorTable.CASE.createCall(
            null,
            at,
            null,
            SqlNodeList.of(all),
            SqlNodeList.of(SqlLiteral.createExactNumeric("1", at)),
            SqlLiteral.createNull(at)));
  }

  private static SqlCall over(SqlCall aggregate, SqlNode operand) {
    return aggregate
        .getOperator()
        .createCall(aggregate.getFunctionQuantifier(), aggregate.getParserPosition(), operand);
  }

  /** Whether {@code node} is NULL where there are no rows, and of an aggregate. */
  static boolean isNullOfNothing(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return false;
    }
    return switch (call.getKind()) {
      case SUM, AVG, MIN, MAX, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> true;
      case PLUS, MINUS, TIMES, DIVIDE, MINUS_PREFIX, CAST ->
          call.getOperandList().stream().anyMatch(Aggregates::isNullOfNothing);
      default ->
          List.of("sum", "avg", "min", "max")
              .contains(call.getOperator().getName().toLowerCase(Locale.ROOT));
    };
  }

  static boolean isCount(SqlNode node) {
    return node instanceof SqlCall call
        && (call.getKind() == SqlKind.COUNT
            || call.getOperator().getName().equalsIgnoreCase("count"));
  }
}
