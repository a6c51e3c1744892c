package io.asyncquery.sql.plan;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Counts what {@code ROLLUP}, {@code CUBE} and {@code GROUPING SETS} stand for: each multiplies the
 * others, and Calcite makes a list of all.
 */
final class GroupingSets extends SqlBasicVisitor<@Nullable Void> {

  static final int MAX = 4_096;

  private static final int MAX_CUBE = 12;

  private long sets;

  private GroupingSets() {}

  /** Leaves by exception where {@code query} groups by more than {@link #MAX} sets. */
  static void check(SqlNode query) {
    var _ = query.accept(new GroupingSets());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getGroup() != null) {
      long here = product(select.getGroup());
      sets += here == 1 ? 0 : here;
      if (sets > MAX) {
        throw Refusals.invalid(
            "The SQL groups by more than [" + MAX + "] sets: split it",
            select.getGroup().getParserPosition());
      }
    }
    return super.visit(call);
  }

  private static long product(List<SqlNode> items) {
    long product = 1;
    for (SqlNode item : items) {
      product = Math.min(product * of(item), MAX + 1L);
    }
    return product;
  }

  private static long of(SqlNode item) {
    if (item instanceof SqlNodeList list) {
      return product(list);
    }
    if (!(item instanceof SqlCall call)) {
      return 1;
    }
    return switch (call.getKind()) {
      case ROLLUP -> call.operandCount() + 1L;
      case CUBE -> call.operandCount() > MAX_CUBE ? MAX + 1L : 1L << call.operandCount();
      case GROUPING_SETS ->
          call.getOperandList().stream()
              .mapToLong(GroupingSets::of)
              .reduce(0, (a, b) -> Math.min(a + b, MAX + 1L));
      case GROUP_BY_DISTINCT -> product(call.getOperandList());
      default -> 1;
    };
  }
}
