package io.asyncquery.sql.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A catalog of which only some tables, and of these only some columns are there. What is not shown
 * is in no way different from what does not exist.
 *
 * @param shown nothing else; what the catalog does not have is not shown either
 * @param defaultSchema always there, with what is shown of it
 */
public record RestrictedCatalog(Catalog catalog, List<Shown> shown, String defaultSchema)
    implements Catalog {

  public RestrictedCatalog {
    shown = List.copyOf(shown);
  }

  /**
   * A table that is shown.
   *
   * @param schema in any case
   * @param table in any case; of several that differ in case alone, the one that the catalog finds
   * @param columns the only ones, or all
   */
  public record Shown(String schema, String table, Optional<Set<String>> columns) {}

  @Override
  public Optional<String> schema(String name) {
    return catalog
        .schema(name)
        .filter(exact ->
            exact.equals(defaultSchema) || shown.stream().anyMatch(table -> isIn(exact, table)));
  }

  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    return catalog
        .table(schema, name)
        .flatMap(whole ->
            shown.stream()
                .filter(candidate -> isIn(schema, candidate) && means(schema, candidate, whole))
                .map(candidate -> candidate.columns().map(whole::showing).orElse(whole))
                .reduce(RestrictedCatalog::together)
                .filter(visible -> !visible.columns().isEmpty()));
  }

  @Override
  public boolean isRestricted() {
    return true;
  }

  private boolean isIn(String exactSchema, Shown table) {
    return table.schema().equals(exactSchema)
        || (table.schema().equalsIgnoreCase(exactSchema)
            && catalog.schema(table.schema()).filter(exactSchema::equals).isPresent());
  }

  private boolean means(String schema, Shown candidate, CatalogTable whole) {
    return candidate.table().equals(whole.name())
        || (candidate.table().equalsIgnoreCase(whole.name())
            && catalog
                .table(schema, candidate.table())
                .filter(meant -> meant.path().equals(whole.path()))
                .isPresent());
  }

  /** A table that is shown twice shows what either shows. */
  private static CatalogTable together(CatalogTable one, CatalogTable other) {
    if (!one.partial() || !other.partial()) {
      return one.partial() ? other : one;
    }
    return new CatalogTable(
        one.path(),
        one.name(),
        Stream.concat(one.columns().stream(), other.columns().stream()).distinct().toList(),
        true);
  }
}
