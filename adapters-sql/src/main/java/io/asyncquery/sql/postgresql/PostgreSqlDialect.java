package io.asyncquery.sql.postgresql;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.plan.Intervals;
import io.asyncquery.sql.plan.OperatorChain;
import io.asyncquery.sql.plan.SmallerGrammar;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL spells SQL where Calcite's own dialect for it is wrong or says nothing. */
final class PostgreSqlDialect extends PostgresqlSqlDialect implements SmallerGrammar {

  private static final Set<Clause> ABSENT =
      Clause.absentEverywhereAnd(
          Clause.QUALIFY,
          Clause.STAR_EXCLUDE,
          Clause.STAR_REPLACE,
          Clause.IGNORE_NULLS,
          Clause.TRY_CAST,
          Clause.MAP,
          Clause.SEPARATOR,
          Clause.UNNAMED_QUERY);

  static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

  /** The aggregates that take their order behind WITHIN GROUP; all others have it in them. */
  private static final Set<String> WITHIN_GROUP =
      Set.of(
          "PERCENTILE_CONT",
          "PERCENTILE_DISC",
          "MODE",
          "RANK",
          "DENSE_RANK",
          "PERCENT_RANK",
          "CUME_DIST");

  /** What looks like a function and is none, or is called otherwise by PostgreSQL. */
  private static final Map<String, String> GRAMMAR =
      Map.of(
          "GREATEST", "GREATEST",
          "LEAST", "LEAST",
          "GROUPING_ID", "GROUPING",
          "LISTAGG", "STRING_AGG");

  private PostgreSqlDialect() {
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
      case AS -> named(writer, call, leftPrec, rightPrec);
      case CAST -> cast(writer, call, leftPrec, rightPrec);
      case INTERVAL -> interval(writer, call);
      case RESPECT_NULLS -> call.operand(0).unparse(writer, leftPrec, rightPrec);
      case ITEM -> item(writer, call);
      case WITHIN_GROUP -> ordered(writer, call, leftPrec, rightPrec);
      default -> {
        if (isGrammar(call)) {
          grammar(writer, call);
        } else {
          super.unparseCall(writer, call, leftPrec, rightPrec);
        }
      }
    }
  }

  /** What is spelled without quotes around its name. */
  private static boolean isGrammar(SqlCall call) {
    return call.getOperator() instanceof SqlFunction function
        && GRAMMAR.containsKey(function.getName().toUpperCase(Locale.ROOT));
  }

  private static void grammar(SqlWriter writer, SqlCall call) {
    SqlWriter.Frame frame =
        writer.startFunCall(
            requireNonNull(GRAMMAR.get(call.getOperator().getName().toUpperCase(Locale.ROOT))));
    SqlNode quantifier = call.getFunctionQuantifier();
    if (quantifier != null) {
      quantifier.unparse(writer, 0, 0);
    }
    for (SqlNode operand : call.getOperandList()) {
      writer.sep(",");
      operand.unparse(writer, 0, 0);
    }
    writer.endFunCall(frame);
  }

  /** {@code (x)[n]}: of a call, PostgreSQL takes no element without brackets. */
  private static void item(SqlWriter writer, SqlCall item) {
    SqlWriter.Frame array = writer.startList("(", ")");
    item.operand(0).unparse(writer, 0, 0);
    writer.endList(array);
    SqlWriter.Frame index = writer.startList("[", "]");
    item.operand(1).unparse(writer, 0, 0);
    writer.endList(index);
  }

  /** {@code a OR b OR c}, without a bracket for each. */
  private static void chain(SqlWriter writer, SqlCall chain) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    String operator = "";
    for (SqlNode operand : OperatorChain.operands(chain)) {
      writer.keyword(operator);
      operand.unparse(writer, 0, 0);
      operator = chain.getOperator().getName();
    }
    writer.endList(frame);
  }

  /**
   * {@code generate_series(1, 3) AS g(generate_series)}: to PostgreSQL the alias would be the name
   * of the column too.
   */
  private void named(SqlWriter writer, SqlCall as, int leftPrec, int rightPrec) {
    Optional<String> function =
        as.operandCount() == 2 ? tableFunction(as.operand(0)) : Optional.empty();
    if (function.isEmpty()) {
      super.unparseCall(writer, as, leftPrec, rightPrec);
      return;
    }
    as.operand(0).unparse(writer, 0, 0);
    writer.keyword("AS");
    as.operand(1).unparse(writer, 0, 0);
    SqlWriter.Frame frame = writer.startList("(", ")");
    writer.identifier(function.get(), true);
    writer.endList(frame);
  }

  private static Optional<String> tableFunction(SqlNode table) {
    return switch (table.getKind()) {
      case LATERAL -> tableFunction(((SqlCall) table).operand(0));
      case COLLECTION_TABLE ->
          Optional.of(((SqlCall) ((SqlCall) table).operand(0)).getOperator().getName())
              .map(name -> name.toLowerCase(Locale.ROOT));
      case UNNEST -> Optional.of("unnest");
      default -> Optional.empty();
    };
  }

  private void cast(SqlWriter writer, SqlCall cast, int leftPrec, int rightPrec) {
    if (!(cast.operand(1) instanceof SqlDataTypeSpec type)) {
      super.unparseCall(writer, cast, leftPrec, rightPrec);
      return;
    }
    SqlWriter.Frame frame = writer.startFunCall("CAST");
    cast.operand(0).unparse(writer, 0, 0);
    writer.sep("AS");
    PostgreSqlTypeNames.write(writer, type);
    writer.endFunCall(frame);
  }

  /** {@code string_agg(x, ',' ORDER BY y)}. */
  private void ordered(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    SqlCall aggregate = call.operand(0);
    String name = aggregate.getOperator().getName().toUpperCase(Locale.ROOT);
    if (WITHIN_GROUP.contains(name)) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
    SqlWriter.Frame frame = writer.startFunCall(GRAMMAR.getOrDefault(name, name));
    SqlNode quantifier = aggregate.getFunctionQuantifier();
    if (quantifier != null) {
      quantifier.unparse(writer, 0, 0);
    }
    for (SqlNode operand : aggregate.getOperandList()) {
      writer.sep(",");
      operand.unparse(writer, 0, 0);
    }
    writer.keyword("ORDER BY");
    call.operand(1).unparse(writer, 0, 0);
    writer.endFunCall(frame);
  }

  /** In words, since the standard's spelling has no weeks and no sign before it. */
  @Override
  public void unparseSqlIntervalLiteral(
      SqlWriter writer, SqlIntervalLiteral literal, int leftPrec, int rightPrec) {
    writer.keyword("INTERVAL");
    writer.literal("'" + Intervals.inWords(literal.getValueAs(IntervalValue.class)) + "'");
  }

  /** {@code INTERVAL n MONTH}, where {@code n} is not written out. */
  private static void interval(SqlWriter writer, SqlCall interval) {
    String unit = ((SqlIntervalQualifier) interval.operand(1)).timeUnitRange.name();
    SqlWriter.Frame frame = writer.startList("(", ")");
    interval.operand(0).unparse(writer, 0, 0);
    writer.print("* ");
    writer.keyword("INTERVAL");
    writer.literal(unit.equals("QUARTER") ? "'3 MONTH'" : "'1 " + unit + "'");
    writer.endList(frame);
  }
}
