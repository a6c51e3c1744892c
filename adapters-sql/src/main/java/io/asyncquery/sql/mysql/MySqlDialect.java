package io.asyncquery.sql.mysql;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.plan.OperatorChain;
import io.asyncquery.sql.plan.SmallerGrammar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.MysqlSqlDialect;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * How MySQL and MariaDB spell SQL where Calcite's own dialect for them is wrong or says nothing;
 * what only one of the two has is not used.
 */
final class MySqlDialect extends MysqlSqlDialect implements SmallerGrammar {

  private static final Set<Clause> ABSENT =
      Clause.absentEverywhereAnd(
          Clause.QUALIFY,
          Clause.STAR_EXCLUDE,
          Clause.STAR_REPLACE,
          Clause.IGNORE_NULLS,
          Clause.WITHIN_GROUP,
          Clause.SIMILAR,
          Clause.GROUP_BY_DISTINCT,
          Clause.EMPTY_GROUP,
          Clause.LATERAL,
          Clause.ILIKE,
          Clause.POSIX_REGEX,
          Clause.FRAME_EXCLUSION,
          Clause.RANGE_OF_TIME,
          Clause.INTERVAL_VALUE,
          Clause.TRY_CAST,
          Clause.UNNAMED_QUERY);

  static final MySqlDialect INSTANCE = new MySqlDialect();

  /** Which in MariaDB have no value for where there is no such row. */
  private static final Set<String> OFFSETS = Set.of("LAG", "LEAD");

  /** To skip rows, a limit is needed: the largest. */
  static final String ALL_ROWS = "18446744073709551615";

  private MySqlDialect() {
    super(DEFAULT_CONTEXT);
  }

  @Override
  public Set<Clause> absent() {
    return ABSENT;
  }

  /** No backslash is an escape in our sessions. */
  @Override
  public void quoteStringLiteral(StringBuilder buf, @Nullable String charsetName, String val) {
    buf.append('\'').append(val.replace("'", "''")).append('\'');
  }

  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    SqlNode limit =
        offset != null && fetch == null
            ? SqlLiteral.createExactNumeric(ALL_ROWS, SqlParserPos.ZERO)
            : fetch;
    unparseFetchUsingLimit(writer, offset, limit);
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (OperatorChain.is(call)) {
      chain(writer, call);
      return;
    }
    switch (call.getKind()) {
      case CAST -> cast(writer, call, leftPrec, rightPrec);
      case AS -> MySqlTables.named(writer, call, this::plain);
      case VALUES -> MySqlTables.rows(writer, call, Optional.empty());
      case FILTER -> filtered(call).unparse(writer, leftPrec, rightPrec);
      case ORDER_BY -> {
        SqlOrderBy order = MySqlRollup.around((SqlOrderBy) call);
        plain(writer, MySqlOrder.spelledOut(order), leftPrec, rightPrec);
      }
      case SELECT -> {
        MySqlRollup.check((SqlSelect) call);
        plain(writer, call, leftPrec, rightPrec);
      }
      case WITH_ITEM -> {
        MySqlRecursion.check((SqlWithItem) call);
        plain(writer, call, leftPrec, rightPrec);
      }
      case NULLS_FIRST, NULLS_LAST -> MySqlOrder.nulls(writer, call);
      case IS_DISTINCT_FROM -> distinct(writer, call, "(NOT (", "))");
      case IS_NOT_DISTINCT_FROM -> distinct(writer, call, "(", ")");
      case BETWEEN -> between(writer, call);
      case RESPECT_NULLS -> call.operand(0).unparse(writer, leftPrec, rightPrec);
      case EXPLICIT_TABLE -> {
        writer.keyword("SELECT * FROM");
        call.operand(0).unparse(writer, 0, 0);
      }
      case EXTRACT -> extract(writer, call);
      case INTERVAL -> MySqlIntervals.write(writer, call);
      case ROLLUP -> MySqlRollup.write(writer, call);
      case CUBE,
          GROUPING_SETS,
          ARRAY_VALUE_CONSTRUCTOR,
          ARRAY_QUERY_CONSTRUCTOR,
          MAP_VALUE_CONSTRUCTOR,
          UNNEST,
          TABLESAMPLE,
          PIVOT,
          UNPIVOT,
          MATCH_RECOGNIZE ->
          throw absent(call.getOperator().getName());
      case JOIN -> join(writer, call, leftPrec, rightPrec);
      case MINUS -> {
        refuseDigitsOfTimes(call, call.getOperandList());
        plain(writer, call, leftPrec, rightPrec);
      }
      default -> plain(writer, call, leftPrec, rightPrec);
    }
  }

  /** The name of a function stands without quotes, in which many would not be the server's own. */
  private void plain(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (!(call.getOperator() instanceof SqlUnresolvedFunction function)) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
    String name = function.getName().toUpperCase(Locale.ROOT);
    if (OFFSETS.contains(name) && call.operandCount() > 2) {
      throw absent(name + " with a third operand");
    }
    SqlWriter.Frame frame = writer.startFunCall(name);
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

  /** {@code a OR b OR c}, without a bracket for each. */
  private static void chain(SqlWriter writer, SqlCall chain) {
    List<SqlNode> operands = OperatorChain.operands(chain);
    if (chain.getKind() == SqlKind.PLUS) {
      refuseDigitsOfTimes(chain, operands);
    }
    SqlWriter.Frame frame = writer.startList("(", ")");
    String operator = "";
    for (SqlNode operand : operands) {
      writer.keyword(operator);
      operand.unparse(writer, 0, 0);
      operator = chain.getOperator().getName();
    }
    writer.endList(frame);
  }

  private void cast(SqlWriter writer, SqlCall cast, int leftPrec, int rightPrec) {
    if (!(cast.operand(1) instanceof SqlDataTypeSpec type)) {
      super.unparseCall(writer, cast, leftPrec, rightPrec);
      return;
    }
    MySqlCasts.write(writer, cast, type);
  }

  /** {@code sum(x) FILTER (WHERE c)} as {@code sum(CASE WHEN c THEN x END)}. */
  private static SqlCall filtered(SqlCall filter) {
    SqlCall aggregate = filter.operand(0);
    SqlParserPos at = aggregate.getParserPosition();
    if (aggregate.operandCount() != 1) {
      throw absent("FILTER");
    }
    boolean all = aggregate.operand(0).toString().equals("*");
    SqlNode value = all ? SqlLiteral.createExactNumeric("1", at) : aggregate.operand(0);
    SqlNode where =
        SqlStdOperatorTable.CASE.createCall(
            null,
            at,
            null,
            SqlNodeList.of(filter.operand(1)),
            SqlNodeList.of(value),
            SqlLiteral.createNull(at));
    return aggregate.getOperator().createCall(aggregate.getFunctionQuantifier(), at, where);
  }

  private static void distinct(SqlWriter writer, SqlCall call, String open, String close) {
    writer.print(open);
    call.operand(0).unparse(writer, 0, 0);
    writer.print(" <=> ");
    call.operand(1).unparse(writer, 0, 0);
    writer.print(close);
  }

  private void join(SqlWriter writer, SqlCall join, int leftPrec, int rightPrec) {
    if (join instanceof SqlJoin typed && typed.getJoinType() == JoinType.FULL) {
      throw absent("FULL JOIN");
    }
    plain(writer, join, leftPrec, rightPrec);
  }

  /** These servers would reckon with the digits of a time as with those of a number. */
  private static void refuseDigitsOfTimes(SqlCall call, List<SqlNode> operands) {
    boolean times = operands.stream().anyMatch(MySqlDialect::isPlainlyTime);
    if (times && operands.stream().filter(operand -> !MySqlIntervals.is(operand)).count() > 1) {
      throw absent(call.getOperator().getName() + " of a time and what is no interval");
    }
  }

  private static boolean isPlainlyTime(SqlNode node) {
    return node instanceof SqlAbstractDateTimeLiteral || node instanceof SqlUnknownLiteral;
  }

  @Override
  public void unparseSqlIntervalLiteral(
      SqlWriter writer, SqlIntervalLiteral literal, int leftPrec, int rightPrec) {
    MySqlIntervals.write(writer, literal);
  }

  /** Without the word of the standard that says which of the two the lesser is. */
  private static void between(SqlWriter writer, SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      throw absent("BETWEEN SYMMETRIC");
    }
    SqlWriter.Frame frame = writer.startList("(", ")");
    call.operand(0).unparse(writer, 0, 0);
    writer.keyword(operator.isNegated() ? "NOT BETWEEN" : "BETWEEN");
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

  static QueryFailedException absent(String what) {
    return new QueryFailedException(
        QueryFailure.invalidSql("[" + what + "] is not available in this source"));
  }
}
