package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Puts the columns that a star stands for in its place, where a source cannot say it by itself. */
final class StarColumns extends SqlShuttle {

  private final ResolvedNames names;
  private final boolean merged;

  private StarColumns(ResolvedNames names, boolean merged) {
    this.names = names;
    this.merged = merged;
  }

  /** For those with EXCLUDE or REPLACE. */
  static SqlNode changed(SqlNode query, ResolvedNames names) {
    return requireNonNull(query.accept(new StarColumns(names, false)));
  }

  /** For these, and for all of a join by names. */
  static SqlNode changedOrMerged(SqlNode query, ResolvedNames names) {
    return requireNonNull(query.accept(new StarColumns(names, true)));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode visited = requireNonNull(super.visit(call));
    if (!(visited instanceof SqlSelect select)
        || select.getSelectList().stream().noneMatch(item -> isMeant(select, item))) {
      return visited;
    }
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      items.addAll(isMeant(select, item) ? columns(item, names.stars()) : List.of(item));
    }
    SqlSelect expanded = (SqlSelect) select.clone(select.getParserPosition());
    expanded.setSelectList(new SqlNodeList(items, select.getSelectList().getParserPosition()));
    return expanded;
  }

  private boolean isMeant(SqlSelect select, SqlNode item) {
    return switch (item) {
      case SqlStarExclude _ -> true;
      case SqlStarReplace _ -> true;
      case SqlIdentifier id ->
          merged
              && id.isStar()
              && select.getFrom() instanceof SqlJoin join
              && CommonColumns.mergesWithin(join);
      default -> false;
    };
  }

  /** Whether {@code query} may have such items: it has a star of a kind, or joins by names. */
  static boolean areIn(SqlNode query) {
    Search search = new Search();
    query.accept(search);
    return search.found;
  }

  /** What {@code item} stands for, which has a star. */
  static List<SqlNode> columns(SqlNode item, Map<SqlParserPos, List<StarColumn>> stars) {
    Map<String, SqlNode> replaced = new TreeMap<>();
    List<String> excluded = new ArrayList<>();
    switch (item) {
      case SqlStarExclude exclude ->
          exclude
              .getExcludeList()
              .forEach(name -> excluded.add(key(((SqlIdentifier) name).names.getLast())));
      case SqlStarReplace replace ->
          replace
              .getReplaceList()
              .forEach(as ->
                  replaced.put(
                      key(((SqlCall) as).operand(1).toString()), ((SqlCall) as).operand(0)));
      default -> {}
    }
    List<StarColumn> columns = requireNonNull(stars.get(item.getParserPosition()));
    requireKnown(excluded, columns, item);
    requireKnown(replaced.keySet(), columns, item);
    return columns.stream()
        .filter(column -> !excluded.contains(key(column.name())))
        .map(column -> {
          SqlNode value = replaced.get(key(column.name()));
          return value == null ? column.identifier() : column.named(value);
        })
        .toList();
  }

  private static void requireKnown(
      Collection<String> names, List<StarColumn> columns, SqlNode item) {
    for (String name : names) {
      if (columns.stream().noneMatch(column -> key(column.name()).equals(name))) {
        throw Refusals.invalid(
            "Column '" + name + "' is none of those that [*] stands for", item.getParserPosition());
      }
    }
  }

  private static final class Search extends SqlBasicVisitor<@Nullable Void> {

    private boolean found;

    @Override
    public @Nullable Void visit(SqlCall call) {
      found |=
          call instanceof SqlStarExclude
              || call instanceof SqlStarReplace
              || call instanceof SqlJoin join && CommonColumns.merges(join);
      return super.visit(call);
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
