package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Puts what an alias stands for in its place in HAVING, where the standard, and many a source, know
 * columns alone. A name that is a column's stays one.
 */
final class HavingAliases extends SqlShuttle {

  private final ResolvedNames names;

  private HavingAliases(ResolvedNames names) {
    this.names = names;
  }

  static SqlNode of(SqlNode query, ResolvedNames names) {
    return requireNonNull(query.accept(new HavingAliases(names)));
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call instanceof SqlLambda) {
      return call;
    }
    SqlNode visited = requireNonNull(super.visit(call));
    if (!(visited instanceof SqlSelect select) || select.getHaving() == null) {
      return visited;
    }
    SqlSelect expanded = (SqlSelect) select.clone(select.getParserPosition());
    expanded.setHaving(select.getHaving().accept(new Meant(aliases(select.getSelectList()))));
    return expanded;
  }

  /** An expression of {@code select}, with what its aliases stand for in their places. */
  static SqlNode meant(SqlNode expression, SqlSelect select, ResolvedNames names) {
    Map<String, SqlNode> aliases = aliases(select.getSelectList());
    names
        .qualified()
        .getOrDefault(select.getParserPosition(), List.of())
        .forEach(column -> aliases.remove(column.toLowerCase(Locale.ROOT)));
    return requireNonNull(expression.accept(new HavingAliases(names).new Meant(aliases)));
  }

  /** By their names in lower case; not those that several items have. */
  private static Map<String, SqlNode> aliases(SqlNodeList items) {
    Map<String, SqlNode> aliases = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (SqlNode item : items) {
      if (item instanceof SqlCall as && as.getKind() == SqlKind.AS) {
        String name = key(as.operand(1));
        aliases.put(name, as.operand(0));
        counts.merge(name, 1, Integer::sum);
      }
    }
    aliases.keySet().removeIf(name -> requireNonNull(counts.get(name)) > 1);
    return aliases;
  }

  private static String key(SqlIdentifier name) {
    return name.getSimple().toLowerCase(Locale.ROOT);
  }

  private final class Meant extends SqlShuttle {

    private final Map<String, SqlNode> aliases;

    Meant(Map<String, SqlNode> aliases) {
      this.aliases = aliases;
    }

    /** A query within has names of its own. */
    @Override
    public SqlNode visit(SqlCall call) {
      return call.isA(SqlKind.QUERY) || call instanceof SqlLambda
          ? call
          : requireNonNull(super.visit(call));
    }

    @Override
    public SqlNode visit(SqlIdentifier id) {
      return id.isSimple() && !isColumn(id) ? aliases.getOrDefault(key(id), id) : id;
    }

    private boolean isColumn(SqlIdentifier id) {
      List<String> column = names.columns().get(id.getParserPosition());
      return column != null && column.getLast().equalsIgnoreCase(id.getSimple());
    }
  }
}
