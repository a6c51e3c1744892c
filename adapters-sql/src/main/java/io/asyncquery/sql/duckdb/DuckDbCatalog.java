package io.asyncquery.sql.duckdb;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Asks DuckDB's own catalog views, whose names ignore case as DuckDB does. */
record DuckDbCatalog(Handle handle) implements Catalog {

  @Override
  public Optional<String> schema(String name) {
    return handle
        .select(
            """
            SELECT schema_name FROM duckdb_schemas()
            WHERE database_name = current_database() AND lower(schema_name) = lower(?)
            """,
            name)
        .mapTo(String.class)
        .findFirst();
  }

  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    List<Row> rows =
        handle
            .select(
                """
                SELECT table_name, column_name, data_type FROM duckdb_columns()
                WHERE database_name = current_database() AND schema_name = ?
                  AND lower(table_name) = lower(?)
                ORDER BY column_index
                """,
                schema,
                name)
            .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
            .list();
    return rows.stream()
        .findFirst()
        .map(first -> new CatalogTable(first.table, rows.stream().map(Row::toColumn).toList()));
  }

  private record Row(String table, String column, String type) {
    CatalogTable.CatalogColumn toColumn() {
      return DuckDbTypes.column(column, type);
    }
  }
}
