package io.asyncquery.sql.trino;

import io.asyncquery.sql.plan.GroupsByColumns;
import io.asyncquery.sql.plan.OperatorChain;
import io.asyncquery.sql.plan.SmallerGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.TrinoSqlDialect;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/** How Trino spells SQL where Calcite's own dialect for it is wrong or says nothing. */
final class TrinoDialect extends TrinoSqlDialect implements GroupsByColumns, SmallerGrammar {

  private static final Set<Clause> ABSENT =
      Clause.absentEverywhereAnd(
          Clause.NATURAL_JOIN,
          Clause.QUALIFY,
          Clause.STAR_EXCLUDE,
          Clause.STAR_REPLACE,
          Clause.SYMMETRIC,
          Clause.SIMILAR,
          Clause.ILIKE,
          Clause.POSIX_REGEX,
          Clause.SEPARATOR,
          Clause.FRAME_EXCLUSION);

  static final TrinoDialect INSTANCE = new TrinoDialect();

  private TrinoDialect() {
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

  /** The offset comes first. */
  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    if (offset != null) {
      writer.newlineAndIndent();
      writer.keyword("OFFSET");
      offset.unparse(writer, -1, -1);
    }
    if (fetch != null) {
      writer.newlineAndIndent();
      writer.keyword("LIMIT");
      fetch.unparse(writer, -1, -1);
    }
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (OperatorChain.is(call)) {
      chain(writer, call);
      return;
    }
    switch (call.getKind()) {
      case SELECT ->
          super.unparseCall(writer, MergedColumns.without((SqlSelect) call), leftPrec, rightPrec);
      case ORDER_BY ->
          super.unparseCall(writer, MergedColumns.without((SqlOrderBy) call), leftPrec, rightPrec);
      case COLLECTION_TABLE -> call.operand(0).unparse(writer, leftPrec, rightPrec);
      case LAMBDA -> lambda(writer, call);
      case CAST -> cast(writer, call, "CAST");
      case SAFE_CAST -> cast(writer, call, "TRY_CAST");
      case INTERVAL -> interval(writer, call);
      case LIKE -> super.unparseCall(writer, inOneCase(call), leftPrec, rightPrec);
      default -> super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }

  /** {@code ILIKE} by {@code LIKE}. */
  private static SqlCall inOneCase(SqlCall call) {
    SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
    if (operator.isCaseSensitive()) {
      return call;
    }
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    for (int i = 0; i < 2; i++) {
      operands.set(
          i, SqlStdOperatorTable.LOWER.createCall(call.getParserPosition(), operands.get(i)));
    }
    SqlOperator like =
        operator.isNegated() ? SqlStdOperatorTable.NOT_LIKE : SqlStdOperatorTable.LIKE;
    return like.createCall(call.getParserPosition(), operands);
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

  /** {@code (x, y) -> ...}. */
  private static void lambda(SqlWriter writer, SqlCall lambda) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (SqlNode parameter : (SqlNodeList) lambda.operand(0)) {
      writer.sep(",");
      parameter.unparse(writer, 0, 0);
    }
    writer.endList(frame);
    writer.print("-> ");
    lambda.operand(1).unparse(writer, 0, 0);
  }

  private static void cast(SqlWriter writer, SqlCall cast, String function) {
    SqlWriter.Frame frame = writer.startFunCall(function);
    if (isChar(cast.operand(1))) {
      SqlWriter.Frame text = writer.startFunCall(function);
      cast.operand(0).unparse(writer, 0, 0);
      writer.sep("AS");
      writer.keyword("VARCHAR");
      writer.endFunCall(text);
    } else {
      cast.operand(0).unparse(writer, 0, 0);
    }
    writer.sep("AS");
    if (cast.operand(1) instanceof SqlDataTypeSpec type) {
      TrinoTypeNames.write(writer, type);
    } else {
      cast.operand(1).unparse(writer, 0, 0);
    }
    writer.endFunCall(frame);
  }

  /** Only texts are cast to it. */
  private static boolean isChar(SqlNode type) {
    return type instanceof SqlDataTypeSpec spec
        && spec.getTypeName().getSimple().equalsIgnoreCase("CHAR");
  }

  /** A week and a quarter are no units of Trino's intervals. */
  @Override
  public void unparseSqlIntervalLiteral(
      SqlWriter writer, SqlIntervalLiteral literal, int leftPrec, int rightPrec) {
    IntervalValue value = literal.getValueAs(IntervalValue.class);
    SqlIntervalQualifier unit = value.getIntervalQualifier();
    String sign = value.getSign() < 0 ? "-" : "";
    if (isOther(unit)) {
      SqlWriter.Frame frame = writer.startList("(", ")");
      writer.print(sign + value.getIntervalLiteral() + " * ");
      one(writer, unit.getStartUnit());
      writer.endList(frame);
      return;
    }
    writer.keyword("INTERVAL");
    if (value.getSign() < 0) {
      writer.print("- ");
    }
    writer.literal("'" + value.getIntervalLiteral() + "'");
    writer.keyword(unit.getStartUnit().name());
    if (!unit.isSingleDatetimeField()) {
      writer.keyword("TO");
      writer.keyword(unit.getEndUnit().name());
    }
  }

  /** {@code INTERVAL (x) MONTH}. */
  private static void interval(SqlWriter writer, SqlCall interval) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    interval.operand(0).unparse(writer, 0, 0);
    writer.print("* ");
    one(writer, ((SqlIntervalQualifier) interval.operand(1)).getStartUnit());
    writer.endList(frame);
  }

  private static boolean isOther(SqlIntervalQualifier unit) {
    return unit.getStartUnit() == TimeUnit.WEEK || unit.getStartUnit() == TimeUnit.QUARTER;
  }

  private static void one(SqlWriter writer, TimeUnit unit) {
    writer.keyword("INTERVAL");
    switch (unit) {
      case WEEK -> writer.print("'7' DAY");
      case QUARTER -> writer.print("'3' MONTH");
      default -> writer.print("'1' " + unit.name().toUpperCase(Locale.ROOT));
    }
  }
}
