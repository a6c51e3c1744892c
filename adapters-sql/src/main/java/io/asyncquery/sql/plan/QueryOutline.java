package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A query reduced to what can be said about it without knowing types: its clauses and the names in
 * them. Calcite then decides what each name means and what must be grouped; whether an operator
 * takes its operands, the source decides by its own rules.
 *
 * <p>Every operator, function and literal becomes an {@link Opaque} one of the same name over the
 * same operands; a table function becomes a table of one column; bounds of windows and of the rows
 * wanted are left out. Functions are looked up on the way, so that none gets past {@link
 * FunctionRules}. Nothing is shared with the query: Calcite changes what it validates.
 */
final class QueryOutline extends SqlShuttle {

  private final ExpressionOutline expressions;
  private final FromOutline tables;

  QueryOutline(FunctionRules functions) {
    this.expressions = new ExpressionOutline(this, functions);
    this.tables = new FromOutline(this, expressions, functions);
  }

  /** The outline of {@code query}, whose nodes stand where those of the query do. */
  SqlNode of(SqlNode query) {
    return requireNonNull(query.accept(this));
  }

  SqlNodeList of(SqlNodeList nodes) {
    return (SqlNodeList) of((SqlNode) nodes);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    return switch (call) {
      case SqlSelect select -> select(select);
      case SqlOrderBy order -> ordered(order);
      case SqlWithItem item -> tables.withItem(item);
      case SqlWindow window -> window(window);
      case SqlLambda lambda -> expressions.lambda(lambda);
      case SqlStarExclude star ->
          new SqlStarExclude(
              star.getParserPosition(), star.getStarIdentifier(), of(star.getExcludeList()));
      case SqlStarReplace star ->
          new SqlStarReplace(
              star.getParserPosition(), star.getStarIdentifier(), of(star.getReplaceList()));
      case SqlCall any when ClauseKinds.isModifier(any) -> expressions.modified(any);
      case SqlCall any when ClauseKinds.isClause(any) -> requireNonNull(super.visit(any));
      default -> expressions.of(call);
    };
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    return expressions.isLambdaParameter(id)
        ? Opaque.constant(id)
        : id.clone(id.getParserPosition());
  }

  /** Whole numbers stay, they may count columns; so do flags that belong to a clause. */
  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (literal instanceof SqlIntervalLiteral interval) {
      IntervalTexts.check(interval);
    }
    return switch (literal.getTypeName()) {
      case BOOLEAN, SYMBOL -> literal;
      default ->
          literal instanceof SqlNumericLiteral number && number.isInteger()
              ? literal
              : Opaque.constant(literal);
    };
  }

  @Override
  public SqlNode visit(SqlDynamicParam parameter) {
    throw Refusals.invalid("Parameters [?] are not supported", parameter.getParserPosition());
  }

  /** Whether a condition is one, the source says: anything can be asked whether it is true. */
  @Nullable SqlNode condition(@Nullable SqlNode condition) {
    return condition == null
        ? null
        : Opaque.predicate("IS TRUE", condition.getParserPosition(), List.of(of(condition)));
  }

  private SqlNode select(SqlSelect select) {
    check(select.getOffset());
    check(select.getFetch());
    return new SqlSelect(
        select.getParserPosition(),
        (SqlNodeList) select.getOperandList().getFirst(),
        of(select.getSelectList()),
        select.getFrom() == null ? null : tables.of(select.getFrom()),
        condition(select.getWhere()),
        select.getGroup() == null ? null : of(select.getGroup()),
        condition(select.getHaving()),
        of(select.getWindowList()),
        condition(select.getQualify()),
        select.getOrderList() == null ? null : of(select.getOrderList()),
        null,
        null,
        null);
  }

  private SqlNode ordered(SqlOrderBy order) {
    check(order.offset);
    check(order.fetch);
    SqlNode query = of(order.query);
    return new SqlOrderBy(
        order.getParserPosition(),
        // Calcite cannot order what is ordered.
        query instanceof SqlOrderBy ? FromOutline.selectAll(query) : query,
        of(order.orderList),
        null,
        null);
  }

  private SqlNode window(SqlWindow window) {
    check(window.getLowerBound());
    check(window.getUpperBound());
    return SqlWindow.create(
        copy(window.getDeclName()),
        copy(window.getRefName()),
        of(window.getPartitionList()),
        of(window.getOrderList()),
        SqlLiteral.createBoolean(true, SqlParserPos.ZERO),
        null,
        null,
        null,
        window.getParserPosition());
  }

  /** What is left out of the outline must be allowed all the same. */
  private void check(@Nullable SqlNode node) {
    if (node != null) {
      SqlNode _ = of(node);
    }
  }

  private static @Nullable SqlIdentifier copy(@Nullable SqlIdentifier name) {
    return name == null ? null : (SqlIdentifier) name.clone(name.getParserPosition());
  }
}
