package io.asyncquery.sql.function;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;

/** The names of units of time, JDBC's among them, as senders write them. */
final class TimeUnits {

  private static final String JDBC = "SQL_TSI_";

  /** What is called otherwise; a fraction of a second is a microsecond, as Calcite has it. */
  private static final Map<String, String> OTHERWISE =
      Map.of("FRAC_SECOND", "MICROSECOND", "DAYOFWEEK", "DOW", "DAYOFYEAR", "DOY");

  private static final Set<String> NAMES =
      Set.of(
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "MILLISECOND",
          "MICROSECOND",
          "NANOSECOND",
          "DOW",
          "DOY",
          "ISODOW",
          "ISOYEAR",
          "DECADE",
          "CENTURY",
          "MILLENNIUM",
          "EPOCH");

  private TimeUnits() {}

  /** The unit that {@code operand} names: a keyword, or where none is known, a name or a text. */
  static Optional<String> of(SqlNode operand) {
    return switch (operand) {
      case SqlIntervalQualifier unit when unit.timeFrameName != null -> named(unit.timeFrameName);
      case SqlIntervalQualifier unit -> named(unit.timeUnitRange.name());
      case SqlIdentifier name when name.isSimple() -> named(name.getSimple());
      case SqlCharStringLiteral text -> named(text.getValueAs(String.class));
      default -> Optional.empty();
    };
  }

  private static Optional<String> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    String unit = upper.startsWith(JDBC) ? upper.substring(JDBC.length()) : upper;
    return Optional.of(OTHERWISE.getOrDefault(unit, unit)).filter(NAMES::contains);
  }
}
