package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.plan.OperatorChain;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.PostgresqlSqlDialect;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL spells SQL where Calcite's own dialect for it is wrong or says nothing. */
final class PostgreSqlDialect extends PostgresqlSqlDialect {

  static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

  private PostgreSqlDialect() {
    super(DEFAULT_CONTEXT);
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
      case FLOOR, CEIL -> rounded(writer, call, leftPrec, rightPrec);
      case TIMESTAMP_ADD -> added(writer, call);
      case TIMESTAMP_DIFF -> difference(writer, call);
      case WITHIN_GROUP -> ordered(writer, call, leftPrec, rightPrec);
      default -> super.unparseCall(writer, call, leftPrec, rightPrec);
    }
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

  /** {@code string_agg(x, ',' ORDER BY y)} for {@code listagg}. */
  private void ordered(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    SqlCall aggregate = call.operand(0);
    if (aggregate.getKind() != SqlKind.LISTAGG) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
    SqlWriter.Frame frame = writer.startFunCall("STRING_AGG");
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

  /** {@code FLOOR(x TO MONTH)}. */
  private void rounded(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (call.operandCount() == 1) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
    String unit = unit(call.operand(1));
    if (call.getKind() == SqlKind.FLOOR) {
      truncated(writer, call.operand(0), unit);
      return;
    }
    SqlWriter.Frame frame = writer.startList("(", ")");
    writer.keyword("CASE WHEN");
    call.operand(0).unparse(writer, 0, 0);
    writer.print("= ");
    truncated(writer, call.operand(0), unit);
    writer.keyword("THEN");
    call.operand(0).unparse(writer, 0, 0);
    writer.keyword("ELSE");
    truncated(writer, call.operand(0), unit);
    writer.print("+ ");
    interval(writer, unit);
    writer.keyword("END");
    writer.endList(frame);
  }

  private static void truncated(SqlWriter writer, SqlNode time, String unit) {
    SqlWriter.Frame frame = writer.startFunCall("DATE_TRUNC");
    writer.literal("'" + unit.toLowerCase(Locale.ROOT) + "'");
    writer.sep(",", true);
    time.unparse(writer, 0, 0);
    writer.endFunCall(frame);
  }

  /** {@code TIMESTAMPADD(unit, count, time)}. */
  private static void added(SqlWriter writer, SqlCall call) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    call.operand(2).unparse(writer, 0, 0);
    writer.print("+ ");
    call.operand(1).unparse(writer, 0, 0);
    writer.print("* ");
    interval(writer, unit(call.operand(0)));
    writer.endList(frame);
  }

  /** {@code TIMESTAMPDIFF(unit, from, to)}: whole units. */
  private static void difference(SqlWriter writer, SqlCall call) {
    TimeDifference.of(unit(call.operand(0))).write(writer, call.operand(1), call.operand(2));
  }

  /** One unit; a quarter is no unit of PostgreSQL's intervals. */
  private static void interval(SqlWriter writer, String unit) {
    writer.keyword("INTERVAL");
    writer.literal(unit.equals("QUARTER") ? "'3 MONTH'" : "'1 " + unit + "'");
  }

  private static String unit(SqlNode unit) {
    return ((SqlIntervalQualifier) unit).timeUnitRange.name();
  }
}
