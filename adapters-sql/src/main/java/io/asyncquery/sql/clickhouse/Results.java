package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Macro;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/** What functions over many rows give, in types that other values have, and in a certain order. */
final class Results {

  /** What ClickHouse counts without a sign, of which it makes no common type with other numbers. */
  private static final Set<String> COUNTS =
      Set.of("count", "countif", "row_number", "rank", "dense_rank", "ntile", "grouping");

  private static final Macro SIGNED = Macro.of("toInt64(x)", "x");
  private static final Macro SIGNED_OR_NOTHING = Macro.of("toInt64(\"ifNull\"(x, 0))", "x");
  private static final Macro SORTED = Macro.of("arraySort(x)", "x");

  private Results() {}

  /** What {@code whole} gives, in which {@code function} is called. */
  static SqlNode of(SqlCall whole, SqlCall function, SqlShuttle tree) {
    String name = ClickHouseTree.name(function);
    if (COUNTS.contains(name)) {
      return SIGNED.expand(List.of(whole), whole.getParserPosition());
    }
    return switch (name) {
      case "uniq", "uniqcombined", "uniqexact" ->
          SIGNED_OR_NOTHING.expand(List.of(whole), whole.getParserPosition());
      case "sum" -> sum(whole, function, tree);
      case "groupuniqarray" -> SORTED.expand(List.of(whole), whole.getParserPosition());
      default -> whole;
    };
  }

  private static SqlNode sum(SqlCall whole, SqlCall sum, SqlShuttle tree) {
    return sum.operandCount() == 1
        ? Arithmetic.sum(
            whole, Term.of(sum.operand(0), tree).sampleAlone(), sum.getParserPosition())
        : whole;
  }
}
