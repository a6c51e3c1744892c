package io.asyncquery.sql.mysql;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.plan.Selects;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;

/**
 * {@code WITH ROLLUP}, which stands behind all that is grouped by, and in MariaDB before no {@code
 * ORDER BY}: this goes around a query of its own.
 */
final class MySqlRollup {

  private static final String NAME = "rolled_up";

  private MySqlRollup() {}

  /** Leaves by exception where {@code select} groups by more than one ROLLUP. */
  static void check(SqlSelect select) {
    if (isRolledUp(select) && requireNonNull(select.getGroup()).size() > 1) {
      throw MySqlDialect.absent("ROLLUP beside other columns");
    }
  }

  /** The same order around its query where this is rolled up. */
  static SqlOrderBy around(SqlOrderBy order) {
    if (order.orderList.isEmpty()) {
      return order;
    }
    return switch (order.query) {
      case SqlSelect select when isRolledUp(select) -> ordered(order, select, query(select));
      case SqlWith with when with.body instanceof SqlSelect select && isRolledUp(select) ->
          ordered(
              order, select, new SqlWith(with.getParserPosition(), with.withList, query(select)));
      default -> order;
    };
  }

  /** {@code GROUP BY a, b WITH ROLLUP}. */
  static void write(SqlWriter writer, SqlCall rollup) {
    for (int i = 0; i < rollup.operandCount(); i++) {
      writer.print(i == 0 ? "" : ", ");
      rollup.operand(i).unparse(writer, 0, 0);
    }
    writer.keyword("WITH ROLLUP");
  }

  private static boolean isRolledUp(SqlSelect select) {
    return select.getGroup() != null
        && select.getGroup().stream().anyMatch(item -> item.getKind() == SqlKind.ROLLUP);
  }

  private static SqlSelect query(SqlSelect select) {
    SqlParserPos at = select.getParserPosition();
    SqlNode from = SqlStdOperatorTable.AS.createCall(at, select, new SqlIdentifier(NAME, at));
    return Selects.of(at, SqlNodeList.of(SqlIdentifier.star(at)), from);
  }

  private static SqlOrderBy ordered(SqlOrderBy order, SqlSelect select, SqlNode query) {
    requireNames(select.getSelectList());
    SqlNodeList items = new SqlNodeList(order.orderList.getParserPosition());
    order.orderList.forEach(item -> items.add(outside(item, select.getSelectList())));
    return new SqlOrderBy(order.getParserPosition(), query, items, order.offset, order.fetch);
  }

  private static void requireNames(List<SqlNode> columns) {
    Set<String> names = new HashSet<>();
    for (SqlNode column : columns) {
      name(column)
          .map(name -> name.toLowerCase(Locale.ROOT))
          .filter(name -> !names.add(name))
          .ifPresent(name -> {
            throw MySqlDialect.absent("ORDER BY behind ROLLUP of two columns [" + name + "]");
          });
    }
  }

  private static SqlNode outside(SqlNode item, List<SqlNode> columns) {
    return switch (item.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> {
        SqlCall call = (SqlCall) item;
        yield call.getOperator()
            .createCall(call.getParserPosition(), outside(call.operand(0), columns));
      }
      default -> column(item, columns);
    };
  }

  /** By its name, since nothing else could be asked whether it is NULL. */
  private static SqlNode column(SqlNode value, List<SqlNode> columns) {
    if (value instanceof SqlNumericLiteral number && number.isInteger()) {
      int place = number.intValue(false);
      return place < 1 || place > columns.size()
          ? value
          : name(columns.get(place - 1))
              .<SqlNode>map(name -> new SqlIdentifier(name, value.getParserPosition()))
              .orElse(value);
    }
    return columns.stream()
        .filter(column -> isNamed(column, value))
        .findFirst()
        .or(() -> columns.stream().filter(column -> isOf(column, value)).findFirst())
        .flatMap(MySqlRollup::name)
        .<SqlNode>map(name -> new SqlIdentifier(name, value.getParserPosition()))
        .orElseThrow(
            () -> MySqlDialect.absent("ORDER BY behind ROLLUP of what is no column with a name"));
  }

  private static boolean isNamed(SqlNode column, SqlNode value) {
    return value instanceof SqlIdentifier id
        && id.isSimple()
        && name(column).filter(id.getSimple()::equalsIgnoreCase).isPresent();
  }

  private static boolean isOf(SqlNode column, SqlNode value) {
    SqlNode meant = column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(0) : column;
    return meant.equalsDeep(value, Litmus.IGNORE)
        || meant instanceof SqlIdentifier one
            && value instanceof SqlIdentifier other
            && (one.isSimple() || other.isSimple())
            && last(one).equalsIgnoreCase(last(other));
  }

  private static Optional<String> name(SqlNode column) {
    SqlNode named = column.getKind() == SqlKind.AS ? ((SqlCall) column).operand(1) : column;
    return named instanceof SqlIdentifier id && !id.isStar()
        ? Optional.of(last(id))
        : Optional.empty();
  }

  private static String last(SqlIdentifier id) {
    return id.names.getLast();
  }
}
