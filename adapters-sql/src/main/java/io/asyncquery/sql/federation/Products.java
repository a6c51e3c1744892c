package io.asyncquery.sql.federation;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;

/**
 * Joins without a condition. What joins their tables is often one of another source: they would
 * give each row of the one with each of the other, where the rows themselves are enough.
 */
final class Products {

  private Products() {}

  /** Whether the rows of {@code query} are those of a product, neither grouped nor limited. */
  static boolean in(RelNode query) {
    return switch (query) {
      case Join join -> isProduct(join) || in(join.getLeft()) || in(join.getRight());
      case Sort sort -> sort.fetch == null && in(sort.getInput());
      case Filter _, Project _, Window _ -> in(query.getInput(0));
      default -> false;
    };
  }

  private static boolean isProduct(Join join) {
    return join.getJoinType() == JoinRelType.INNER
        && join.getCondition().isAlwaysTrue()
        && !isOneRow(join.getLeft())
        && !isOneRow(join.getRight());
  }

  private static boolean isOneRow(RelNode query) {
    return query instanceof Project
        ? isOneRow(query.getInput(0))
        : query instanceof Aggregate aggregate && aggregate.getGroupCount() == 0;
  }
}
