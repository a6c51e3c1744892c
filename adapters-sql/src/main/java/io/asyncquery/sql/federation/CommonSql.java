package io.asyncquery.sql.federation;

import io.asyncquery.sql.plan.Sketch;
import io.asyncquery.sql.plan.SketchedAggregate;
import io.asyncquery.sql.plan.SketchedOperator;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What means the same in every database, so that a query gives the same whether a source or the
 * workbench does it. Not among it is what depends on how a source orders text, or on the type that
 * it gives a result.
 */
final class CommonSql {

  private CommonSql() {}

  static boolean covers(RelNode query) {
    return isCommon(query) && query.getInputs().stream().allMatch(CommonSql::covers);
  }

  private static boolean isCommon(RelNode node) {
    return switch (node) {
      case TableScan _ -> true;
      case Project project ->
          project.getProjects().stream()
              .allMatch(item -> item instanceof RexInputRef || item instanceof RexLiteral);
      case Filter filter -> isCondition(filter.getCondition());
      case Join join -> isCondition(join.getCondition());
      case Sort sort -> sort.getCollation().getFieldCollations().isEmpty();
      case Aggregate aggregate ->
          aggregate.getGroupType() == Aggregate.Group.SIMPLE
              && aggregate.getAggCallList().stream().allMatch(CommonSql::isCount);
      default -> false;
    };
  }

  private static boolean isCount(AggregateCall call) {
    return call.getAggregation() instanceof SketchedAggregate aggregate
        && aggregate.sketch().piece() instanceof SqlCall piece
        && piece.getKind() != SqlKind.FILTER
        && piece.getOperator().getName().equalsIgnoreCase("COUNT")
        && piece.operandCount() == 1;
  }

  private static boolean isCondition(RexNode condition) {
    return switch (condition) {
      case RexLiteral _ -> true;
      case RexCall call when call.isA(List.of(SqlKind.AND, SqlKind.OR, SqlKind.NOT)) ->
          call.getOperands().stream().allMatch(CommonSql::isCondition);
      case RexCall call when call.isA(SqlKind.EQUALS) ->
          call.getOperands().stream().allMatch(CommonSql::isValue);
      case RexCall call when call.getOperator() instanceof SketchedOperator operator ->
          isCommon(operator.sketch()) && call.getOperands().stream().allMatch(CommonSql::isValue);
      default -> false;
    };
  }

  private static boolean isValue(RexNode value) {
    return switch (value) {
      case RexInputRef _ -> true;
      case RexLiteral _ -> true;
      case RexCall call when call.getOperator() instanceof SketchedOperator operator ->
          operator.sketch().piece() instanceof SqlLiteral;
      default -> false;
    };
  }

  private static boolean isCommon(Sketch sketch) {
    return sketch.piece() instanceof SqlCall call
        && switch (call.getKind()) {
          case IS_NULL, IS_NOT_NULL, NOT_EQUALS, EQUALS, IN, NOT_IN ->
              call.getOperandList().stream().allMatch(o -> isWritten(o, sketch, true));
          case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL, BETWEEN ->
              sketch.places().size() == 1
                  && call.getOperandList().stream().allMatch(o -> isWritten(o, sketch, false));
          default -> false;
        };
  }

  /** Whether an operand is a column or a value; a text only where {@code text} says so. */
  private static boolean isWritten(SqlNode operand, Sketch sketch, boolean text) {
    return switch (operand) {
      case SqlNodeList list -> list.stream().allMatch(item -> isWritten(item, sketch, text));
      case SqlLiteral literal -> text || !SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
      default -> sketch.places().contains(operand);
    };
  }
}
