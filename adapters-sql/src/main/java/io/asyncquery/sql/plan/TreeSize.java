package io.asyncquery.sql.plan;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a tree holds. Some translations need an operand more than once: nested in each other
 * they would outgrow every memory.
 */
final class TreeSize extends SqlBasicVisitor<@Nullable Void> {

  private static final long ALWAYS = 10_000;
  private static final long GROWTH = 8;

  private final long most;
  private long nodes;

  private TreeSize(long most) {
    this.most = most;
  }

  /** Leaves by exception where {@code translated} is many times as large as {@code query}. */
  static void check(SqlNode query, SqlNode translated) {
    TreeSize before = new TreeSize(Long.MAX_VALUE);
    query.accept(before);
    translated.accept(new TreeSize(ALWAYS + GROWTH * before.nodes));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    count(call);
    return super.visit(call);
  }

  @Override
  public @Nullable Void visit(SqlNodeList list) {
    count(list);
    return super.visit(list);
  }

  private void count(SqlNode node) {
    nodes++;
    if (nodes > most) {
      throw Refusals.invalid(
          "The functions are nested too deeply for the source", node.getParserPosition());
    }
  }
}
