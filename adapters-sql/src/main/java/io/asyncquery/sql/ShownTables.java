package io.asyncquery.sql;

import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.RestrictedCatalog;
import java.util.List;
import java.util.Optional;

/**
 * What a query is shown of a project: the tables of a grant, by the source that each lies in. They
 * are named as a query names them, so they mean what they would mean in one.
 */
final class ShownTables {

  private final ProjectDefinition project;
  private final List<VisibleTables> grants;

  /**
   * @param grants all of which must show a table
   */
  ShownTables(ProjectDefinition project, List<VisibleTables> grants) {
    this.project = project;
    this.grants = List.copyOf(grants);
  }

  /** Whether the source of that name is there at all: the default one always is. */
  boolean knows(String source) {
    return source.equalsIgnoreCase(project.defaultSource())
        || grants.stream()
            .allMatch(grant ->
                switch (grant) {
                  case VisibleTables.All _ -> true;
                  case VisibleTables.Only(var tables) ->
                      tables.stream().anyMatch(table -> source(table).equalsIgnoreCase(source));
                });
  }

  /** The part of {@code catalog} that is shown. */
  Catalog in(Catalog catalog, String source, String defaultSchema) {
    Catalog shown = catalog;
    for (VisibleTables grant : grants) {
      if (grant instanceof VisibleTables.Only(var tables)) {
        shown =
            new RestrictedCatalog(
                shown,
                tables.stream()
                    .filter(table -> source(table).equalsIgnoreCase(source))
                    .map(table -> shown(table, defaultSchema))
                    .toList(),
                defaultSchema);
      }
    }
    return shown;
  }

  private RestrictedCatalog.Shown shown(Table table, String defaultSchema) {
    int schema = table.name().size() - 2;
    boolean qualified = schema >= 0 && (schema > 0 || sourceNamed(table).isEmpty());
    return new RestrictedCatalog.Shown(
        qualified ? table.name().get(schema) : defaultSchema,
        table.name().getLast(),
        table.columns());
  }

  private String source(Table table) {
    return sourceNamed(table).orElse(project.defaultSource());
  }

  /** A first part that is the name of a source is one, as in a query. */
  private Optional<String> sourceNamed(Table table) {
    String first = table.name().getFirst();
    return switch (table.name().size()) {
      case 1 -> Optional.empty();
      case 2 -> project.sources().keySet().stream().filter(first::equalsIgnoreCase).findFirst();
      default -> Optional.of(first);
    };
  }
}
