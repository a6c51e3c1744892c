package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A query with its expressions hidden from Calcite, which then moves them about without knowing
 * their types. Unlike of a {@link QueryOutline}, nothing of it is left out.
 */
final class QuerySketch extends SqlShuttle {

  private final ExpressionSketch expressions;

  /** Calcite tells names of WITH items apart by case: each has one spelling here. */
  private final Map<String, SqlIdentifier> withItems = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param dialect in which expressions are told apart
   */
  QuerySketch(FunctionRules functions, SqlDialect dialect) {
    this.expressions = new ExpressionSketch(this, functions, dialect);
  }

  /**
   * @throws NotSketchedException where it cannot be done
   */
  SqlNode of(SqlNode query) {
    return requireNonNull(query.accept(this));
  }

  private SqlNodeList of(SqlNodeList nodes) {
    return (SqlNodeList) of((SqlNode) nodes);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    return switch (call) {
      case SqlSelect select -> select(select);
      case SqlOrderBy order -> ordered(order);
      case SqlWithItem item -> withItem(item);
      case SqlWindow window -> window(window);
      case SqlLambda lambda -> expressions.lambda(lambda);
      case SqlPivot _ -> throw new NotSketchedException("PIVOT");
      case SqlStarExclude _ -> throw new NotSketchedException("EXCLUDE");
      case SqlCall any when ClauseKinds.isModifier(any) -> expressions.modified(any);
      case SqlCall any when ClauseKinds.isClause(any) -> requireNonNull(super.visit(any));
      default -> expressions.of(call);
    };
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    return expressions.isConstant(id) ? expressions.constant(id) : id.clone(id.getParserPosition());
  }

  /** Whole numbers stay, they may count columns; so do flags that belong to a clause. */
  @Override
  public SqlNode visit(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case BOOLEAN, SYMBOL -> literal;
      default ->
          literal instanceof SqlNumericLiteral number && number.isInteger()
              ? literal
              : expressions.constant(literal);
    };
  }

  private SqlNode select(SqlSelect select) {
    SqlNodeList windows = select.getWindowList();
    return new SqlSelect(
        select.getParserPosition(),
        (SqlNodeList) select.getOperandList().getFirst(),
        of(select.getSelectList()),
        select.getFrom() == null ? null : from(select.getFrom()),
        condition(select.getWhere()),
        select.getGroup() == null ? null : of(select.getGroup()),
        condition(select.getHaving()),
        of(windows),
        condition(select.getQualify()),
        select.getOrderList() == null ? null : of(select.getOrderList()),
        count(select.getOffset()),
        count(select.getFetch()),
        null);
  }

  private @Nullable SqlNode condition(@Nullable SqlNode condition) {
    return condition == null ? null : expressions.condition(condition);
  }

  private SqlNode ordered(SqlOrderBy order) {
    SqlNode query = of(order.query);
    return new SqlOrderBy(
        order.getParserPosition(),
        // Calcite cannot order what is ordered.
        query instanceof SqlOrderBy ? FromOutline.selectAll(query) : query,
        of(order.orderList),
        count(order.offset),
        count(order.fetch));
  }

  private static @Nullable SqlNode count(@Nullable SqlNode rows) {
    if (rows == null || rows instanceof SqlNumericLiteral number && number.isInteger()) {
      return rows;
    }
    throw new NotSketchedException("a computed number of rows");
  }

  private SqlNode window(SqlWindow window) {
    return SqlWindow.create(
        copy(window.getDeclName()),
        copy(window.getRefName()),
        of(window.getPartitionList()),
        of(window.getOrderList()),
        (SqlLiteral) window.getOperandList().get(4),
        bound(window.getLowerBound()),
        bound(window.getUpperBound()),
        null,
        window.getParserPosition());
  }

  private static @Nullable SqlNode bound(@Nullable SqlNode bound) {
    if (bound == null
        || SqlWindow.isCurrentRow(bound)
        || SqlWindow.isUnboundedPreceding(bound)
        || SqlWindow.isUnboundedFollowing(bound)) {
      return bound;
    }
    if (bound instanceof SqlCall call && call.operand(0) instanceof SqlNumericLiteral) {
      return bound;
    }
    throw new NotSketchedException("a computed bound of a window");
  }

  private static @Nullable SqlIdentifier copy(@Nullable SqlIdentifier name) {
    return name == null ? null : (SqlIdentifier) name.clone(name.getParserPosition());
  }

  private SqlNode withItem(SqlWithItem item) {
    if (item.recursive.booleanValue()) {
      throw new NotSketchedException("WITH RECURSIVE");
    }
    withItems.putIfAbsent(item.name.getSimple(), item.name);
    return new SqlWithItem(
        item.getParserPosition(),
        spelled(item.name),
        item.columnList == null ? null : of(item.columnList),
        of(item.query),
        item.recursive);
  }

  private SqlIdentifier spelled(SqlIdentifier name) {
    SqlIdentifier one = withItems.getOrDefault(name.getSimple(), name);
    return (SqlIdentifier) one.clone(name.getParserPosition());
  }

  /** To Calcite a comma binds as a join does, so that it would be within what this fills up. */
  private static void requireNoComma(SqlJoin join) {
    boolean fillsUp = join.getJoinType() == JoinType.RIGHT || join.getJoinType() == JoinType.FULL;
    SqlNode left = join.getLeft();
    while (fillsUp && left instanceof SqlJoin inner) {
      if (inner.getJoinType() == JoinType.COMMA) {
        throw new NotSketchedException("a comma before " + join.getJoinType());
      }
      left = inner.getLeft();
    }
  }

  private SqlNode from(SqlNode from) {
    return switch (from) {
      case SqlIdentifier name when name.isSimple() -> spelled(name);
      case SqlCall call -> from(call);
      default -> of(from);
    };
  }

  private SqlNode from(SqlCall call) {
    @Nullable SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    switch (call.getKind()) {
      case JOIN -> {
        requireNoComma((SqlJoin) call);
        operands[0] = from(requireNonNull(operands[0]));
        operands[3] = from(requireNonNull(operands[3]));
        operands[5] = operands[5] instanceof SqlNodeList using ? of(using) : condition(operands[5]);
      }
      case AS -> operands[0] = from(requireNonNull(operands[0]));
      default -> {
        if (!call.isA(SqlKind.QUERY)) {
          throw new NotSketchedException(call.getKind().name());
        }
        return of((SqlNode) call);
      }
    }
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  List<SqlNode> all(List<SqlNode> nodes) {
    return nodes.stream().map(this::of).toList();
  }
}
