package io.asyncquery.sql.function;

import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** A place in a {@link Signature}: what may stand there. */
sealed interface Parameter {

  /** Anything, by the name that the translation calls it. */
  record Any(String name) implements Parameter {}

  /** All that is left, one or more. */
  record Rest(String name) implements Parameter {}

  /** An interval, which is written out as one. */
  record Interval(String name) implements Parameter {}

  /** This unit of time. */
  record Unit(String unit) implements Parameter {}

  /** This text, in any case. */
  record Text(String text) implements Parameter {}

  /** {@code x}, {@code x...}, {@code INTERVAL x}, {@code MONTH} or {@code 'text'}. */
  static Parameter of(String spelled) {
    if (spelled.startsWith("'")) {
      return new Text(spelled.substring(1, spelled.length() - 1));
    }
    if (spelled.startsWith("INTERVAL ")) {
      return new Interval(spelled.substring("INTERVAL ".length()));
    }
    if (spelled.endsWith("...")) {
      return new Rest(spelled.substring(0, spelled.length() - 3));
    }
    return Character.isUpperCase(spelled.charAt(0)) ? new Unit(spelled) : new Any(spelled);
  }

  default boolean takes(SqlNode operand) {
    return switch (this) {
      case Any _, Rest _ -> true;
      case Interval _ ->
          operand instanceof SqlIntervalLiteral || operand.getKind() == SqlKind.INTERVAL;
      case Unit(var unit) -> TimeUnits.of(operand).filter(unit::equals).isPresent();
      case Text(var text) ->
          operand instanceof SqlCharStringLiteral literal
              && text.equalsIgnoreCase(literal.getValueAs(String.class));
    };
  }
}
