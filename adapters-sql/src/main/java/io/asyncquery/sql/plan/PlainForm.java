package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Leaves one way to understand a parsed query: {@code {fn name(...)}} becomes the plain call, and a
 * single name is the name of a column, not of a function without parentheses such as {@code USER};
 * but for the functions of date and time. What Calcite would spell as it was written, and a source
 * could read as more than that, is refused.
 */
final class PlainForm extends SqlShuttle {

  private static final String ESCAPE = "{fn ";
  private static final Set<String> FUNCTIONS =
      Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP");

  /** Calcite puts it between quotes as it is. */
  private static final Pattern INTERVAL = Pattern.compile("[\\d\\s.:+eE-]*+");

  /** A hint is a comment to a source, which these would end or begin once more. */
  private static final Pattern COMMENT_MARK = Pattern.compile("/\\*|\\*/");

  static SqlNode of(SqlNode query) {
    return requireNonNull(query.accept(new PlainForm()));
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    if (!id.isSimple() || FUNCTIONS.contains(id.getSimple().toUpperCase(Locale.ROOT))) {
      return id;
    }
    SqlParserPos quoted = id.getParserPosition().withQuoting(true);
    return new SqlIdentifier(id.names, id.getCollation(), quoted, List.of(quoted));
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlIntervalLiteral
        && !INTERVAL
            .matcher(literal.getValueAs(IntervalValue.class).getIntervalLiteral())
            .matches()) {
      throw Refusals.invalid(
          "An interval is written in digits, as in INTERVAL '3' DAY", literal.getParserPosition());
    }
    return literal;
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call instanceof SqlHint hint && COMMENT_MARK.matcher(hint.toString()).find()) {
      throw Refusals.rejected(
          "Hint [" + hint.getName() + "] must not hold the marks of a comment",
          call.getParserPosition());
    }
    SqlNode visited = requireNonNull(super.visit(call));
    return visited instanceof SqlCall inner && inner.getKind() == SqlKind.JDBC_FN
        ? unescaped(inner)
        : visited;
  }

  private static SqlNode unescaped(SqlCall call) {
    String escaped = call.getOperator().getName();
    String name = escaped.substring(ESCAPE.length(), escaped.length() - 1);
    return new SqlBasicCall(
        FunctionRules.unresolved(name, call.getParserPosition()),
        call.getOperandList(),
        call.getParserPosition());
  }
}
