package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;

/** What Calcite leaves open about PIVOT: names in any case, and names of values without one. */
final class Pivots {

  private Pivots() {}

  /** With names for numbers and texts: {@code 'a'} is called {@code a}, as DuckDB does. */
  static SqlNode named(SqlPivot pivot) {
    SqlNodeList values = new SqlNodeList(pivot.inList.getParserPosition());
    pivot.inList.forEach(value -> values.add(named(value)));
    return new SqlPivot(
        pivot.getParserPosition(), pivot.query, pivot.aggList, pivot.axisList, values);
  }

  /** Leaves by exception where something has no name that needs one. */
  static void checkNamed(SqlPivot pivot) {
    if (pivot.aggList.size() > 1
        && pivot.aggList.stream().anyMatch(aggregate -> aggregate.getKind() != SqlKind.AS)) {
      throw Refusals.invalid(
          "Each of several aggregates in [PIVOT] needs a name: SUM(x) AS s",
          pivot.aggList.getParserPosition());
    }
    for (SqlNode value : pivot.inList) {
      if (value.getKind() != SqlKind.AS) {
        throw Refusals.invalid(
            "A value in [PIVOT] that is no number or text needs a name: IN (x AS name)",
            value.getParserPosition());
      }
    }
  }

  private static SqlNode named(SqlNode value) {
    return text(value)
        .map(name ->
            SqlStdOperatorTable.AS.createCall(
                value.getParserPosition(),
                value,
                new SqlIdentifier(name, value.getParserPosition().withQuoting(true))))
        .map(SqlNode.class::cast)
        .orElse(value);
  }

  private static Optional<String> text(SqlNode value) {
    return switch (value) {
      case SqlNodeList list when list.size() == 1 -> text(list.get(0));
      case SqlLiteral literal when literal.getKind() == SqlKind.LITERAL ->
          Optional.ofNullable(literal.toValue());
      default -> Optional.empty();
    };
  }

  /**
   * The columns of {@code row} that {@code pivot} does not name, by which it groups. Names in it
   * are spelled as in {@code row} from then on.
   */
  static List<String> groupedBy(SqlPivot pivot, List<String> row) {
    Spelled spelled = new Spelled(byName(row, "PIVOT", pivot.getParserPosition()));
    spelled.in(pivot.aggList);
    spelled.in(pivot.axisList);
    Set<String> used = pivot.usedColumnNames();
    List<String> keys = new ArrayList<>(row);
    keys.removeIf(used::contains);
    return keys;
  }

  /** The names of {@code row}, as they are spelled in it, by how they may be spelled. */
  static Map<String, String> byName(List<String> row, String clause, SqlParserPos at) {
    Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    row.forEach(name -> columns.put(name, name));
    if (columns.size() < row.size()) {
      throw Refusals.invalid(
          "Two columns of what ["
              + clause
              + "] takes have the same name: select them by other names",
          at);
    }
    return columns;
  }

  /**
   * A place for the name of a column that the SQL text does not have, to be known by. Two clauses
   * may begin at the same place, but none ends where another does.
   */
  static SqlParserPos place(SqlParserPos clause, int key) {
    return new SqlParserPos(
        clause.getEndLineNum(), clause.getEndColumnNum(), Integer.MAX_VALUE - key, 0);
  }

  /** Leaves by exception where two columns of what it makes have the same name. */
  static void checkNames(SqlPivot pivot, List<String> keys) {
    Set<String> taken = new HashSet<>();
    keys.forEach(key -> taken.add(key.toLowerCase(Locale.ROOT)));
    pivot.forEachNameValues((name, values) ->
        pivot.forEachAgg((alias, _) -> {
          String column = alias == null ? name : name + "_" + alias;
          if (!taken.add(column.toLowerCase(Locale.ROOT))) {
            throw Refusals.invalid(
                "[PIVOT] has two columns [" + column + "]: give one another name",
                values.getParserPosition());
          }
        }));
  }

  /** Spells single names as they are declared. */
  private static final class Spelled extends SqlShuttle {

    private final Map<String, String> columns;

    Spelled(Map<String, String> columns) {
      this.columns = columns;
    }

    void in(SqlNodeList nodes) {
      nodes.replaceAll(node -> node.accept(this));
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
      return Optional.ofNullable(columns.get(Util.last(id.names)))
          .map(name -> (SqlNode) id.setName(id.names.size() - 1, name))
          .orElse(id);
    }

    /** The name that an aggregate is given is no column. */
    @Override
    public SqlNode visit(SqlCall call) {
      if (call.getKind() != SqlKind.AS) {
        return requireNonNull(super.visit(call));
      }
      return call.getOperator()
          .createCall(call.getParserPosition(), call.operand(0).accept(this), call.operand(1));
    }
  }
}
