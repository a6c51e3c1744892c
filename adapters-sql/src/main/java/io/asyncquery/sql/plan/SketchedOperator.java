package io.asyncquery.sql.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** An operator of which Calcite knows nothing, and which can be spelled again. */
public final class SketchedOperator extends SqlSpecialOperator {

  /** The name of the one that asks whether a condition, its only operand, is true. */
  public static final String IS_TRUE = "IS TRUE";

  private final Sketch sketch;
  private final SqlTypeName result;

  /**
   * @param name the same for the same piece of SQL, and another for any other
   */
  SketchedOperator(String name, Sketch sketch, SqlTypeName result) {
    super(name, SqlKind.OTHER, 100, true, null, null, OperandTypes.VARIADIC);
    this.sketch = sketch;
    this.result = result;
  }

  /** What it stands for. */
  public Sketch sketch() {
    return sketch;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    SqlValidatorScope operands = scope.getOperandScope(call);
    call.getOperandList().forEach(operand -> validator.deriveType(operands, operand));
    return type(validator.getTypeFactory());
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    sketch.fill(call.getOperandList()).unparse(writer, leftPrec, rightPrec);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    return type(call.getTypeFactory());
  }

  private RelDataType type(RelDataTypeFactory types) {
    return types.createTypeWithNullability(types.createSqlType(result), true);
  }
}
