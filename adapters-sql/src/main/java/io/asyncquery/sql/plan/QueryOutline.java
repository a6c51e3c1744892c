package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
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

  private final FunctionRules functions;
  private final Deque<String> lambdaParameters = new ArrayDeque<>();

  /** Calcite tells names of WITH items apart by case: each has one spelling here. */
  private final Map<String, SqlIdentifier> withItems = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  QueryOutline(FunctionRules functions) {
    this.functions = functions;
  }

  /** The outline of {@code query}, whose nodes stand where those of the query do. */
  SqlNode of(SqlNode query) {
    return requireNonNull(query.accept(this));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    return switch (call) {
      case SqlSelect select -> select(select);
      case SqlOrderBy order -> ordered(order);
      case SqlWithItem item -> withItem(item);
      case SqlWindow window -> window(window);
      case SqlLambda lambda -> lambda(lambda);
      case SqlStarExclude star ->
          new SqlStarExclude(
              star.getParserPosition(), star.getStarIdentifier(), list(star.getExcludeList()));
      case SqlCall any when ClauseKinds.isModifier(any) -> modified(any);
      case SqlCall any when ClauseKinds.isClause(any) -> requireNonNull(super.visit(any));
      default -> expression(call);
    };
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    return lambdaParameters.contains(id.names.getFirst())
        ? constant(id)
        : id.clone(id.getParserPosition());
  }

  /** Whole numbers stay, they may count columns; so do flags that belong to a clause. */
  @Override
  public SqlNode visit(SqlLiteral literal) {
    return switch (literal.getTypeName()) {
      case BOOLEAN, SYMBOL -> literal;
      default ->
          literal instanceof SqlNumericLiteral number && number.isInteger()
              ? literal
              : constant(literal);
    };
  }

  @Override
  public SqlNode visit(SqlDynamicParam parameter) {
    throw Refusals.invalid("Parameters [?] are not supported", parameter.getParserPosition());
  }

  private SqlNode expression(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    String name = FunctionRules.name(call);
    if (call.getOperator() instanceof SqlFunction) {
      return switch (functions.check(name, FunctionRules.position(call))) {
        case SCALAR -> Opaque.value(name, at, operands(call));
        case AGGREGATE ->
            OpaqueAggregate.call(name, call.getFunctionQuantifier(), at, operands(call));
        case GROUPING -> new SqlBasicCall(SqlStdOperatorTable.GROUPING, operands(call), at);
      };
    }
    functions.checkOperator(call);
    return ClauseKinds.isPredicate(call)
        ? Opaque.predicate(name, at, operands(call))
        : Opaque.value(name, at, operands(call));
  }

  /** An aggregate whose modifiers are operands like its others. */
  private SqlNode modified(SqlCall modifier) {
    SqlCall aggregate = (SqlCall) of(modifier.operand(0));
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    modifier.getOperandList().stream().skip(1).forEach(operand -> addOperand(operand, operands));
    return aggregate
        .getOperator()
        .createCall(
            aggregate.getFunctionQuantifier(),
            aggregate.getParserPosition(),
            operands.toArray(SqlNode[]::new));
  }

  private SqlNode ordered(SqlOrderBy order) {
    check(order.offset);
    check(order.fetch);
    SqlNode query = of(order.query);
    return new SqlOrderBy(
        order.getParserPosition(),
        query instanceof SqlOrderBy ? allOf(query) : query,
        list(order.orderList),
        null,
        null);
  }

  /** {@code SELECT * FROM query}: Calcite cannot order what is ordered. */
  private static SqlNode allOf(SqlNode query) {
    SqlNodeList star = SqlNodeList.of(SqlIdentifier.star(query.getParserPosition()));
    return new SqlSelect(
        query.getParserPosition(),
        null,
        star,
        query,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private SqlNode select(SqlSelect select) {
    check(select.getOffset());
    check(select.getFetch());
    return new SqlSelect(
        select.getParserPosition(),
        (SqlNodeList) select.getOperandList().getFirst(),
        list(select.getSelectList()),
        select.getFrom() == null ? null : from(select.getFrom()),
        condition(select.getWhere()),
        select.getGroup() == null ? null : list(select.getGroup()),
        condition(select.getHaving()),
        list(select.getWindowList()),
        condition(select.getQualify()),
        select.getOrderList() == null ? null : list(select.getOrderList()),
        null,
        null,
        null);
  }

  /** Whether a condition is one, the source says: anything can be asked whether it is true. */
  private @Nullable SqlNode condition(@Nullable SqlNode condition) {
    return condition == null
        ? null
        : Opaque.predicate("IS TRUE", condition.getParserPosition(), List.of(of(condition)));
  }

  /** What stands in a FROM clause, where calls are tables. */
  private SqlNode from(SqlNode node) {
    if (node instanceof SqlIdentifier name && name.isSimple()) {
      return spelled(name);
    }
    if (!(node instanceof SqlCall call)) {
      return of(node);
    }
    @Nullable SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    switch (call.getKind()) {
      case JOIN -> {
        operands[0] = from(requireNonNull(operands[0]));
        operands[3] = from(requireNonNull(operands[3]));
        operands[5] =
            operands[5] instanceof SqlNodeList using ? list(using) : condition(operands[5]);
      }
      case AS, LATERAL, TABLESAMPLE -> operands[0] = from(requireNonNull(operands[0]));
      case COLLECTION_TABLE -> {
        SqlCall function = call.operand(0);
        return tableFunction(FunctionRules.name(function), function);
      }
      case UNNEST -> {
        return tableFunction("unnest", call);
      }
      default -> {
        return table(call);
      }
    }
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  private SqlNode withItem(SqlWithItem item) {
    withItems.putIfAbsent(item.name.getSimple(), item.name);
    return new SqlWithItem(
        item.getParserPosition(),
        spelled(item.name),
        item.columnList == null ? null : list(item.columnList),
        of(item.query),
        item.recursive);
  }

  private SqlIdentifier spelled(SqlIdentifier name) {
    SqlIdentifier one = withItems.getOrDefault(name.getSimple(), name);
    return (SqlIdentifier) one.clone(name.getParserPosition());
  }

  private SqlNode table(SqlCall call) {
    if (!call.isA(SqlKind.QUERY) && call.getKind() != SqlKind.TABLE_REF) {
      throw Refusals.invalid(
          "[" + call.getOperator().getName() + "] is not supported", call.getParserPosition());
    }
    return of(call);
  }

  private SqlNode tableFunction(String name, SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    functions.checkTable(name, at);
    SqlNode column =
        SqlStdOperatorTable.AS.createCall(
            at, Opaque.value(name, at, operands(call)), new SqlIdentifier(name, at));
    return SqlStdOperatorTable.LATERAL.createCall(
        at,
        new SqlSelect(
            at,
            null,
            SqlNodeList.of(column),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private SqlNode window(SqlWindow window) {
    check(window.getLowerBound());
    check(window.getUpperBound());
    return SqlWindow.create(
        name(window.getDeclName()),
        name(window.getRefName()),
        list(window.getPartitionList()),
        list(window.getOrderList()),
        SqlLiteral.createBoolean(true, SqlParserPos.ZERO),
        null,
        null,
        null,
        window.getParserPosition());
  }

  /** Its body, with its parameters out of the way. */
  private SqlNode lambda(SqlLambda lambda) {
    int before = lambdaParameters.size();
    lambda.getParameters().forEach(parameter -> lambdaParameters.push(parameter.toString()));
    SqlNode body = of(lambda.getExpression());
    while (lambdaParameters.size() > before) {
      lambdaParameters.pop();
    }
    return Opaque.value("->", lambda.getParserPosition(), List.of(body));
  }

  /** What is left out of the outline must be allowed all the same. */
  private void check(@Nullable SqlNode node) {
    if (node != null) {
      var _ = of(node);
    }
  }

  private static @Nullable SqlIdentifier name(@Nullable SqlIdentifier name) {
    return name == null ? null : (SqlIdentifier) name.clone(name.getParserPosition());
  }

  private SqlNodeList list(SqlNodeList nodes) {
    return (SqlNodeList) of(nodes);
  }

  /** The operands in one list; a star is none, nor is the name of a field. */
  private List<SqlNode> operands(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>();
    expressions(call).forEach(operand -> addOperand(operand, operands));
    return operands;
  }

  private static List<SqlNode> expressions(SqlCall call) {
    if (OperatorChain.is(call)) {
      return OperatorChain.operands(call);
    }
    return call.getKind() == SqlKind.DOT ? List.of(call.operand(0)) : call.getOperandList();
  }

  private void addOperand(@Nullable SqlNode operand, List<SqlNode> operands) {
    switch (operand) {
      case null -> {}
      case SqlNodeList list -> list.forEach(item -> addOperand(item, operands));
      case SqlIdentifier id when id.isStar() -> {}
      case SqlDataTypeSpec type -> operands.add(constant(type));
      case SqlIntervalQualifier unit -> operands.add(constant(unit));
      case SqlLiteral flag when flag.getTypeName() == SqlTypeName.SYMBOL ->
          operands.add(constant(flag));
      case SqlCall call when ClauseKinds.isOrdering(call) -> addOperand(call.operand(0), operands);
      default -> operands.add(of(operand));
    }
  }

  private static SqlNode constant(SqlNode node) {
    return Opaque.value(node.toString(), node.getParserPosition(), List.of());
  }
}
