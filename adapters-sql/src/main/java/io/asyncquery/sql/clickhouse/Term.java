package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * An operand, and how its type is asked for.
 *
 * @param value where it stands
 * @param sample an expression of its type that ClickHouse knows before it runs anything
 * @param isAggregated whether an aggregate is in it
 */
record Term(SqlNode value, SqlNode sample, boolean isAggregated) {

  Term(SqlNode value, SqlNode sample) {
    this(value, sample, false);
  }

  /** The sample, where the value is not beside it. */
  SqlNode sampleAlone() {
    return isAggregated ? sample : value;
  }

  /** The value, where it is needed more than once. */
  Named named() {
    return isAggregated ? Named.of(value) : new Named(value, value, sample);
  }

  /** The operand {@code sent}, of which {@code tree} makes what ClickHouse understands. */
  static Term of(SqlNode sent, SqlShuttle tree) {
    SqlNode value = requireNonNull(sent.accept(tree));
    if (StandIns.areNeeded(sent)) {
      return new Term(value, requireNonNull(StandIns.of(sent).accept(tree)), true);
    }
    Named named = Named.of(value);
    return new Term(named.first(), named.again());
  }
}
