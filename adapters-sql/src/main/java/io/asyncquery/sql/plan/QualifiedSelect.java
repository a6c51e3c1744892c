package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;

/** One SELECT with QUALIFY, on its way to two without. */
final class QualifiedSelect {

  private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;
  private static final String PREFIX = "qualify_";
  private static final String KEPT = PREFIX + "kept";

  private final SqlSelect select;
  private final ResolvedNames names;
  private final List<SqlNode> values = new ArrayList<>();
  private final List<String> called = new ArrayList<>();
  private final List<SqlNode> orders = new ArrayList<>();

  /**
   * @param outermost whether its columns are those of the result, which are called as declared
   */
  QualifiedSelect(SqlSelect select, ResolvedNames names, boolean outermost) {
    this.select = select;
    this.names = names;
    for (SqlNode item : select.getSelectList()) {
      boolean isStar = StarColumn.starIn(item) != null;
      for (SqlNode one : isStar ? StarColumns.columns(item, names.stars()) : List.of(item)) {
        called.add(name(one, outermost));
        values.add(one.getKind() == SqlKind.AS ? ((SqlCall) one).operand(0) : one);
      }
    }
  }

  private String name(SqlNode item, boolean outermost) {
    return switch (item) {
      case SqlIdentifier id when outermost ->
          names.columns().getOrDefault(id.getParserPosition(), id.names).getLast();
      case SqlIdentifier id -> id.names.getLast();
      case SqlCall as when as.getKind() == SqlKind.AS -> as.<SqlIdentifier>operand(1).getSimple();
      default -> "EXPR$" + values.size();
    };
  }

  /** What an item of its ORDER BY is, around it. */
  SqlNode ordered(SqlNode item) {
    return switch (item) {
      case SqlNumericLiteral _ -> item;
      case SqlCall call when ClauseKinds.isOrdering(call) ->
          call.getOperator().createCall(call.getParserPosition(), ordered(call.operand(0)));
      default -> orderedBy(item);
    };
  }

  private SqlNode orderedBy(SqlNode value) {
    SqlNode meant = meant(value);
    for (int i = 0; i < values.size(); i++) {
      if (isCalled(i, value) || values.get(i).equalsDeep(meant, Litmus.IGNORE)) {
        return column(PREFIX + i);
      }
    }
    if (select.isDistinct()) {
      throw Refusals.invalid(
          "[ORDER BY] beside [DISTINCT] and [QUALIFY] needs a column of the result",
          value.getParserPosition());
    }
    orders.add(meant);
    return column(PREFIX + "order_" + (orders.size() - 1));
  }

  private boolean isCalled(int item, SqlNode value) {
    return value instanceof SqlIdentifier id
        && id.isSimple()
        && called.get(item).equalsIgnoreCase(id.getSimple());
  }

  /** The query around and the query within. */
  SqlNode query() {
    SqlNodeList around = new SqlNodeList(NOWHERE);
    SqlNodeList within = new SqlNodeList(NOWHERE);
    IntStream.range(0, values.size())
        .forEach(i -> {
          around.add(as(column(PREFIX + i), called.get(i)));
          within.add(as(values.get(i), PREFIX + i));
        });
    within.add(as(kept(), KEPT));
    IntStream.range(0, orders.size())
        .forEach(i -> within.add(as(orders.get(i), PREFIX + "order_" + i)));
    SqlSelect inner = (SqlSelect) select.clone(select.getParserPosition());
    inner.setOperand(0, SqlNodeList.EMPTY);
    inner.setSelectList(within);
    inner.setQualify(null);
    SqlSelect outer =
        Selects.of(
            NOWHERE,
            around,
            as(inner, "qualified"),
            SqlStdOperatorTable.EQUALS.createCall(NOWHERE, column(KEPT), one()),
            null);
    outer.setOperand(0, select.getOperandList().getFirst());
    return outer;
  }

  /** As a number: not every source has a truth for a value. */
  private SqlNode kept() {
    return SqlStdOperatorTable.CASE.createCall(
        null,
        NOWHERE,
        null,
        SqlNodeList.of(meant(requireNonNull(select.getQualify()))),
        SqlNodeList.of(one()),
        SqlLiteral.createNull(NOWHERE));
  }

  private SqlNode meant(SqlNode expression) {
    return HavingAliases.meant(expression, select, names);
  }

  private static SqlNode one() {
    return SqlLiteral.createExactNumeric("1", NOWHERE);
  }

  private static SqlIdentifier column(String name) {
    return new SqlIdentifier(name, NOWHERE);
  }

  private static SqlNode as(SqlNode value, String name) {
    return SqlStdOperatorTable.AS.createCall(NOWHERE, value, column(name));
  }
}
