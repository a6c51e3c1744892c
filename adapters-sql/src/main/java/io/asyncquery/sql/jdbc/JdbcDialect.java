package io.asyncquery.sql.jdbc;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.plan.SmallerGrammar;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL, in the quotes that the driver names. What a database might read otherwise than it
 * was meant is refused: a name where there are no quotes, a backslash in a text, and {@link
 * Ambiguities}.
 */
final class JdbcDialect extends SqlDialect implements SmallerGrammar {

  private static final Set<Clause> ABSENT =
      Clause.absentEverywhereAnd(
          Clause.QUALIFY,
          Clause.STAR_EXCLUDE,
          Clause.STAR_REPLACE,
          Clause.POSITION_FROM,
          Clause.UNNAMED_QUERY);

  /** Those that want FETCH where others take LIMIT. */
  private static final Set<String> FETCH =
      Set.of("oracle", "microsoft sql server", "apache derby", "db2", "firebird");

  /** Those to which two pipes mean OR. */
  private static final Set<String> PIPES_FOR_OR = Set.of("mysql", "mariadb", "singlestore");

  private final boolean limits;
  private final boolean joinsByPipes;

  private JdbcDialect(String quote, String product) {
    super(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString(quote));
    this.limits = FETCH.stream().noneMatch(product::startsWith);
    this.joinsByPipes = PIPES_FOR_OR.stream().noneMatch(product::startsWith);
  }

  @Override
  public Set<Clause> absent() {
    return ABSENT;
  }

  static JdbcDialect of(DatabaseMetaData metaData) throws SQLException {
    String quote = metaData.getIdentifierQuoteString().strip();
    if (quote.isEmpty()) {
      throw new SQLException("The driver knows no quotes for names", "0A000");
    }
    String product = metaData.getDatabaseProductName().toLowerCase(Locale.ROOT);
    return new JdbcDialect(quote, product);
  }

  @Override
  public void quoteStringLiteral(StringBuilder buf, @Nullable String charsetName, String val) {
    if (val.indexOf('\\') >= 0) {
      throw new QueryFailedException(
          QueryFailure.rejected("A text with a backslash is not allowed in this source"));
    }
    buf.append('\'').append(val.replace("'", "''")).append('\'');
  }

  /** The standard has none. */
  @Override
  public boolean supportsNestedAggregations() {
    return false;
  }

  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    if (limits) {
      unparseFetchUsingLimit(writer, offset, fetch);
    } else {
      super.unparseOffsetFetch(writer, offset, fetch);
    }
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (!joinsByPipes && call.getOperator().getName().equals("||")) {
      throw Ambiguities.refusal("||", "write CONCAT");
    }
    Ambiguities.refuse(call);
    switch (call.getKind()) {
      case VALUES -> values(writer, call);
      case CAST -> cast(writer, call, leftPrec, rightPrec);
      default -> super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }

  /** The standard knows DOUBLE by two words, and many databases by no others. */
  private void cast(SqlWriter writer, SqlCall cast, int leftPrec, int rightPrec) {
    if (!(cast.operand(1) instanceof SqlDataTypeSpec type)
        || !(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)
        || !basic.getTypeName().getSimple().equalsIgnoreCase("DOUBLE")) {
      super.unparseCall(writer, cast, leftPrec, rightPrec);
      return;
    }
    SqlWriter.Frame frame = writer.startFunCall("CAST");
    cast.operand(0).unparse(writer, 0, 0);
    writer.sep("AS");
    writer.keyword("DOUBLE PRECISION");
    writer.endFunCall(frame);
  }

  /** Rows without the word ROW, which to some databases makes one value of a row. */
  private static void values(SqlWriter writer, SqlCall call) {
    writer.keyword("VALUES");
    for (int i = 0; i < call.operandCount(); i++) {
      writer.print(i == 0 ? "" : ", ");
      SqlNode row = call.operand(i);
      List<SqlNode> fields =
          row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
      SqlWriter.Frame frame = writer.startList("(", ")");
      for (SqlNode field : fields) {
        writer.sep(",");
        field.unparse(writer, 0, 0);
      }
      writer.endList(frame);
    }
  }
}
