package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Macro;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Values of one row in the place of aggregates, of the same type: ClickHouse tells the type of an
 * expression beforehand where no aggregate is in it.
 */
final class StandIns extends SqlShuttle {

  private static final Set<SqlKind> AROUND =
      EnumSet.of(SqlKind.OVER, SqlKind.FILTER, SqlKind.RESPECT_NULLS, SqlKind.IGNORE_NULLS);

  /** Of the type of their operand. */
  private static final Set<String> ONE_OF_ALL =
      Set.of(
          "min",
          "max",
          "any",
          "any_value",
          "anylast",
          "first_value",
          "last_value",
          "nth_value",
          "lag",
          "lead",
          "min_by",
          "max_by",
          "argmin",
          "argmax");

  private static final Set<String> COUNTS =
      Set.of(
          "count",
          "countif",
          "row_number",
          "rank",
          "dense_rank",
          "ntile",
          "grouping",
          "uniq",
          "uniqexact",
          "uniqcombined");

  private static final Macro COUNT = Macro.of("toInt64(0)");
  private static final Macro DOUBLE = Macro.of("toFloat64(0)");

  private StandIns() {}

  /** Whether there is an aggregate in {@code node}, other than in a query within it. */
  static boolean areNeeded(SqlNode node) {
    Search search = new Search();
    node.accept(search);
    return search.found;
  }

  static SqlNode of(SqlNode node) {
    return requireNonNull(node.accept(new StandIns()));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    if (!isAggregate(call)) {
      return super.visit(call);
    }
    SqlParserPos at = call.getParserPosition();
    SqlCall aggregate = innermost(call);
    String name = name(aggregate);
    if (COUNTS.contains(name)) {
      return COUNT.expand(List.of(), at);
    }
    if (aggregate.operandCount() == 0 || !(ONE_OF_ALL.contains(name) || name.equals("sum"))) {
      return DOUBLE.expand(List.of(), at);
    }
    SqlNode operand = requireNonNull(aggregate.operand(0).accept(this));
    return ONE_OF_ALL.contains(name) ? operand : Arithmetic.standIn(operand, at);
  }

  private static boolean isAggregate(SqlCall call) {
    return AROUND.contains(call.getKind()) || ClickHouseFunctions.isAggregate(name(call));
  }

  private static SqlCall innermost(SqlCall call) {
    return AROUND.contains(call.getKind()) ? innermost(call.operand(0)) : call;
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toLowerCase(Locale.ROOT);
  }

  private static final class Search extends SqlBasicVisitor<@Nullable Void> {

    private boolean found;

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (found || call.isA(SqlKind.QUERY)) {
        return null;
      }
      found = isAggregate(call);
      return found ? null : super.visit(call);
    }
  }
}
