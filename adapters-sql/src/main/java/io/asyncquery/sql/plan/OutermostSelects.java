package io.asyncquery.sql.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/** The SELECTs of a query that its result comes from directly: several in a set operation. */
final class OutermostSelects {

  private final Set<SqlNode> selects = Collections.newSetFromMap(new IdentityHashMap<>());

  private OutermostSelects() {}

  static OutermostSelects of(SqlNode query) {
    OutermostSelects outermost = new OutermostSelects();
    outermost.add(query);
    return outermost;
  }

  boolean has(SqlSelect select) {
    return selects.contains(select);
  }

  private void add(SqlNode query) {
    switch (query) {
      case SqlSelect select -> selects.add(select);
      case SqlOrderBy order -> add(order.query);
      case SqlWith with -> add(with.body);
      case SqlCall call when call.isA(SqlKind.SET_QUERY) ->
          call.getOperandList().forEach(this::add);
      default -> {}
    }
  }
}
