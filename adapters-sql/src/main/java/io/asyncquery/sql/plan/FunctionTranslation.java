package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Phrase;
import io.asyncquery.sql.function.Translations;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Puts what a source knows in the place of the functions that senders know, in the tree of the
 * query. A function whose name is in quotes is the source's own.
 */
final class FunctionTranslation extends SqlShuttle {

  /** What is said of an aggregate in a call around it. */
  private static final Set<SqlKind> MODIFIERS =
      EnumSet.of(SqlKind.FILTER, SqlKind.WITHIN_GROUP, SqlKind.OVER);

  private final Translations translations;

  private FunctionTranslation(Translations translations) {
    this.translations = translations;
  }

  static SqlNode of(SqlNode query, Translations translations) {
    SqlNode translated = requireNonNull(query.accept(new FunctionTranslation(translations)));
    TreeSize.check(query, translated);
    return translated;
  }

  /** {@code CURRENT_DATE} and the like, which no name of a column is left to look like. */
  @Override
  public SqlNode visit(SqlIdentifier id) {
    if (!id.isSimple() || id.isComponentQuoted(0)) {
      return id;
    }
    SqlNode call =
        new SqlBasicCall(
            FunctionRules.unresolved(id.getSimple(), id.getParserPosition()),
            List.of(),
            id.getParserPosition());
    return translations.translate(id.getSimple(), (SqlCall) call).orElse(id);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode visited = isConversion(call) ? converted(call) : requireNonNull(super.visit(call));
    return visited instanceof SqlCall inner ? translated(inner) : visited;
  }

  /** {@code CONVERT(x, CHAR(3))}: the second operand is a type and no call. */
  private static boolean isConversion(SqlCall call) {
    return isFunction(call)
        && FunctionRules.name(call).equalsIgnoreCase("CONVERT")
        && call.operandCount() == 2;
  }

  private SqlNode converted(SqlCall call) {
    return call.getOperator()
        .createCall(
            call.getParserPosition(),
            requireNonNull(call.operand(0).accept(this)),
            call.operand(1));
  }

  private SqlNode translated(SqlCall call) {
    if (call.getKind() == SqlKind.FILTER && call.operand(0).getKind() == SqlKind.FILTER) {
      return filteredOnce(call);
    }
    if (MODIFIERS.contains(call.getKind()) && Phrase.isAroundAggregate(call.operand(0))) {
      return Phrase.within(call.operand(0), aggregate -> modified(call, aggregate));
    }
    if (!isFunction(call)) {
      return call;
    }
    try {
      return translations.translate(FunctionRules.name(call), call).orElse(call);
    } catch (CalciteException e) {
      throw Refusals.invalid(
          "Function [" + FunctionRules.name(call) + "]: " + e.getMessage(),
          FunctionRules.position(call));
    }
  }

  /** The same said of {@code aggregate}. */
  private static SqlNode modified(SqlCall modifier, SqlNode aggregate) {
    List<SqlNode> operands = new ArrayList<>(modifier.getOperandList());
    operands.set(0, aggregate);
    return modifier.getOperator().createCall(modifier.getParserPosition(), operands);
  }

  private static boolean isFunction(SqlCall call) {
    if (call.getOperator() instanceof SqlFunction function) {
      SqlIdentifier name = function.getSqlIdentifier();
      return name == null || name.isSimple() && !name.isComponentQuoted(0);
    }
    return call.getKind() == SqlKind.RLIKE;
  }

  /** The filter of a translation, and the sender's. */
  private static SqlNode filteredOnce(SqlCall outer) {
    SqlCall inner = outer.operand(0);
    SqlNode both =
        SqlStdOperatorTable.AND.createCall(
            outer.getParserPosition(), inner.operand(1), outer.operand(1));
    return SqlStdOperatorTable.FILTER.createCall(outer.getParserPosition(), inner.operand(0), both);
  }
}
