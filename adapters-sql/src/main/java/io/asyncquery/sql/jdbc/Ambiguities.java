package io.asyncquery.sql.jdbc;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/** What databases take, and each for something else: a wrong result would look like a right one. */
final class Ambiguities {

  private static final String DAYS =
      "databases count the days of a week from 0 or 1, and from another one; write"
          + " EXTRACT(ISODOW FROM x), where the source has it";

  private Ambiguities() {}

  /** Leaves by exception where {@code call} is one of these. */
  static void refuse(SqlCall call) {
    if (call.getKind() == SqlKind.EXTRACT) {
      String unit = call.operand(0).toString().toUpperCase(Locale.ROOT);
      if (unit.equals("DOW") || unit.equals("DAYOFWEEK")) {
        throw refusal("EXTRACT(" + unit + ")", DAYS);
      }
    } else if (call.getOperator() instanceof SqlFunction function) {
      refuse(function.getName().toUpperCase(Locale.ROOT), call);
    }
  }

  private static void refuse(String function, SqlCall call) {
    switch (function) {
      case "DAYOFWEEK", "WEEKDAY" -> throw refusal(function, DAYS);
      case "SUBSTRING", "SUBSTR" -> {
        if (call.operandCount() > 1 && isBelowOne(call.operand(1))) {
          throw refusal(
              function + " from " + call.operand(1),
              "databases begin elsewhere where the start is below 1; write LEFT or RIGHT");
        }
      }
      default -> {}
    }
  }

  private static boolean isBelowOne(SqlNode start) {
    return start.getKind() == SqlKind.MINUS_PREFIX
        || start instanceof SqlNumericLiteral number
            && number.getValueAs(BigDecimal.class).signum() <= 0;
  }

  static QueryFailedException refusal(String what, String advice) {
    return new QueryFailedException(
        QueryFailure.invalidSql("[" + what + "] is not available in this source: " + advice));
  }
}
