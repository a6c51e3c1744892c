package io.asyncquery.sql.clickhouse;

import java.util.Locale;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** What is a day or a moment whatever its columns hold, and so has no text to be looked at. */
final class KnownMoments {

  private KnownMoments() {}

  static boolean is(SqlNode sent) {
    return switch (sent) {
      case SqlAbstractDateTimeLiteral literal -> literal.getTypeName() != SqlTypeName.TIME;
      case SqlUnknownLiteral literal -> !literal.tag.equals("TIME");
      case SqlCall call ->
          switch (call.getKind()) {
            case CAST -> isMoment(call.operand(1));
            case PLUS, MINUS -> call.getOperandList().stream().anyMatch(ClickHouseTree::isInterval);
            default -> isFunction(call);
          };
      default -> false;
    };
  }

  private static boolean isMoment(SqlNode type) {
    return type instanceof SqlDataTypeSpec spec
        && switch (ClickHouseTypeNames.of(spec).kind()) {
          case DAY, MOMENT -> true;
          default -> false;
        };
  }

  private static boolean isFunction(SqlCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "if" -> call.operandCount() == 3 && is(call.operand(2));
      case "datetrunc", "todatetime64", "tostartofyear", "tostartofmonth", "tolastdayofmonth" ->
          true;
      default -> name.matches("(add|subtract)(year|quarter|month|week|day|hour|minute|.*second)s");
    };
  }
}
