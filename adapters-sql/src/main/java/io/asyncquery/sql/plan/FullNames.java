package io.asyncquery.sql.plan;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * What stands around a whole query: the tables of its sources, each looked for by its full name.
 * Calcite would look for a schema before a table, so a table whose schema is called like it, or a
 * source like a schema, would not be found by a shorter name.
 */
final class FullNames extends ListScope {

  private final SqlNode query;
  private final TableScopes scopes;

  FullNames(SqlValidatorScope catalog, SqlNode query, TableScopes scopes) {
    super(catalog);
    this.query = query;
    this.scopes = scopes;
  }

  @Override
  public SqlNode getNode() {
    return query;
  }

  /** As it was written too, for Calcite says then how much of a name is there. */
  @Override
  public void resolveTable(
      List<String> names, SqlNameMatcher matcher, Path path, Resolved resolved) {
    ResolvedImpl found = new ResolvedImpl();
    List<String> full = full(names);
    super.resolveTable(full, matcher, path, found);
    if (found.count() == 1 && found.only().path.stepCount() == full.size()) {
      Resolve table = found.only();
      resolved.found(table.namespace, false, table.scope, table.path, List.of());
    } else {
      super.resolveTable(names, matcher, path, resolved);
    }
  }

  /** The name with source and schema; a first part that is the name of a source is one. */
  private List<String> full(List<String> names) {
    TableScope first = scopes.first();
    return switch (names.size()) {
      case 1 -> List.of(first.source(), first.defaultSchema(), names.getFirst());
      case 2 -> {
        Optional<TableScope> source = scopes.named(names.getFirst());
        yield source
            .map(of -> List.of(of.source(), of.defaultSchema(), names.getLast()))
            .orElseGet(() -> List.of(first.source(), names.getFirst(), names.getLast()));
      }
      default -> names;
    };
  }
}
