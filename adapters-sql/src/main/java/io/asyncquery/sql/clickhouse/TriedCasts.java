package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code TRY_CAST}: what {@link Casts} makes, and NULL where they fail. */
final class TriedCasts {

  private static final Macro OR_NULL = Macro.of("accurateCastOrNull(x, type)", "x", "type");

  private static final Macro WHOLE =
      Macro.of(
          "accurateCastOrNull(round(accurateCastOrNull(x, \"if\"(match(toTypeName(again),"
              + " 'String'), 'Decimal(76, 9)', toTypeName(again)))), type)",
          "x",
          "again",
          "type");

  /** A number that its text says is not exact is one all the same. */
  private static final Macro DOUBLE = Macro.of("toFloat64OrNull(toString(x))", "x");

  private static final Macro SHORT =
      Macro.of(
          "\"if\"(\"and\"(isInfinite(\"CAST\"(first, 'Float32')), \"not\"(isInfinite(again))),"
              + " NULL, \"CAST\"(again, 'Float32'))",
          "first",
          "again");

  private TriedCasts() {}

  static SqlNode of(Term x, ClickHouseTypeNames.Target type, SqlParserPos at) {
    SqlNode name = Casts.text(type.name(), at);
    return switch (type.kind()) {
      case WHOLE -> WHOLE.expand(List.of(x.value(), x.sample(), name), at);
      case DECIMAL -> DecimalCasts.orNull(x, type, at);
      case FLOATING -> floating(DOUBLE.expand(List.of(x.value()), at), type, at);
      case DAY, MOMENT -> Casts.as(TimeTexts.momentOrNull(x.named(), at), type.name(), at);
      case TIME -> TimeTexts.timeOrNull(x.named(), type.name(), at);
      case OTHER -> OR_NULL.expand(List.of(x.value(), name), at);
    };
  }

  private static SqlNode floating(SqlNode value, ClickHouseTypeNames.Target type, SqlParserPos at) {
    if (!type.name().equals("Float32")) {
      return value;
    }
    Named wide = Named.of(value);
    return SHORT.expand(List.of(wide.first(), wide.again()), at);
  }
}
