package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * {@code CAST}, which rounds, and fails where a value does not fit: ClickHouse's own cuts digits,
 * and leaves out the highest bits. A text is read as a decimal before it is a number of fewer
 * digits.
 */
final class Casts {

  private static final Macro PLAIN = Macro.of("\"CAST\"(x, type)", "x", "type");
  private static final Macro WHOLE =
      Macro.of(
          "accurateCast(round(\"CAST\"(x, \"if\"(match(toTypeName(again), 'String'), 'Decimal(76,"
              + " 9)', toTypeName(again)))), type)",
          "x",
          "again",
          "type");

  /** What is a number, or a text of one: a time is none. */
  private static final Macro FLOATING =
      Macro.of(
          "\"CAST\"(\"CAST\"(x, \"if\"(match(toTypeName(again), 'Date|Time'), 'String',"
              + " toTypeName(again))), type)",
          "x",
          "again",
          "type");

  private static final Macro SHORT =
      Macro.of(
          "\"if\"(throwIf(\"ifNull\"(\"and\"(isInfinite(\"CAST\"(first, 'Float32')),"
              + " \"not\"(isInfinite(again))), 0)), NULL, \"CAST\"(again, 'Float32'))",
          "first",
          "again");
  private static final Macro READ =
      Macro.of(
          "\"if\"(throwIf(isNull(first) AND isNotNull(x), 'a text is no value of the type'), NULL,"
              + " again)",
          "first",
          "again",
          "x");

  /** ClickHouse has numbers for these. */
  private static final Set<SqlKind> CONDITIONS =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.IN,
          SqlKind.BETWEEN,
          SqlKind.EXISTS,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_FALSE,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM);

  /** What can be nothing but a number needs no test of what it is, which would say it again. */
  private static final Set<SqlKind> NUMBERS =
      EnumSet.of(
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.MOD,
          SqlKind.MINUS_PREFIX,
          SqlKind.SUM,
          SqlKind.AVG,
          SqlKind.COUNT,
          SqlKind.EXTRACT);

  private static final Set<SqlKind> NUMBERS_OR_TIMES =
      EnumSet.of(SqlKind.CAST, SqlKind.PLUS, SqlKind.MINUS);

  private static final Set<String> NUMERIC =
      Set.of(
          "floor",
          "ceil",
          "round",
          "trunc",
          "ln",
          "log",
          "log2",
          "log10",
          "exp",
          "sqrt",
          "cbrt",
          "pow",
          "power",
          "abs",
          "sign",
          "sin",
          "cos",
          "tan",
          "length",
          "char_length");

  private static final Set<String> PREDICATES = Set.of("like", "ilike", "match");

  private Casts() {}

  /** {@code x}, which was {@code sent}, as a moment: of a day or a text too. */
  static SqlNode stamp(SqlNode x, SqlNode sent, SqlParserPos at) {
    if (KnownMoments.is(sent)) {
      return as(x, "DateTime64(6)", at);
    }
    Named named = Named.of(x);
    SqlNode moment = as(named.again(), "DateTime64(6)", at);
    return read(named.again(), sent, TimeTexts.moment(named, moment, false, at), at);
  }

  /**
   * What {@code cast} makes of {@code x}, which ClickHouse takes for NULL where it is no such text.
   */
  private static SqlNode read(SqlNode x, SqlNode sent, SqlNode cast, SqlParserPos at) {
    if (!mayBeText(sent)) {
      return cast;
    }
    Named result = Named.of(cast);
    return READ.expand(List.of(result.first(), result.again(), x), at);
  }

  private static boolean mayBeText(SqlNode sent) {
    return sent instanceof SqlIdentifier
        || (sent instanceof SqlCall call
            && !NUMBERS_OR_TIMES.contains(call.getKind())
            && !CONDITIONS.contains(call.getKind())
            && !isNumber(call)
            && !call.getOperator().getName().startsWith("to")
            && !call.getOperator().getName().startsWith("add"));
  }

  private static boolean isNumber(SqlNode sent) {
    return sent instanceof SqlCall call
        && (NUMBERS.contains(call.getKind())
            || (NUMERIC.contains(call.getOperator().getName().toLowerCase(Locale.ROOT))
                && (call.operandCount() == 1 || call.operand(1) instanceof SqlNumericLiteral)));
  }

  /** A condition as true or false; anything else as it is. */
  static SqlNode truth(SqlNode x) {
    boolean isCondition =
        x instanceof SqlCall call
            && (CONDITIONS.contains(call.getKind())
                || PREDICATES.contains(call.getOperator().getName()));
    return isCondition ? as(x, "Bool", x.getParserPosition()) : x;
  }

  static SqlNode of(SqlCall cast, SqlShuttle rest) {
    SqlParserPos at = cast.getParserPosition();
    Term sent = Term.of(cast.operand(0), rest);
    Term x = new Term(truth(sent.value()), sent.sample(), sent.isAggregated());
    if (!(cast.operand(1) instanceof SqlDataTypeSpec spec)) {
      return cast.getOperator().createCall(at, x.value(), cast.operand(1));
    }
    ClickHouseTypeNames.Target type = ClickHouseTypeNames.of(spec);
    return cast.getKind() == SqlKind.SAFE_CAST
        ? TriedCasts.of(x, type, at)
        : exact(cast.operand(0), x, type, at);
  }

  private static SqlNode exact(
      SqlNode sent, Term x, ClickHouseTypeNames.Target type, SqlParserPos at) {
    SqlNode name = text(type.name(), at);
    if (type.kind() == ClickHouseTypeNames.Kind.MOMENT && KnownMoments.is(sent)) {
      return as(x.value(), type.name(), at);
    }
    if (type.kind() == ClickHouseTypeNames.Kind.DAY && KnownMoments.is(sent)) {
      return as(as(x.value(), "DateTime64(6)", at), type.name(), at);
    }
    SqlNode plain =
        switch (type.kind()) {
          case WHOLE -> WHOLE.expand(List.of(x.value(), x.sample(), name), at);
          case DECIMAL -> DecimalCasts.exact(x, type, at);
          case FLOATING -> floating(sent, x, type, at);
          case DAY, MOMENT, TIME -> time(x.named(), type, at);
          case OTHER -> as(x.value(), type.name(), at);
        };
    boolean always = type.name().equals("String") || type.name().equals("Bool");
    return always ? plain : read(x.isAggregated() ? x.value() : x.sample(), sent, plain, at);
  }

  private static SqlNode time(Named x, ClickHouseTypeNames.Target type, SqlParserPos at) {
    SqlNode made =
        as(
            type.kind() == ClickHouseTypeNames.Kind.DAY
                ? as(x.again(), "DateTime64(6)", at)
                : x.again(),
            type.name(),
            at);
    return type.kind() == ClickHouseTypeNames.Kind.TIME
        ? TimeTexts.time(x, made, at)
        : TimeTexts.moment(x, made, type.name().contains("'"), at);
  }

  private static SqlNode floating(
      SqlNode sent, Term x, ClickHouseTypeNames.Target type, SqlParserPos at) {
    SqlNode number =
        isNumber(sent)
            ? as(x.value(), "Float64", at)
            : FLOATING.expand(List.of(x.value(), x.sample(), text("Float64", at)), at);
    if (!type.name().equals("Float32")) {
      return number;
    }
    Named wide = Named.of(number);
    return SHORT.expand(List.of(wide.first(), wide.again()), at);
  }

  static SqlNode as(SqlNode x, String type, SqlParserPos at) {
    return PLAIN.expand(List.of(x, text(type, at)), at);
  }

  static SqlNode text(String text, SqlParserPos at) {
    return SqlLiteral.createCharString(text, at);
  }
}
