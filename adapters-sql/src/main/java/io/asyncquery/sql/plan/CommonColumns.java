package io.asyncquery.sql.plan;

import static org.apache.calcite.util.Static.RESOURCE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * The columns of a FROM clause as names without a table mean them: those that a NATURAL join or
 * USING joins by are one. Calcite knows this of the items of SELECT alone, and of two tables.
 */
final class CommonColumns {

  /**
   * A column.
   *
   * @param sources what it is: the first of these that is not NULL, each behind its table
   */
  private record Column(String name, List<List<String>> sources, boolean merged) {

    /** Whether its tables have names. */
    boolean isNamed() {
      return sources.stream().noneMatch(source -> source.getFirst().isEmpty());
    }

    SqlNode meaning(SqlParserPos at) {
      List<SqlNode> values = new ArrayList<>();
      for (List<String> source : sources) {
        values.add(new SqlIdentifier(source, null, at, List.of(SqlParserPos.ZERO, at)));
      }
      return values.size() == 1
          ? values.getFirst()
          : SqlStdOperatorTable.COALESCE.createCall(at, values);
    }
  }

  private final List<Column> columns;

  /** Where those begin that a join on the right is with: behind the last comma. */
  private final int begin;

  private CommonColumns(List<Column> columns, int begin) {
    this.columns = columns;
    this.begin = begin;
  }

  /** Whether a join is by the names of columns. */
  static boolean merges(SqlJoin join) {
    return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
  }

  /** Whether a join is by a condition, over what others have merged. */
  static boolean conditionMayNameMerged(SqlJoin join) {
    return join.getConditionType() == JoinConditionType.ON
        && (mergesWithin(join.getLeft()) || mergesWithin(join.getRight()));
  }

  static boolean mergesWithin(SqlNode from) {
    return from instanceof SqlJoin join
        && (merges(join) || mergesWithin(join.getLeft()) || mergesWithin(join.getRight()));
  }

  /** Of a FROM clause whose tables are validated. */
  static CommonColumns of(SqlNode from, SqlValidator validator) {
    if (from instanceof SqlJoin join) {
      CommonColumns left = of(join.getLeft(), validator);
      CommonColumns right = of(join.getRight(), validator);
      return left.joined(right, join, validator);
    }
    String alias = Optional.ofNullable(SqlValidatorUtil.alias(from)).orElse("");
    return new CommonColumns(
        validator.getValidatedNodeType(from).getFieldNames().stream()
            .map(name -> new Column(name, List.of(List.of(alias, name)), false))
            .toList(),
        0);
  }

  private CommonColumns joined(CommonColumns right, SqlJoin join, SqlValidator validator) {
    List<Column> all = new ArrayList<>(columns);
    List<Column> others = new ArrayList<>(right.columns);
    CommonColumns left = joinable();
    for (SqlIdentifier name : right.common(left, join)) {
      Column one = left.one(name, validator);
      Column other = right.one(name, validator);
      all.set(all.indexOf(one), merged(one, other, join));
      others.remove(other);
    }
    all.addAll(others);
    return new CommonColumns(all, join.getJoinType() == JoinType.COMMA ? columns.size() : begin);
  }

  /** Those that a join on the right is with. */
  private CommonColumns joinable() {
    return new CommonColumns(columns.subList(begin, columns.size()), 0);
  }

  private static Column merged(Column left, Column right, SqlJoin join) {
    List<List<String>> sources =
        switch (join.getJoinType()) {
          case RIGHT -> right.sources;
          case FULL -> {
            List<List<String>> both = new ArrayList<>(left.sources);
            both.addAll(right.sources);
            yield both;
          }
          default -> left.sources;
        };
    return new Column(left.name, sources, true);
  }

  /** The names that {@code join} joins these columns by with those on its left. */
  private List<SqlIdentifier> common(CommonColumns left, SqlJoin join) {
    Set<String> names = new HashSet<>();
    if (join.getCondition() instanceof SqlNodeList using) {
      return using.stream()
          .map(SqlIdentifier.class::cast)
          .filter(name -> names.add(key(name.getSimple())))
          .toList();
    }
    if (!join.isNatural()) {
      return List.of();
    }
    SqlParserPos at = join.isNaturalNode().getParserPosition();
    return left.columns.stream()
        .map(Column::name)
        .filter(name -> !named(name).isEmpty() && names.add(key(name)))
        .map(name -> new SqlIdentifier(name, at))
        .toList();
  }

  private Column one(SqlIdentifier name, SqlValidator validator) {
    List<Column> found = named(name.getSimple());
    return switch (found.size()) {
      case 0 -> throw validator.newValidationError(name, RESOURCE.columnNotFound(name.getSimple()));
      case 1 -> found.getFirst();
      default ->
          throw validator.newValidationError(
              name, RESOURCE.columnInUsingNotUnique(name.getSimple()));
    };
  }

  private List<Column> named(String name) {
    return columns.stream().filter(column -> column.name.equalsIgnoreCase(name)).toList();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What a merged column means; none where {@code name} is none, or of several. */
  Optional<SqlNode> meaning(SqlIdentifier name) {
    List<Column> found = name.isSimple() ? named(name.getSimple()) : List.of();
    return found.size() == 1 && found.getFirst().merged && found.getFirst().isNamed()
        ? Optional.of(found.getFirst().meaning(name.getParserPosition()))
        : Optional.empty();
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** What a star stands for, that of one table where it names one. */
  static List<StarColumn> starred(SqlIdentifier star, SqlNode from, SqlValidator validator) {
    CommonColumns all = of(from, validator);
    if (star.names.size() > 1) {
      String table = star.names.get(star.names.size() - 2);
      return all.places(star, of(named(table, from), validator), true);
    }
    return all.places(star, all, false);
  }

  private List<StarColumn> places(SqlIdentifier star, CommonColumns meant, boolean qualified) {
    List<StarColumn> places = new ArrayList<>();
    for (Column column : meant.columns) {
      List<String> source = column.sources.getFirst();
      boolean alone = !qualified && named(column.name).size() == 1;
      boolean known = column.sources.size() == 1 && column.isNamed();
      places.add(
          new StarColumn(
              column.name,
              alone ? List.of(column.name) : known ? source : List.of(),
              Pivots.place(star.getParserPosition(), places.size())));
    }
    return places;
  }

  /** The table in a FROM clause that is called so; all of it where there is none. */
  private static SqlNode named(String table, SqlNode from) {
    return from instanceof SqlJoin join
        ? Stream.of(join.getLeft(), join.getRight())
            .map(side -> named(table, side))
            .filter(side -> !(side instanceof SqlJoin))
            .filter(side -> table.equalsIgnoreCase(SqlValidatorUtil.alias(side)))
            .findFirst()
            .orElse(from)
        : from;
  }

  /** The names that {@code join} is by. */
  static List<String> names(SqlJoin join, SqlValidator validator) {
    CommonColumns left = of(join.getLeft(), validator).joinable();
    return of(join.getRight(), validator).common(left, join).stream()
        .map(SqlIdentifier::getSimple)
        .toList();
  }

  /** Puts conditions in the place of all names that the joins in {@code from} are by. */
  static void spellOut(SqlNode from, SqlValidator validator) {
    if (!(from instanceof SqlJoin join)) {
      return;
    }
    if (merges(join)) {
      // Before those within, whose columns are no longer known for merged ones behind it.
      SqlNode condition = condition(join, validator);
      join.setOperand(1, SqlLiteral.createBoolean(false, SqlParserPos.ZERO));
      join.setOperand(4, JoinConditionType.ON.symbol(SqlParserPos.ZERO));
      join.setOperand(5, condition);
      RelDataType _ = validator.deriveType(validator.getJoinScope(join), condition);
    }
    spellOut(join.getLeft(), validator);
    spellOut(join.getRight(), validator);
  }

  private static SqlNode condition(SqlJoin join, SqlValidator validator) {
    CommonColumns left = of(join.getLeft(), validator).joinable();
    CommonColumns right = of(join.getRight(), validator);
    SqlParserPos at = SqlParserPos.ZERO;
    return right.common(left, join).stream()
        .map(name -> List.of(left.one(name, validator), right.one(name, validator)))
        .peek(CommonColumns::requireNamed)
        .map(pair -> pair.stream().map(column -> column.meaning(at)).toList())
        .map(pair -> (SqlNode) SqlStdOperatorTable.EQUALS.createCall(at, pair))
        .reduce((one, other) -> SqlStdOperatorTable.AND.createCall(at, one, other))
        .orElseThrow(() -> new NotSketchedException("a join by no names"));
  }

  private static void requireNamed(List<Column> columns) {
    if (!columns.stream().allMatch(Column::isNamed)) {
      throw new NotSketchedException("a join by names of what has none");
    }
  }
}
