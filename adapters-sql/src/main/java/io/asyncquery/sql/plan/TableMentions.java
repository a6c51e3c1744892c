package io.asyncquery.sql.plan;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** The names of the tables of a query, as they were written. */
final class TableMentions extends SqlShuttle {

  private final Set<List<String>> tables = new LinkedHashSet<>();
  private final Set<String> withItems = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private TableMentions() {}

  /** The names in {@code query}, but for those that it gives to its own parts by WITH. */
  static Set<List<String>> of(SqlNode query) {
    TableMentions visitor = new TableMentions();
    SqlNode _ = query.accept(visitor);
    visitor.tables.removeIf(
        name -> name.size() == 1 && visitor.withItems.contains(name.getFirst()));
    return Collections.unmodifiableSet(visitor.tables);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    switch (call.getKind()) {
      case SELECT -> add(((SqlSelect) call).getFrom());
      case EXPLICIT_TABLE -> add(call.operand(0));
      case WITH_ITEM -> withItems.add(((SqlWithItem) call).name.getSimple());
      default -> {}
    }
    return super.visit(call);
  }

  /** Adds what stands in a FROM clause; queries in it are visited by themselves. */
  private void add(@Nullable SqlNode from) {
    if (from instanceof SqlIdentifier table) {
      tables.add(List.copyOf(table.names));
    } else if (from instanceof SqlCall call) {
      switch (call.getKind()) {
        case JOIN -> {
          add(call.operand(0));
          add(call.operand(3));
        }
        case AS, TABLESAMPLE, TABLE_REF, PIVOT, UNPIVOT -> add(call.operand(0));
        default -> {}
      }
    }
  }
}
