package io.asyncquery.sql.federation;

import io.asyncquery.sql.plan.OperatorChain;
import io.asyncquery.sql.plan.SketchedOperator;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Shows Calcite what in conditions it can divide: AND, OR, NOT and comparisons for equality. */
final class Conditions extends RexShuttle {

  private final RexBuilder rex;

  private Conditions(RexBuilder rex) {
    this.rex = rex;
  }

  static RelNode in(RelNode query) {
    return query.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(new Conditions(node.getCluster().getRexBuilder()));
          }
        });
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery subQuery) {
    RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
    return visited.clone(in(visited.rel));
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    if (!(visited instanceof RexCall known)
        || !(known.getOperator() instanceof SketchedOperator operator)) {
      return visited;
    }
    List<RexNode> operands = known.getOperands();
    if (operator.getName().equals(SketchedOperator.IS_TRUE)) {
      RexNode condition = operands.getFirst();
      return condition.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
          ? condition
          : rex.makeCall(SqlStdOperatorTable.IS_TRUE, condition);
    }
    return operator.sketch().piece() instanceof SqlCall piece
        ? shown(piece, operands, visited)
        : visited;
  }

  private RexNode shown(SqlCall piece, List<RexNode> operands, RexNode hidden) {
    boolean all = operands.size() == operandCount(piece);
    boolean conditions =
        operands.stream().allMatch(o -> o.getType().getSqlTypeName() == SqlTypeName.BOOLEAN);
    return switch (piece.getKind()) {
      case AND -> all && conditions ? RexUtil.composeConjunction(rex, operands) : hidden;
      case OR -> all && conditions ? RexUtil.composeDisjunction(rex, operands) : hidden;
      case NOT -> all && conditions ? rex.makeCall(SqlStdOperatorTable.NOT, operands) : hidden;
      case EQUALS -> all ? rex.makeCall(SqlStdOperatorTable.EQUALS, operands) : hidden;
      default -> hidden;
    };
  }

  private static int operandCount(SqlCall piece) {
    return OperatorChain.is(piece) ? OperatorChain.operands(piece).size() : piece.operandCount();
  }

  /** Whether {@code condition} asks a query. */
  static boolean hasSubQuery(RexNode condition) {
    return RexUtil.SubQueryFinder.find(condition) != null;
  }
}
