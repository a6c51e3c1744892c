package io.asyncquery.sql.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/** An aggregate of which Calcite knows nothing, and which can be spelled again. */
public final class SketchedAggregate extends SqlAggFunction {

  private final Sketch sketch;

  /**
   * @param name the same for the same piece of SQL, and another for any other
   */
  SketchedAggregate(String name, Sketch sketch) {
    super(
        name,
        null,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(SqlTypeName.ANY),
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.OPTIONAL);
    this.sketch = sketch;
  }

  /** What it stands for, its modifiers included. */
  public Sketch sketch() {
    return sketch;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public boolean allowsNullTreatment() {
    return true;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    SqlValidatorScope operands = scope.getOperandScope(call);
    call.getOperandList().forEach(operand -> validator.deriveType(operands, operand));
    return Opaque.nullable(validator, SqlTypeName.ANY);
  }
}
