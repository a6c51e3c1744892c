package io.asyncquery.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/**
 * The names of a query's columns, those of the first SELECT of a set operation: as the sender wrote
 * them, and as the source will see them.
 */
record ResultColumns(List<String> sent, List<String> spelled) {

  private static final String UNNAMED = "";

  static ResultColumns of(SqlNode sent, SqlNode spelled) {
    return new ResultColumns(names(sent), names(spelled));
  }

  /** How the source calls the column that the sender calls {@code name}, in any case. */
  Optional<String> spelled(String name) {
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).equalsIgnoreCase(name)) {
        return Optional.of(spelled.get(i));
      }
    }
    return Optional.empty();
  }

  private static List<String> names(SqlNode query) {
    return switch (query) {
      case SqlSelect select -> items(select.getSelectList());
      case SqlOrderBy order -> names(order.query);
      case SqlWith with -> names(with.body);
      case SqlCall call when call.isA(SqlKind.SET_QUERY) -> names(call.operand(0));
      default -> List.of();
    };
  }

  private static List<String> items(SqlNodeList items) {
    List<String> names = new ArrayList<>();
    for (SqlNode item : items) {
      names.add(name(item));
    }
    return names;
  }

  private static String name(SqlNode item) {
    return switch (item) {
      case SqlIdentifier id when !id.isStar() -> id.names.getLast();
      case SqlCall call when call.getKind() == SqlKind.AS -> name(call.operand(1));
      default -> UNNAMED;
    };
  }
}
