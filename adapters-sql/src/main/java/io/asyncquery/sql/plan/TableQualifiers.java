package io.asyncquery.sql.plan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** What the tables of a query are qualified with: the first part of each name of several parts. */
final class TableQualifiers extends SqlShuttle {

  private final Set<String> qualifiers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private TableQualifiers() {}

  /** The qualifiers in {@code query}, a set that ignores case. */
  static Set<String> of(SqlNode query) {
    TableQualifiers visitor = new TableQualifiers();
    SqlNode _ = query.accept(visitor);
    return Collections.unmodifiableSet(visitor.qualifiers);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    switch (call.getKind()) {
      case SELECT -> add(((SqlSelect) call).getFrom());
      case EXPLICIT_TABLE -> add(call.operand(0));
      default -> {}
    }
    return super.visit(call);
  }

  /** Adds what stands in a FROM clause; queries in it are visited by themselves. */
  private void add(@Nullable SqlNode from) {
    if (from instanceof SqlIdentifier table && !table.isSimple()) {
      qualifiers.add(table.names.getFirst());
    } else if (from instanceof SqlCall call) {
      switch (call.getKind()) {
        case JOIN -> {
          add(call.operand(0));
          add(call.operand(3));
        }
        case AS, TABLESAMPLE, TABLE_REF -> add(call.operand(0));
        default -> {}
      }
    }
  }
}
