package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Values that are written out, where ClickHouse would give them another type. */
final class Literals {

  private static final Macro AS_TYPE = Macro.of("\"CAST\"(x, type)", "x", "type");
  private static final Macro DAY = Macro.of("addDays(toDate32('1970-01-01'), n)", "n");
  private static final Macro MOMENT = Macro.of("toDateTime64(x, 6)", "x");
  private static final Macro TIME = Macro.of("toTime64(x, 6)", "x");

  /** Its dates begin here when it reads them, and end there. */
  private static final int FIRST_YEAR = 1900;

  private static final int LAST_YEAR = 2299;
  private static final Macro READ_DAY = Macro.of("toDate32(x)", "x");

  private static final int WIDE_DIGITS = 38;
  private static final int MOST_DIGITS = 76;

  private Literals() {}

  /** {@code 1.50} is a decimal of three digits, and what has no fraction a number of 128 bits. */
  static SqlNode number(BigDecimal value, SqlParserPos at) {
    if (value.scale() <= 0) {
      String type = value.precision() - value.scale() > 38 ? "Int256" : "Int128";
      return ofType(value.toBigInteger().toString(), type, at);
    }
    int digits = Math.max(value.precision(), value.scale());
    String type = "Decimal(" + Math.min(digits, MOST_DIGITS) + ", " + value.scale() + ")";
    return ofType(value.toPlainString(), type, at);
  }

  /** A day, a moment or a time of day; anything else is left. */
  static SqlNode time(SqlLiteral literal) {
    SqlParserPos at = literal.getParserPosition();
    SqlLiteral known =
        literal instanceof SqlUnknownLiteral unknown
            ? unknown.resolve(SqlTypeName.get(unknown.tag))
            : literal;
    if (!(known instanceof SqlAbstractDateTimeLiteral time)) {
      return literal;
    }
    SqlNode text = SqlLiteral.createCharString(time.toFormattedString(), at);
    return switch (time.getTypeName()) {
      case DATE -> day(time, text, at);
      case TIMESTAMP -> MOMENT.expand(List.of(text), at);
      case TIME -> TIME.expand(List.of(text), at);
      default -> literal;
    };
  }

  private static SqlNode day(SqlAbstractDateTimeLiteral literal, SqlNode text, SqlParserPos at) {
    LocalDate day = LocalDate.parse(literal.toFormattedString());
    if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
      return READ_DAY.expand(List.of(text), at);
    }
    return DAY.expand(
        List.of(SqlLiteral.createExactNumeric(String.valueOf(day.toEpochDay()), at)), at);
  }

  /** The same with as many digits as a sum or a product may need; other nodes are left. */
  static SqlNode wide(SqlNode node) {
    return node instanceof SqlNumericLiteral literal
            && literal.getTypeName() == SqlTypeName.DECIMAL
            && literal.getValue() instanceof BigDecimal value
            && value.scale() > 0
            && value.precision() <= WIDE_DIGITS
            && value.scale() <= WIDE_DIGITS
        ? Phrase.of(
                "CAST('%s', 'Decimal(%d, %d)')"
                    .formatted(value.toPlainString(), WIDE_DIGITS, value.scale()))
            .expand(List.of(), node.getParserPosition())
        : node;
  }

  /** Whether it is one of {@link #wide}. */
  static boolean isWide(SqlNode node) {
    return node instanceof SqlCall call
        && call.getOperator() instanceof Phrase
        && call.operandCount() == 0;
  }

  static SqlNode ofType(String value, String type, SqlParserPos at) {
    return AS_TYPE.expand(
        List.of(SqlLiteral.createCharString(value, at), SqlLiteral.createCharString(type, at)), at);
  }
}
