package io.asyncquery.sql.source;

import java.util.List;
import org.apache.calcite.rel.type.RelProtoDataType;

/** A table or view, with names as the source spells them. */
public record CatalogTable(String name, List<CatalogColumn> columns) {

  public CatalogTable {
    columns = List.copyOf(columns);
  }

  /** A column; a type that Calcite does not know is {@code ANY}. */
  public record CatalogColumn(String name, RelProtoDataType type) {}
}
