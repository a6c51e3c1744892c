package io.asyncquery.sql.plan;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Where an interval may stand in a source that has none as a value. */
final class IntervalPlaces {

  private static final Set<String> FUNCTIONS = Set.of("DATE_ADD", "DATE_SUB", "ADDDATE", "SUBDATE");

  private IntervalPlaces() {}

  /** Whether {@code call} adds intervals to what is none. */
  static boolean areOf(SqlCall call) {
    return switch (call.getKind()) {
      case PLUS -> call.getOperandList().stream().anyMatch(operand -> !isInterval(operand));
      case MINUS -> !isInterval(call.operand(0));
      default ->
          FUNCTIONS.contains(FunctionRules.name(call).toUpperCase(Locale.ROOT))
              && call.operandCount() == 2
              && !isInterval(call.operand(0));
    };
  }

  static boolean isInterval(SqlNode node) {
    return node instanceof SqlIntervalLiteral || node.getKind() == SqlKind.INTERVAL;
  }
}
