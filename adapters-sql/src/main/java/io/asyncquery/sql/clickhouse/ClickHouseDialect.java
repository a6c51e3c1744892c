package io.asyncquery.sql.clickhouse;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.plan.OperatorChain;
import io.asyncquery.sql.plan.RewritesQueries;
import io.asyncquery.sql.plan.SmallerGrammar;
import java.util.List;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.jspecify.annotations.Nullable;

/** How ClickHouse spells SQL; what it means otherwise is {@link ClickHouseTree}'s. */
final class ClickHouseDialect extends SqlDialect implements SmallerGrammar, RewritesQueries {

  private static final Set<Clause> ABSENT =
      Clause.absentEverywhereAnd(
          Clause.STAR_EXCLUDE,
          Clause.STAR_REPLACE,
          Clause.NATURAL_JOIN,
          Clause.WITHIN_GROUP,
          Clause.SYMMETRIC,
          Clause.SIMILAR,
          Clause.GROUP_BY_DISTINCT,
          Clause.LATERAL,
          Clause.POSIX_REGEX,
          Clause.MAP,
          Clause.SEPARATOR,
          Clause.FRAME_EXCLUSION,
          Clause.RANGE_OF_TIME);

  static final ClickHouseDialect INSTANCE = new ClickHouseDialect();

  private ClickHouseDialect() {
    super(
        EMPTY_CONTEXT
            .withDatabaseProduct(DatabaseProduct.CLICKHOUSE)
            .withIdentifierQuoteString("`")
            .withNullCollation(NullCollation.LAST));
  }

  @Override
  public Set<Clause> absent() {
    return ABSENT;
  }

  @Override
  public SqlNode rewritten(SqlNode query) {
    return ClickHouseTree.of(query);
  }

  /** Text is UTF-8, whatever character set the literal names; a backslash escapes. */
  @Override
  public void quoteStringLiteral(StringBuilder buf, @Nullable String charsetName, String val) {
    buf.append('\'').append(val.replace("\\", "\\\\").replace("'", "\\'")).append('\'');
  }

  /** In names too. */
  @Override
  public StringBuilder quoteIdentifier(StringBuilder buf, String name) {
    return buf.append('`').append(name.replace("\\", "\\\\").replace("`", "\\`")).append('`');
  }

  @Override
  public boolean supportsCharSet() {
    return false;
  }

  /** {@code NULLS FIRST} is understood. */
  @Override
  public @Nullable SqlNode emulateNullDirection(SqlNode node, boolean nullsFirst, boolean desc) {
    return null;
  }

  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    if (fetch != null) {
      writer.newlineAndIndent();
      writer.keyword("LIMIT");
      fetch.unparse(writer, -1, -1);
    }
    if (offset != null) {
      writer.newlineAndIndent();
      writer.keyword("OFFSET");
      offset.unparse(writer, -1, -1);
    }
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (OperatorChain.is(call)) {
      chain(writer, call);
      return;
    }
    switch (call.getKind()) {
      case UNION, INTERSECT, EXCEPT -> setOperation(writer, call);
      case IS_DISTINCT_FROM -> notSame(writer, call, "(NOT (", "))");
      case IS_NOT_DISTINCT_FROM -> notSame(writer, call, "(", ")");
      case BETWEEN -> between(writer, call);
      case EXTRACT -> extract(writer, call);
      case ARRAY_VALUE_CONSTRUCTOR -> list(writer, call, "[", "]");
      case ROW -> {
        writer.print("tuple");
        list(writer, call, "(", ")");
      }
      case VALUES -> values(writer, call);
      case EXPLICIT_TABLE -> {
        writer.keyword("SELECT * FROM");
        call.operand(0).unparse(writer, 0, 0);
      }
      case UNNEST,
          LATERAL,
          COLLECTION_TABLE,
          TABLESAMPLE,
          MATCH_RECOGNIZE,
          LAMBDA,
          PIVOT,
          UNPIVOT ->
          throw absent(call.getOperator().getName());
      default -> plain(writer, call, leftPrec, rightPrec);
    }
  }

  /** Functions have one spelling each. */
  private void plain(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (!(call.getOperator() instanceof SqlUnresolvedFunction function)) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
    SqlIdentifier name = function.getSqlIdentifier();
    String spelled =
        ClickHouseFunctions.spelled(name == null ? function.getName() : name.getSimple());
    writer.print(spelled);
    List<SqlNode> operands = call.getOperandList();
    if (operands.size() == 2 && ClickHouseFunctions.hasParameter(spelled)) {
      writer.print("(" + operands.get(1) + ")");
      operands = operands.subList(0, 1);
    }
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.FUN_CALL, "(", ")");
    SqlNode quantifier = call.getFunctionQuantifier();
    if (quantifier != null) {
      quantifier.unparse(writer, 0, 0);
    }
    for (SqlNode operand : operands) {
      writer.sep(",");
      operand.unparse(writer, 0, 0);
    }
    writer.endList(frame);
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

  /** Which of the two it is without a word, follows from settings. */
  private static void setOperation(SqlWriter writer, SqlCall call) {
    SqlSetOperator operator = (SqlSetOperator) call.getOperator();
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.SETOP);
    List<SqlNode> queries = call.getOperandList();
    for (int i = 0; i < queries.size(); i++) {
      if (i > 0) {
        writer.keyword(call.getKind().name());
        writer.keyword(operator.isAll() ? "ALL" : "DISTINCT");
      }
      SqlWriter.Frame query = writer.startList("(", ")");
      queries.get(i).unparse(writer, 0, 0);
      writer.endList(query);
    }
    writer.endList(frame);
  }

  private static void notSame(SqlWriter writer, SqlCall call, String open, String close) {
    writer.print(open);
    call.operand(0).unparse(writer, 0, 0);
    writer.print(" <=> ");
    call.operand(1).unparse(writer, 0, 0);
    writer.print(close);
  }

  /** Without the word of the standard that says which of the two the lesser is. */
  private static void between(SqlWriter writer, SqlCall call) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    call.operand(0).unparse(writer, 0, 0);
    writer.keyword(
        ((SqlBetweenOperator) call.getOperator()).isNegated() ? "NOT BETWEEN" : "BETWEEN");
    call.operand(1).unparse(writer, 0, 0);
    writer.keyword("AND");
    call.operand(2).unparse(writer, 0, 0);
    writer.endList(frame);
  }

  private static void extract(SqlWriter writer, SqlCall extract) {
    SqlWriter.Frame frame = writer.startFunCall("EXTRACT");
    writer.keyword(((SqlIntervalQualifier) extract.operand(0)).timeUnitRange.name());
    writer.keyword("FROM");
    extract.operand(1).unparse(writer, 0, 0);
    writer.endFunCall(frame);
  }

  private static void list(SqlWriter writer, SqlCall call, String open, String close) {
    SqlWriter.Frame frame = writer.startList(open, close);
    for (SqlNode operand : call.getOperandList()) {
      writer.sep(",");
      operand.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }

  private static void values(SqlWriter writer, SqlCall values) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    writer.keyword("VALUES");
    SqlWriter.Frame rows = writer.startList("", "");
    for (SqlNode row : values.getOperandList()) {
      writer.sep(",");
      list(writer, (SqlCall) row, "(", ")");
    }
    writer.endList(rows);
    writer.endList(frame);
  }

  static QueryFailedException absent(String what) {
    return new QueryFailedException(
        QueryFailure.invalidSql("[" + what + "] is not available in this source"));
  }
}
