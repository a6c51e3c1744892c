package io.asyncquery.sql.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The expressions of a {@link QuerySketch}. */
final class ExpressionSketch {

  private final QuerySketch query;
  private final FunctionRules functions;
  private final SqlDialect dialect;
  private final Deque<String> lambdaParameters = new ArrayDeque<>();
  private final Map<String, String> names = new HashMap<>();

  ExpressionSketch(QuerySketch query, FunctionRules functions, SqlDialect dialect) {
    this.query = query;
    this.functions = functions;
    this.dialect = dialect;
  }

  SqlNode of(SqlCall call) {
    if (call.getOperator() instanceof SqlFunction) {
      return switch (functions.check(FunctionRules.name(call), FunctionRules.position(call))) {
        case SCALAR -> value(call);
        case AGGREGATE -> aggregate(call, aggregated(call));
        case GROUPING ->
            new SqlBasicCall(
                SqlStdOperatorTable.GROUPING,
                query.all(call.getOperandList()),
                call.getParserPosition());
      };
    }
    return value(call);
  }

  private SqlNode value(SqlCall call) {
    List<SqlNode> places = places(operands(call));
    SqlTypeName type = ClauseKinds.isPredicate(call) ? SqlTypeName.BOOLEAN : SqlTypeName.ANY;
    Sketch sketch = new Sketch(call, places);
    return new SketchedOperator(name(sketch), sketch, type)
        .createCall(call.getParserPosition(), query.all(places));
  }

  /** Whether a condition is one, the source says: anything can be asked whether it is true. */
  SqlNode condition(SqlNode condition) {
    Sketch sketch = new Sketch(condition, List.of(condition));
    return new SketchedOperator(SketchedOperator.IS_TRUE, sketch, SqlTypeName.BOOLEAN)
        .createCall(condition.getParserPosition(), query.of(condition));
  }

  /** An aggregate with all of its modifiers. */
  SqlNode modified(SqlCall modifier) {
    List<SqlNode> places = new ArrayList<>();
    SqlNode aggregate = modifier;
    while (aggregate instanceof SqlCall call && ClauseKinds.isModifier(call)) {
      call.getOperandList().stream().skip(1).forEach(operand -> addPlace(operand, places));
      aggregate = call.operand(0);
    }
    SqlCall call = (SqlCall) aggregate;
    places.addAll(aggregated(call));
    return aggregate(modifier, places);
  }

  /** The operands of an aggregate: {@code COUNT(*)} has none. */
  private List<SqlNode> aggregated(SqlCall aggregate) {
    boolean countsRows =
        FunctionRules.name(aggregate).equalsIgnoreCase("COUNT")
            && aggregate.operandCount() == 1
            && aggregate.operand(0) instanceof SqlIdentifier id
            && id.isStar()
            && id.names.size() == 1;
    return countsRows ? List.of() : places(aggregate.getOperandList());
  }

  private SqlNode aggregate(SqlCall whole, List<SqlNode> places) {
    Sketch sketch = new Sketch(whole, places);
    return new SketchedAggregate(name(sketch), sketch)
        .createCall(null, whole.getParserPosition(), query.all(places).toArray(SqlNode[]::new));
  }

  SqlNode lambda(SqlLambda lambda) {
    int before = lambdaParameters.size();
    lambda.getParameters().forEach(parameter -> lambdaParameters.push(parameter.toString()));
    List<SqlNode> places = places(List.of(lambda.getExpression()));
    Sketch sketch = new Sketch(lambda, places);
    SqlNode call =
        new SketchedOperator(name(sketch), sketch, SqlTypeName.ANY)
            .createCall(lambda.getParserPosition(), query.all(places));
    while (lambdaParameters.size() > before) {
      lambdaParameters.pop();
    }
    return call;
  }

  /** What is the same for every row. */
  SqlNode constant(SqlNode node) {
    Sketch sketch = new Sketch(node, List.of());
    return new SketchedOperator(name(sketch), sketch, SqlTypeName.ANY)
        .createCall(node.getParserPosition());
  }

  boolean isConstant(SqlIdentifier id) {
    return lambdaParameters.contains(id.names.getFirst());
  }

  private static List<SqlNode> operands(SqlCall call) {
    if (OperatorChain.is(call)) {
      return OperatorChain.operands(call);
    }
    boolean isField =
        call.getKind() == SqlKind.DOT && call.getOperandList().get(1) instanceof SqlIdentifier;
    return isField ? List.of(call.operand(0)) : call.getOperandList();
  }

  private List<SqlNode> places(List<? extends @Nullable SqlNode> operands) {
    List<SqlNode> places = new ArrayList<>();
    operands.forEach(operand -> addPlace(operand, places));
    return places;
  }

  /** What is written out stays where it is. */
  private void addPlace(@Nullable SqlNode operand, List<SqlNode> places) {
    switch (operand) {
      case null -> {}
      case SqlNodeList list -> list.forEach(item -> addPlace(item, places));
      case SqlIdentifier id when isConstant(id) -> {}
      case SqlIdentifier id when id.isStar() ->
          throw new NotSketchedException("all columns in an expression");
      case SqlDataTypeSpec _ -> {}
      case SqlIntervalQualifier _ -> {}
      case SqlLiteral _ -> {}
      case SqlCall call when ClauseKinds.isOrdering(call) -> addPlace(call.operand(0), places);
      default -> places.add(operand);
    }
  }

  /** Calcite takes calls for equal by the names of their operators, in any case. */
  private String name(Sketch sketch) {
    List<SqlNode> blanks = new ArrayList<>();
    for (int i = 0; i < sketch.places().size(); i++) {
      blanks.add(new SqlIdentifier("?" + i, SqlParserPos.ZERO));
    }
    String text = sketch.fill(blanks).toSqlString(c -> c.withDialect(dialect)).getSql();
    return names.computeIfAbsent(text, _ -> text + " #" + names.size());
  }
}
