package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Leaves one way to understand a parsed query: {@code {fn name(...)}} becomes the plain call, and a
 * single name is the name of a column, not of a function without parentheses such as {@code USER};
 * but for the functions of date and time. What a PIVOT makes has names. Hints are dropped.
 */
final class PlainForm extends SqlShuttle {

  private static final String ESCAPE = "{fn ";
  private static final Set<String> FUNCTIONS =
      Set.of("CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP");

  private final NullClauses clauses;

  private PlainForm(NullClauses clauses) {
    this.clauses = clauses;
  }

  static SqlNode of(SqlNode query, NullClauses clauses) {
    SqlNode plain = requireNonNull(query.accept(new PlainForm(clauses)));
    TreeSize.check(query, plain);
    return plain;
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
  public SqlNode visit(SqlCall call) {
    if (call instanceof SqlSelect select) {
      // They would be spelled as a comment, which the sender's text could end.
      select.setHints(null);
    }
    AbsentOperators.check(call);
    return switch (requireNonNull(super.visit(call))) {
      case SqlPivot pivot -> Pivots.named(pivot);
      case SqlSelect select -> withConditions(select);
      case SqlCall escaped when escaped.getKind() == SqlKind.JDBC_FN -> unescaped(escaped);
      case SqlCall other -> OtherSpellings.of(other, clauses);
      case SqlNode other -> other;
    };
  }

  private static SqlSelect withConditions(SqlSelect select) {
    select.setWhere(OtherSpellings.condition(select.getWhere()));
    select.setHaving(OtherSpellings.condition(select.getHaving()));
    select.setQualify(OtherSpellings.condition(select.getQualify()));
    return select;
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
