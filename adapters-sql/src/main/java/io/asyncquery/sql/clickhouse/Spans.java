package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Macro;
import io.asyncquery.sql.function.Phrase;
import io.asyncquery.sql.plan.Intervals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Intervals, each of one unit: ClickHouse knows no others, and none times a number. {@code '1-2'
 * YEAR TO MONTH} is fourteen months, and days to seconds are so many microseconds.
 */
final class Spans {

  private static final Map<String, Long> MICROS =
      Map.of(
          "week", 604_800_000_000L,
          "day", 86_400_000_000L,
          "hour", 3_600_000_000L,
          "minute", 60_000_000L,
          "second", 1_000_000L);

  private static final String NAME = "toInterval";
  private static final Macro NEGATIVE = Macro.of("\"negate\"(n)", "n");

  private Spans() {}

  /** The moment a {@code span} after {@code time}. */
  static SqlNode after(SqlNode time, SqlCall span, SqlParserPos at) {
    return Moments.later(unit(span), time, span.operand(0), at);
  }

  static SqlNode before(SqlNode time, SqlCall span, SqlParserPos at) {
    SqlNode back = NEGATIVE.expand(List.of(span.operand(0)), at);
    return Moments.later(unit(span), time, back, at);
  }

  private static String unit(SqlCall span) {
    String name = span.getOperator().getName();
    return name.substring(NAME.length(), name.length() - 1).toUpperCase(Locale.ROOT);
  }

  /** What {@link ClickHouseTree#isInterval} says is one. */
  static SqlCall of(SqlNode interval, SqlShuttle rest) {
    SqlParserPos at = interval.getParserPosition();
    return switch (interval) {
      case SqlIntervalLiteral literal -> {
        Length length = length(literal);
        yield span(length.unit, number(length.amount, at), at);
      }
      case SqlCall call when call.getKind() == SqlKind.INTERVAL ->
          span(
              unit((SqlIntervalQualifier) call.operand(1)),
              requireNonNull(call.operand(0).accept(rest)),
              at);
      case SqlCall call when call.getKind() == SqlKind.MINUS_PREFIX ->
          times(call.operand(0), number(-1, at), rest, at);
      case SqlCall call ->
          ClickHouseTree.isInterval(call.operand(0))
              ? times(call.operand(0), requireNonNull(call.operand(1).accept(rest)), rest, at)
              : times(call.operand(1), requireNonNull(call.operand(0).accept(rest)), rest, at);
      default -> throw new IllegalArgumentException(interval.toString());
    };
  }

  private static SqlCall times(SqlNode interval, SqlNode n, SqlShuttle rest, SqlParserPos at) {
    SqlCall span = of(interval, rest);
    SqlNode product = SqlStdOperatorTable.MULTIPLY.createCall(at, span.operand(0), n);
    return span.getOperator().createCall(at, product);
  }

  private record Length(String unit, long amount) {}

  private static Length length(SqlIntervalLiteral literal) {
    String[] words = Intervals.inWords(literal.getValueAs(IntervalValue.class)).split(" ", -1);
    if (words.length == 2 && words[0].matches("-?[0-9]+")) {
      return new Length(words[1], Long.parseLong(words[0]));
    }
    boolean months = words[1].equals("year") || words[1].equals("month");
    long sum = 0;
    for (int i = 0; i < words.length; i += 2) {
      long unit = months ? (words[i + 1].equals("year") ? 12 : 1) : micros(words[i + 1]);
      sum =
          Math.addExact(
              sum, new BigDecimal(words[i]).multiply(BigDecimal.valueOf(unit)).longValue());
    }
    return new Length(months ? "month" : "microsecond", sum);
  }

  private static long micros(String unit) {
    return requireNonNull(MICROS.get(unit), unit);
  }

  private static String unit(SqlIntervalQualifier qualifier) {
    return qualifier.getStartUnit().name().toLowerCase(Locale.ROOT);
  }

  private static SqlCall span(String unit, SqlNode amount, SqlParserPos at) {
    String function = NAME + unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
    return (SqlCall) Phrase.of(function + "(", ")").expand(List.of(amount), at);
  }

  private static SqlNode number(long value, SqlParserPos at) {
    return SqlLiteral.createExactNumeric(String.valueOf(value), at);
  }
}
