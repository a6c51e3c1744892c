package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Gives an alias to tables of one name and different schemas that are to be told apart without any:
 * {@code FROM a.t, b.t}, or {@code b.t} in a subquery of {@code a.t}. To Calcite both would be
 * {@code t}, and where a query for some of their columns stands in their places, to the source too.
 */
final class TwinTables extends SqlShuttle {

  private final Set<String> taken;
  private final Deque<List<Table>> scopes = new ArrayDeque<>();

  private TwinTables(Set<String> taken) {
    this.taken = taken;
  }

  /**
   * A table without an alias.
   *
   * @param alias what it gets, if anything
   */
  private record Table(List<String> names, Optional<String> alias) {

    boolean isCalled(String name) {
      return lower(names.getLast()).equals(lower(name));
    }

    /** Whether one of the names is the other, or the end of it. */
    boolean isMeantBy(List<String> prefix) {
      int common = Math.min(prefix.size(), names.size());
      return lower(names.subList(names.size() - common, names.size()))
          .equals(lower(prefix.subList(prefix.size() - common, prefix.size())));
    }
  }

  static SqlNode distinguished(SqlNode query) {
    Set<String> taken = new HashSet<>();
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier id) {
            taken.addAll(lower(id.names));
            return null;
          }
        });
    return requireNonNull(query.accept(new TwinTables(taken)));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return switch (call) {
      case SqlSelect select -> within(tables(select), () -> select(select));
      case SqlOrderBy order when order.query instanceof SqlSelect select -> {
        List<Table> tables = tables(select);
        yield within(
            tables,
            () ->
                new SqlOrderBy(
                    order.getParserPosition(),
                    select(select),
                    (SqlNodeList) requireNonNull(order.orderList.accept(this)),
                    order.offset,
                    order.fetch));
      }
      default -> super.visit(call);
    };
  }

  private SqlNode within(List<Table> tables, Supplier<SqlNode> work) {
    scopes.push(tables);
    try {
      return work.get();
    } finally {
      scopes.pop();
    }
  }

  private SqlNode select(SqlSelect select) {
    SqlSelect visited = (SqlSelect) requireNonNull(super.visit(select));
    SqlNode from = visited.getFrom();
    if (from == null || requireNonNull(scopes.peek()).stream().allMatch(t -> t.alias().isEmpty())) {
      return visited;
    }
    SqlSelect aliased = (SqlSelect) visited.clone(visited.getParserPosition());
    aliased.setFrom(aliased(from));
    return aliased;
  }

  private SqlNode aliased(SqlNode from) {
    return switch (from) {
      case SqlIdentifier table ->
          requireNonNull(scopes.peek()).stream()
              .filter(one -> one.names().equals(table.names))
              .findFirst()
              .flatMap(Table::alias)
              .<SqlNode>map(alias ->
                  SqlStdOperatorTable.AS.createCall(
                      table.getParserPosition(),
                      table,
                      new SqlIdentifier(alias, behind(table.getParserPosition()))))
              .orElse(table);
      case SqlJoin join ->
          new SqlJoin(
              join.getParserPosition(),
              aliased(join.getLeft()),
              join.isNaturalNode(),
              join.getJoinTypeNode(),
              aliased(join.getRight()),
              join.getConditionTypeNode(),
              join.getCondition());
      default -> from;
    };
  }

  /** What stands in one place means one thing. */
  private static SqlParserPos behind(SqlParserPos at) {
    return new SqlParserPos(
        at.getLineNum(), at.getColumnNum(), at.getEndLineNum(), at.getEndColumnNum() + 1);
  }

  @Override
  public SqlNode visit(SqlIdentifier id) {
    List<String> prefix = id.names.subList(0, id.names.size() - 1);
    return alias(prefix)
        .<SqlNode>map(name ->
            new SqlIdentifier(
                List.of(name, id.names.getLast()),
                null,
                id.getParserPosition(),
                List.of(
                    id.getComponentParserPosition(0),
                    id.getComponentParserPosition(id.names.size() - 1))))
        .orElse(id);
  }

  /** That of the table that {@code prefix}, before the name of a column, means. */
  private Optional<String> alias(List<String> prefix) {
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    for (List<Table> tables : scopes) {
      List<Table> meant = tables.stream().filter(table -> table.isMeantBy(prefix)).toList();
      if (meant.size() > 1) {
        meant = meant.stream().filter(one -> lower(one.names()).equals(lower(prefix))).toList();
      }
      if (!meant.isEmpty()) {
        return meant.getFirst().alias();
      }
    }
    return Optional.empty();
  }

  /** Those of its FROM that have no alias, with what they need. */
  private List<Table> tables(SqlSelect select) {
    List<SqlIdentifier> bare = bare(select.getFrom());
    List<List<String>> around =
        Stream.concat(
                bare.stream().map(table -> (List<String>) table.names),
                scopes.stream().flatMap(List::stream).map(Table::names))
            .toList();
    List<Table> tables = new ArrayList<>();
    for (SqlIdentifier table : bare) {
      Table written = new Table(table.names, Optional.empty());
      boolean hasTwin =
          around.stream()
              .anyMatch(other ->
                  written.isCalled(other.getLast()) && !lower(other).equals(lower(table.names)));
      tables.add(
          hasTwin ? new Table(table.names, Optional.of(free(table.names.getLast()))) : written);
    }
    return tables;
  }

  private String free(String name) {
    int number = 1;
    while (!taken.add(lower(name + "_" + number))) {
      number++;
    }
    return name + "_" + number;
  }

  private static List<SqlIdentifier> bare(@Nullable SqlNode from) {
    return switch (from) {
      case SqlIdentifier table -> List.of(table);
      case SqlJoin join ->
          Stream.concat(bare(join.getLeft()).stream(), bare(join.getRight()).stream()).toList();
      case null, default -> List.of();
    };
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(TwinTables::lower).toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
