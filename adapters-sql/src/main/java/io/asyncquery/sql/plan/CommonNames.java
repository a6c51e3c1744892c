package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a merged column means in the place of its name, wherever a SELECT has it; not in the
 * queries within, which may have columns of that name.
 */
final class CommonNames extends SqlShuttle {

  private final CommonColumns columns;

  private CommonNames(CommonColumns columns) {
    this.columns = columns;
  }

  /** Changes {@code select}, of which nothing but FROM is validated. */
  static void spellOut(SqlSelect select, CommonColumns columns) {
    CommonNames names = new CommonNames(columns);
    names.order(select);
    select.setWhere(names.of(select.getWhere()));
    select.setHaving(names.of(select.getHaving()));
    select.setQualify(names.of(select.getQualify()));
    names.in(select.getGroup());
    names.in(select.getWindowList());
    select.getSelectList().replaceAll(names::item);
  }

  /** The condition of a join, with the same in it. */
  static SqlNode spelledOut(SqlNode condition, CommonColumns columns) {
    return requireNonNull(condition.accept(new CommonNames(columns)));
  }

  /** What the result calls so, an order means by it. */
  private void order(SqlSelect select) {
    SqlNodeList items = select.getSelectList();
    if (select.getOrderList() == null || items.stream().anyMatch(CommonNames::isStar)) {
      return;
    }
    List<String> aliases =
        items.stream().map(item -> String.valueOf(SqlValidatorUtil.alias(item))).toList();
    SqlShuttle others =
        new SqlShuttle() {
          @Override
          public @Nullable SqlNode visit(SqlCall call) {
            return ClauseKinds.isOrdering(call) ? super.visit(call) : CommonNames.this.visit(call);
          }

          @Override
          public @Nullable SqlNode visit(SqlIdentifier id) {
            return aliases.stream().anyMatch(id.toString()::equalsIgnoreCase)
                ? id
                : CommonNames.this.visit(id);
          }
        };
    select.getOrderList().replaceAll(item -> item.accept(others));
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier id && id.isStar() || item instanceof SqlStarExclude;
  }

  private @Nullable SqlNode of(@Nullable SqlNode node) {
    return node == null ? null : node.accept(this);
  }

  private void in(@Nullable SqlNodeList nodes) {
    if (nodes != null) {
      nodes.replaceAll(this::of);
    }
  }

  /** It keeps the name that was sent. */
  private SqlNode item(SqlNode item) {
    SqlNode meant = requireNonNull(of(item));
    return item instanceof SqlIdentifier id && id.isSimple() && !item.equals(meant)
        ? SqlStdOperatorTable.AS.createCall(
            id.getParserPosition(), meant, id.clone(id.getParserPosition()))
        : meant;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier id) {
    return columns.meaning(id).orElse(id);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY) || call instanceof SqlLambda || call instanceof SqlStarExclude) {
      return call;
    }
    if (call instanceof SqlWindow window) {
      in(window.getPartitionList());
      in(window.getOrderList());
      return window;
    }
    return isFollowedByName(call)
        ? call.getOperator()
            .createCall(
                call.getFunctionQuantifier(),
                call.getParserPosition(),
                of(call.operand(0)),
                call.operand(1))
        : super.visit(call);
  }

  /** {@code x AS name} and {@code f(x) OVER name}. */
  private static boolean isFollowedByName(SqlCall call) {
    return (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.OVER)
        && call.operandCount() == 2
        && call.operand(1) instanceof SqlIdentifier;
  }
}
