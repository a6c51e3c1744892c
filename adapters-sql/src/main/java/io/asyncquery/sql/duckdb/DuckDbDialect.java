package io.asyncquery.sql.duckdb;

import io.asyncquery.sql.plan.Intervals;
import io.asyncquery.sql.plan.OperatorChain;
import io.asyncquery.sql.plan.SmallerGrammar;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSampleSpec;
import org.apache.calcite.sql.SqlSampleSpec.SqlTableSampleSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.jspecify.annotations.Nullable;

/** How DuckDB spells SQL where Calcite's own dialect for it is wrong or says nothing. */
final class DuckDbDialect extends DuckDBSqlDialect implements SmallerGrammar {

  private static final Set<Clause> ABSENT =
      Clause.absentEverywhereAnd(Clause.SYMMETRIC, Clause.GROUP_BY_DISTINCT, Clause.SEPARATOR);

  static final DuckDbDialect INSTANCE = new DuckDbDialect();

  /** The only aggregates that take their order behind WITHIN GROUP. */
  private static final Set<String> WITHIN_GROUP =
      Set.of("PERCENTILE_CONT", "PERCENTILE_DISC", "MODE");

  private DuckDbDialect() {
    super(DEFAULT_CONTEXT);
  }

  @Override
  public Set<Clause> absent() {
    return ABSENT;
  }

  /** Text is UTF-8 and needs no escapes, whatever character set the literal names. */
  @Override
  public void quoteStringLiteral(StringBuilder buf, @Nullable String charsetName, String val) {
    buf.append('\'').append(val.replace("'", "''")).append('\'');
  }

  /** An aggregate of what another has aggregated needs a query of its own. */
  @Override
  public boolean supportsNestedAggregations() {
    return false;
  }

  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    unparseFetchUsingLimit(writer, offset, fetch);
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (OperatorChain.is(call)) {
      chain(writer, call);
      return;
    }
    switch (call.getKind()) {
      case COLLECTION_TABLE -> call.operand(0).unparse(writer, leftPrec, rightPrec);
      case LAMBDA -> lambda(writer, call);
      case SAFE_CAST -> tryCast(writer, call);
      case IGNORE_NULLS, RESPECT_NULLS -> nullTreatment(writer, call);
      case WITHIN_GROUP -> ordered(writer, call, leftPrec, rightPrec);
      case FIRST, LAST -> firstOrLast(writer, call);
      case INTERVAL -> interval(writer, call);
      case TABLESAMPLE -> sample(writer, call);
      default -> super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }

  /** A number alone would be one of rows to DuckDB. */
  private static void sample(SqlWriter writer, SqlCall sampled) {
    SqlTableSampleSpec sample =
        (SqlTableSampleSpec) ((SqlLiteral) sampled.operand(1)).getValueAs(SqlSampleSpec.class);
    sampled.operand(0).unparse(writer, 0, 0);
    writer.keyword(sample.isBernoulli() ? "TABLESAMPLE BERNOULLI" : "TABLESAMPLE SYSTEM");
    writer.print("(" + sample.sampleRate.movePointRight(2).toPlainString() + " PERCENT)");
    if (sample.isRepeatable()) {
      writer.keyword("REPEATABLE");
      writer.print("(" + sample.getRepeatableSeed() + ")");
    }
  }

  /** {@code a OR b OR c}, without a bracket for each. */
  private static void chain(SqlWriter writer, SqlCall chain) {
    String operator = "";
    for (SqlNode operand : OperatorChain.operands(chain)) {
      writer.keyword(operator);
      operand.unparse(writer, 0, 0);
      operator = chain.getOperator().getName();
    }
  }

  /** {@code lambda x, y: ...}. */
  private static void lambda(SqlWriter writer, SqlCall lambda) {
    writer.keyword("LAMBDA");
    lambda.operand(0).unparse(writer, 0, 0);
    writer.print(": ");
    lambda.operand(1).unparse(writer, 0, 0);
  }

  private static void tryCast(SqlWriter writer, SqlCall cast) {
    SqlWriter.Frame frame = writer.startFunCall("TRY_CAST");
    cast.operand(0).unparse(writer, 0, 0);
    writer.sep("AS");
    cast.operand(1).unparse(writer, 0, 0);
    writer.endFunCall(frame);
  }

  /** {@code last_value(x IGNORE NULLS)}. */
  private static void nullTreatment(SqlWriter writer, SqlCall treatment) {
    SqlWriter.Frame frame = startAggregate(writer, treatment.operand(0));
    writer.keyword(treatment.getOperator().getName());
    writer.endFunCall(frame);
  }

  /** {@code listagg(x, ',' ORDER BY y)}. */
  private void ordered(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    SqlCall aggregate = call.operand(0);
    if (WITHIN_GROUP.contains(aggregate.getOperator().getName().toUpperCase(Locale.ROOT))) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
    SqlWriter.Frame frame = startAggregate(writer, aggregate);
    writer.keyword("ORDER BY");
    call.operand(1).unparse(writer, 0, 0);
    writer.endFunCall(frame);
  }

  /** {@code first(x)}, to which Calcite's parser has added how many rows to skip. */
  private static void firstOrLast(SqlWriter writer, SqlCall call) {
    SqlWriter.Frame frame = writer.startFunCall(call.getOperator().getName());
    call.operand(0).unparse(writer, 0, 0);
    writer.endFunCall(frame);
  }

  private static SqlWriter.Frame startAggregate(SqlWriter writer, SqlCall aggregate) {
    SqlWriter.Frame frame = writer.startFunCall(aggregate.getOperator().getName());
    SqlNode quantifier = aggregate.getFunctionQuantifier();
    if (quantifier != null) {
      quantifier.unparse(writer, 0, 0);
    }
    for (SqlNode operand : aggregate.getOperandList()) {
      writer.sep(",");
      operand.unparse(writer, 0, 0);
    }
    return frame;
  }

  /** DuckDB reads an interval of several units, or with a sign before it, in words. */
  @Override
  public void unparseSqlIntervalLiteral(
      SqlWriter writer, SqlIntervalLiteral literal, int leftPrec, int rightPrec) {
    IntervalValue value = literal.getValueAs(IntervalValue.class);
    if (value.getIntervalQualifier().isSingleDatetimeField() && value.getSign() > 0) {
      super.unparseSqlIntervalLiteral(writer, literal, leftPrec, rightPrec);
      return;
    }
    writer.keyword("INTERVAL");
    writer.literal("'" + Intervals.inWords(value) + "'");
  }

  /** {@code INTERVAL (x) MONTH}. */
  private static void interval(SqlWriter writer, SqlCall interval) {
    writer.keyword("INTERVAL");
    SqlWriter.Frame frame = writer.startList("(", ")");
    interval.operand(0).unparse(writer, 0, 0);
    writer.endList(frame);
    writer.keyword(((SqlIntervalQualifier) interval.operand(1)).timeUnitRange.name());
  }
}
