package io.asyncquery.sql.plan;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** An operator of which nothing is known but its name and what it returns: takes anything. */
final class Opaque extends SqlSpecialOperator {

  private final SqlTypeName result;

  private Opaque(String name, SqlTypeName result) {
    super(name, SqlKind.OTHER, 100, true, null, null, OperandTypes.VARIADIC);
    this.result = result;
  }

  /** A call of the operator {@code name} that may return anything. */
  static SqlNode value(String name, SqlParserPos at, List<SqlNode> operands) {
    return new Opaque(name, SqlTypeName.ANY).createCall(at, operands);
  }

  /** A call of the operator {@code name} that returns true, false or unknown. */
  static SqlNode predicate(String name, SqlParserPos at, List<SqlNode> operands) {
    return new Opaque(name, SqlTypeName.BOOLEAN).createCall(at, operands);
  }

  /** A value that is written out, or what else is no expression. */
  static SqlNode constant(SqlNode node) {
    return value(node.toString(), node.getParserPosition(), List.of());
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    SqlValidatorScope operands = scope.getOperandScope(call);
    call.getOperandList().forEach(operand -> validator.deriveType(operands, operand));
    return nullable(validator, result);
  }

  static RelDataType nullable(SqlValidator validator, SqlTypeName type) {
    return validator
        .getTypeFactory()
        .createTypeWithNullability(validator.getTypeFactory().createSqlType(type), true);
  }
}
