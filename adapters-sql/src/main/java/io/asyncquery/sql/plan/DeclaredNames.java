package io.asyncquery.sql.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The names that a query gives to things itself: aliases, items of WITH, windows, and tables
 * without an alias by their own.
 */
final class DeclaredNames extends SqlShuttle {

  private final Map<String, Set<String>> declared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private final Map<SqlParserPos, List<String>> tables;

  private DeclaredNames(Map<SqlParserPos, List<String>> tables) {
    this.tables = tables;
  }

  /**
   * @param tables how SQL must name the tables of the source, by where they stand
   */
  static DeclaredNames of(SqlNode query, Map<SqlParserPos, List<String>> tables) {
    DeclaredNames names = new DeclaredNames(tables);
    SqlNode _ = query.accept(names);
    return names;
  }

  static DeclaredNames of(Collection<String> names) {
    DeclaredNames declared = new DeclaredNames(Map.of());
    names.forEach(declared::add);
    return declared;
  }

  /** Whether {@code name} is declared in some case. */
  boolean knows(String name) {
    return declared.containsKey(name);
  }

  /** {@code name} as it is declared, where no two declarations differ in case alone. */
  String spelled(String name) {
    Set<String> spellings = declared.getOrDefault(name, Set.of());
    return spellings.size() == 1 ? spellings.iterator().next() : name;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    switch (call) {
      case SqlSelect select -> addTables(select.getFrom());
      case SqlWithItem item -> {
        add(item.name.getSimple());
        addAll(item.columnList);
      }
      case SqlWindow window when window.getDeclName() != null -> add(window.getDeclName());
      case SqlCall any when any.getKind() == SqlKind.AS ->
          any.getOperandList().stream().skip(1).forEach(this::add);
      default -> {}
    }
    return super.visit(call);
  }

  private void addTables(@Nullable SqlNode from) {
    switch (from) {
      case SqlIdentifier table ->
          add(tables.getOrDefault(table.getParserPosition(), table.names).getLast());
      case SqlJoin join -> {
        addTables(join.getLeft());
        addTables(join.getRight());
      }
      case null, default -> {}
    }
  }

  private void addAll(@Nullable SqlNodeList names) {
    if (names != null) {
      names.forEach(this::add);
    }
  }

  private void add(@Nullable SqlNode name) {
    if (name instanceof SqlIdentifier identifier && identifier.isSimple()) {
      add(identifier.getSimple());
    }
  }

  private void add(String name) {
    declared.computeIfAbsent(name, _ -> new TreeSet<>()).add(name);
  }
}
