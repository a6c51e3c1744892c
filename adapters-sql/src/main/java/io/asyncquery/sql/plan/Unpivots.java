package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The query that an UNPIVOT stands for: {@code t UNPIVOT (v FOR y IN (a, b))} is {@code (SELECT k,
 * CASE WHEN i = 1 THEN 'a' ... END AS y, CASE WHEN i = 1 THEN a ... END AS v FROM t, (VALUES (1),
 * (2)) AS u (i) WHERE ... IS NOT NULL)}, where {@code k} are the columns that it does not name. So
 * {@code t} is read once, however many columns become rows.
 */
final class Unpivots {

  private Unpivots() {}

  /**
   * The columns of {@code row} that {@code unpivot} leaves as they are. The names of the others are
   * spelled in it as in {@code row} from then on.
   */
  static List<String> kept(SqlUnpivot unpivot, List<String> row) {
    Map<String, String> columns = Pivots.byName(row, "UNPIVOT", unpivot.getParserPosition());
    unpivot.forEachNameValues((names, _) ->
        names.replaceAll(name -> {
          SqlIdentifier id = (SqlIdentifier) name;
          return id.setName(0, columns.getOrDefault(id.getSimple(), id.getSimple()));
        }));
    List<String> kept = new ArrayList<>(row);
    kept.removeIf(unpivot.usedColumnNames()::contains);
    return kept;
  }

  /** Leaves by exception where what stands for a column is not the same for every row. */
  static void checkValues(SqlUnpivot unpivot) {
    SqlVisitor<@Nullable Void> names =
        new SqlBasicVisitor<>() {
          @Override
          public @Nullable Void visit(SqlIdentifier id) {
            throw Refusals.invalid(
                "A value in [UNPIVOT] cannot name a column: write IN (x AS 'value')",
                id.getParserPosition());
          }
        };
    unpivot.forEachNameValues((_, values) -> {
      if (values != null) {
        values.accept(names);
      }
    });
  }

  /** All of the columns that become rows, where they stand. */
  static List<SqlIdentifier> columns(SqlUnpivot unpivot) {
    List<SqlIdentifier> columns = new ArrayList<>();
    unpivot.forEachNameValues(
        (names, _) -> names.forEach(name -> columns.add((SqlIdentifier) name)));
    return columns;
  }

  /**
   * @param from where the columns come from
   * @param kept the columns that stay
   * @param spelled the names of the others, as they are declared, by how they were sent
   * @param alias of the table that numbers the rows which become of one
   */
  static SqlSelect select(
      SqlUnpivot unpivot,
      SqlNode from,
      List<SqlIdentifier> kept,
      Map<SqlParserPos, List<String>> spelled,
      String alias) {
    SqlParserPos at = unpivot.getParserPosition();
    SqlIdentifier number =
        new SqlIdentifier(List.of(alias, number(unpivot, kept)), SqlParserPos.ZERO);
    SqlNodeList items = new SqlNodeList(kept, at);
    List<SqlNode> measures = new ArrayList<>();
    for (int i = 0; i < unpivot.axisList.size(); i++) {
      items.add(as(chosen(number, values(unpivot, i, spelled)), unpivot.axisList.get(i)));
    }
    for (int i = 0; i < unpivot.measureList.size(); i++) {
      SqlNode measure = chosen(number, operands(unpivot, i));
      measures.add(measure);
      items.add(as(measure, unpivot.measureList.get(i)));
    }
    return Selects.of(
        at,
        items,
        crossJoin(from, numbers(unpivot.inList.size(), number)),
        unpivot.includeNulls ? null : anyKnown(measures),
        null);
  }

  /** A name that no column has, which would be ambiguous. */
  private static String number(SqlUnpivot unpivot, List<SqlIdentifier> kept) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    kept.forEach(id -> taken.add(id.getSimple()));
    columns(unpivot).forEach(id -> taken.add(id.getSimple()));
    StringBuilder name = new StringBuilder("unpivot_row");
    while (taken.contains(name.toString())) {
      name.append('_');
    }
    return name.toString();
  }

  private static List<SqlNode> operands(SqlUnpivot unpivot, int measure) {
    List<SqlNode> operands = new ArrayList<>();
    unpivot.forEachNameValues((names, _) -> operands.add(names.get(measure)));
    return operands;
  }

  /** Without one of its own, its value is the name of the column. */
  private static List<SqlNode> values(
      SqlUnpivot unpivot, int axis, Map<SqlParserPos, List<String>> spelled) {
    List<SqlNode> values = new ArrayList<>();
    unpivot.forEachNameValues(
        (names, given) -> values.add(given == null ? name(names, spelled) : given.get(axis)));
    return values;
  }

  private static SqlNode name(SqlNodeList names, Map<SqlParserPos, List<String>> spelled) {
    List<String> parts =
        names.stream()
            .map(name -> requireNonNull(spelled.get(name.getParserPosition())).getLast())
            .toList();
    return SqlLiteral.createCharString(String.join("_", parts), names.getParserPosition());
  }

  private static SqlNode chosen(SqlIdentifier number, List<SqlNode> values) {
    SqlParserPos at = SqlParserPos.ZERO;
    SqlNodeList whens = new SqlNodeList(at);
    SqlNodeList thens = new SqlNodeList(at);
    for (int i = 0; i < values.size(); i++) {
      whens.add(SqlStdOperatorTable.EQUALS.createCall(at, number, count(i)));
      thens.add(values.get(i));
    }
    return new SqlCase(at, null, whens, thens, SqlLiteral.createNull(at));
  }

  private static SqlNode numbers(int count, SqlIdentifier number) {
    SqlParserPos at = SqlParserPos.ZERO;
    List<SqlNode> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(SqlStdOperatorTable.ROW.createCall(at, count(i)));
    }
    return SqlStdOperatorTable.AS.createCall(
        at,
        SqlStdOperatorTable.VALUES.createCall(at, rows),
        number.getComponent(0),
        number.getComponent(1));
  }

  private static SqlNode count(int index) {
    return SqlLiteral.createExactNumeric(String.valueOf(index + 1), SqlParserPos.ZERO);
  }

  private static SqlNode anyKnown(List<SqlNode> measures) {
    return measures.stream()
        .map(measure ->
            (SqlNode) SqlStdOperatorTable.IS_NOT_NULL.createCall(SqlParserPos.ZERO, measure))
        .reduce((one, other) -> SqlStdOperatorTable.OR.createCall(SqlParserPos.ZERO, one, other))
        .orElseThrow();
  }

  private static SqlNode crossJoin(SqlNode left, SqlNode right) {
    SqlParserPos at = SqlParserPos.ZERO;
    return new SqlJoin(
        at,
        left,
        SqlLiteral.createBoolean(false, at),
        JoinType.CROSS.symbol(at),
        right,
        JoinConditionType.NONE.symbol(at),
        null);
  }

  private static SqlNode as(SqlNode value, SqlNode name) {
    return SqlStdOperatorTable.AS.createCall(SqlParserPos.ZERO, value, name);
  }
}
