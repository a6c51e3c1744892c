package io.asyncquery.sql.source;

import java.util.List;

/**
 * A table or view, with the names of columns as the source spells them.
 *
 * @param path how SQL must name it so that it can mean no other, its own name last; the same
 *     however a query spells it
 */
public record CatalogTable(List<String> path, List<CatalogColumn> columns) {

  public CatalogTable {
    path = List.copyOf(path);
    columns = List.copyOf(columns);
  }

  /** Its own name. */
  public String name() {
    return path.getLast();
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
