package io.asyncquery.sql.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
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

/** The expressions of a {@link QueryOutline}. */
final class ExpressionOutline {

  private final QueryOutline outline;
  private final FunctionRules functions;
  private final Deque<String> lambdaParameters = new ArrayDeque<>();

  ExpressionOutline(QueryOutline outline, FunctionRules functions) {
    this.outline = outline;
    this.functions = functions;
  }

  SqlNode of(SqlCall call) {
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
  SqlNode modified(SqlCall modifier) {
    SqlCall aggregate = (SqlCall) outline.of(modifier.getOperandList().getFirst());
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    modifier.getOperandList().stream().skip(1).forEach(operand -> addOperand(operand, operands));
    return aggregate
        .getOperator()
        .createCall(
            aggregate.getFunctionQuantifier(),
            aggregate.getParserPosition(),
            operands.toArray(SqlNode[]::new));
  }

  /** Its body, with its parameters out of the way. */
  SqlNode lambda(SqlLambda lambda) {
    int before = lambdaParameters.size();
    lambda.getParameters().forEach(parameter -> lambdaParameters.push(parameter.toString()));
    SqlNode body = outline.of(lambda.getExpression());
    while (lambdaParameters.size() > before) {
      lambdaParameters.pop();
    }
    return Opaque.value("->", lambda.getParserPosition(), List.of(body));
  }

  boolean isLambdaParameter(SqlIdentifier id) {
    return lambdaParameters.contains(id.names.getFirst());
  }

  /**
   * The operands in one list; a star is none, nor is the name of a field or of an operand, but a
   * call is.
   */
  List<SqlNode> operands(SqlCall call) {
    List<SqlNode> operands = new ArrayList<>();
    expressions(call).forEach(operand -> addOperand(operand, operands));
    return operands;
  }

  private static List<SqlNode> expressions(SqlCall call) {
    if (OperatorChain.is(call)) {
      return OperatorChain.operands(call);
    }
    boolean isField =
        call.getKind() == SqlKind.DOT && call.getOperandList().get(1) instanceof SqlIdentifier;
    boolean isNamed = call.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
    return isField || isNamed ? List.of(call.operand(0)) : call.getOperandList();
  }

  private void addOperand(@Nullable SqlNode operand, List<SqlNode> operands) {
    switch (operand) {
      case null -> {}
      case SqlNodeList list -> list.forEach(item -> addOperand(item, operands));
      case SqlIdentifier id when id.isStar() -> {}
      case SqlDataTypeSpec type -> {
        functions.checkType(type);
        operands.add(Opaque.constant(type));
      }
      case SqlIntervalQualifier unit -> operands.add(Opaque.constant(unit));
      case SqlLiteral flag when flag.getTypeName() == SqlTypeName.SYMBOL ->
          operands.add(Opaque.constant(flag));
      case SqlCall call when ClauseKinds.isOrdering(call) -> addOperand(call.operand(0), operands);
      default -> operands.add(outline.of(operand));
    }
  }
}
