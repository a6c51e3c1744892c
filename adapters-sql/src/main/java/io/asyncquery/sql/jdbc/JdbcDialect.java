package io.asyncquery.sql.jdbc;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.plan.SmallerGrammar;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.jspecify.annotations.Nullable;

/**
 * Standard SQL, in the quotes that the driver names. What a database might read otherwise than it
 * was meant is refused: a name where there are no quotes, and a backslash in a text.
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

  private final boolean limits;

  private JdbcDialect(String quote, boolean limits) {
    super(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString(quote));
    this.limits = limits;
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
    return new JdbcDialect(quote, FETCH.stream().noneMatch(product::startsWith));
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

  /** Rows without the word ROW, which to some databases makes one value of a row. */
  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (call.getKind() != SqlKind.VALUES) {
      super.unparseCall(writer, call, leftPrec, rightPrec);
      return;
    }
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
