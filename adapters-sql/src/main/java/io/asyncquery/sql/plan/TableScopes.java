package io.asyncquery.sql.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sources that a query may name tables of.
 *
 * @param scopes one for each source; tables that are qualified with none are those of the first
 */
public record TableScopes(List<TableScope> scopes) {

  public TableScopes {
    scopes = List.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("A query reads one source or more");
    }
  }

  static TableScopes of(TableScope scope) {
    return new TableScopes(List.of(scope));
  }

  /** The one whose tables need no qualifier. */
  TableScope first() {
    return scopes.getFirst();
  }

  /** The one of the source {@code name}, in any case. */
  Optional<TableScope> named(String name) {
    return scopes.stream().filter(scope -> scope.source().equalsIgnoreCase(name)).findFirst();
  }

  /** Whether one of them shows less than its source has. */
  boolean isRestricted() {
    return scopes.stream().anyMatch(scope -> scope.catalog().isRestricted());
  }

  /** As messages name them. */
  String sourceNames() {
    return scopes.stream().map(TableScope::source).collect(Collectors.joining(", "));
  }
}
