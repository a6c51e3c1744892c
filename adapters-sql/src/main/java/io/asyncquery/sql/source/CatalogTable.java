package io.asyncquery.sql.source;

import java.util.List;

/**
 * A table or view, with the names of columns as the source spells them.
 *
 * @param name the same however a query spells it
 */
public record CatalogTable(String name, List<CatalogColumn> columns) {

  public CatalogTable {
    columns = List.copyOf(columns);
  }

  /**
   * A column, or a field of one.
   *
   * @param fields those of a structure; none of any other type
   */
  public record CatalogColumn(String name, List<CatalogColumn> fields) {
    public CatalogColumn {
      fields = List.copyOf(fields);
    }
  }
}
