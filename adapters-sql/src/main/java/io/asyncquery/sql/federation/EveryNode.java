package io.asyncquery.sql.federation;

import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Changes algebra node by node, from the tables up, in the queries within expressions too. */
final class EveryNode extends RelHomogeneousShuttle {

  private final UnaryOperator<RelNode> change;

  private EveryNode(UnaryOperator<RelNode> change) {
    this.change = change;
  }

  static RelNode of(RelNode query, UnaryOperator<RelNode> change) {
    return query.accept(new EveryNode(change));
  }

  @Override
  public RelNode visit(RelNode node) {
    return change.apply(super.visit(node).accept(new WithinExpressions()));
  }

  private final class WithinExpressions extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      return visited.clone(visited.rel.accept(EveryNode.this));
    }
  }
}
