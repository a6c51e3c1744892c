package io.asyncquery.sql.trino;

import static java.util.Objects.requireNonNull;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code USING}, which in Trino belong to none of the tables that are joined: {@code
 * a.id} is {@code id} where that is the same, and refused where it is not.
 */
final class MergedColumns extends SqlShuttle {

  /** By table and column: whether the merged column is that of the table. */
  private final Map<String, Map<String, Boolean>> merged =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private MergedColumns() {}

  /** The same query without the names of tables where Trino knows none. */
  static SqlSelect without(SqlSelect select) {
    MergedColumns columns = new MergedColumns();
    SqlNode from = columns.from(select.getFrom(), new ArrayList<>());
    if (columns.merged.isEmpty()) {
      return select;
    }
    @Nullable SqlNode[] operands = select.getOperandList().toArray(SqlNode[]::new);
    for (int i = 0; i < operands.length; i++) {
      operands[i] =
          i == SqlSelect.FROM_OPERAND || operands[i] == null
              ? operands[i]
              : operands[i].accept(columns);
    }
    operands[SqlSelect.FROM_OPERAND] = from;
    return (SqlSelect) select.getOperator().createCall(null, select.getParserPosition(), operands);
  }

  /** The same order; the query in it is left as it is. */
  static SqlOrderBy without(SqlOrderBy order) {
    MergedColumns columns = new MergedColumns();
    if (order.query instanceof SqlSelect select) {
      SqlNode _ = columns.from(select.getFrom(), new ArrayList<>());
    }
    return columns.merged.isEmpty()
        ? order
        : new SqlOrderBy(
            order.getParserPosition(),
            order.query,
            (SqlNodeList) requireNonNull(order.orderList.accept(columns)),
            order.offset,
            order.fetch);
  }

  /** Learns from the joins within, and rewrites their conditions. */
  private @Nullable SqlNode from(@Nullable SqlNode from, List<String> tables) {
    switch (from) {
      case SqlJoin join -> {
        return joined(join, tables);
      }
      case SqlIdentifier table -> tables.add(table.names.getLast());
      case SqlCall call when call.getKind() == SqlKind.AS ->
          tables.add(((SqlIdentifier) call.operand(1)).getSimple());
      case null, default -> {}
    }
    return from;
  }

  private SqlNode joined(SqlJoin join, List<String> tables) {
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    @Nullable SqlNode[] operands = join.getOperandList().toArray(SqlNode[]::new);
    operands[0] = from(join.getLeft(), left);
    operands[3] = from(join.getRight(), right);
    if (join.getCondition() instanceof SqlNodeList columns) {
      JoinType type = join.getJoinType();
      for (SqlNode column : columns) {
        merge(left, column, type == JoinType.INNER || type == JoinType.LEFT);
        merge(right, column, type == JoinType.INNER || type == JoinType.RIGHT);
      }
    } else if (join.getCondition() != null) {
      operands[5] = join.getCondition().accept(this);
    }
    tables.addAll(left);
    tables.addAll(right);
    return join.getOperator().createCall(null, join.getParserPosition(), operands);
  }

  private void merge(List<String> tables, SqlNode column, boolean same) {
    for (String table : tables) {
      merged
          .computeIfAbsent(table, _ -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
          .merge(((SqlIdentifier) column).getSimple(), same, Boolean::logicalAnd);
    }
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    Map<String, Boolean> columns = merged.getOrDefault(id.names.getFirst(), Map.of());
    if (id.isSimple() || columns.isEmpty()) {
      return id;
    }
    if (id.isStar()) {
      throw absent(id.names.getFirst() + ".*");
    }
    Boolean same = columns.get(id.names.get(1));
    if (same == null) {
      return id;
    }
    if (!same) {
      throw absent(id.names.getFirst() + "." + id.names.get(1));
    }
    return id.getComponent(1, id.names.size());
  }

  /** A query within has names of its own. */
  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return switch (call.getKind()) {
      case SELECT, ORDER_BY, WITH, UNION, INTERSECT, EXCEPT, VALUES -> call;
      default -> super.visit(call);
    };
  }

  private static QueryFailedException absent(String name) {
    return new QueryFailedException(
        QueryFailure.invalidSql(
            "[%s] is not available in this source for tables joined by USING: join them by ON"
                .formatted(name)));
  }
}
