package io.asyncquery.sql.source;

import java.util.Optional;

/**
 * Schemas and tables, looked up one by one: nothing is read that no query names. Names match in any
 * case; of several that differ in case alone, the one spelled alike.
 */
public interface Catalog {

  /** The name of a schema as the source spells it. */
  Optional<String> schema(String name);

  /**
   * A table or view.
   *
   * @param schema as {@link #schema} spells it
   */
  Optional<CatalogTable> table(String schema, String name);

  /** Whether it shows less than the source has. */
  default boolean isRestricted() {
    return false;
  }
}
