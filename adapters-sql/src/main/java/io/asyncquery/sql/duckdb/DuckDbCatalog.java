package io.asyncquery.sql.duckdb;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Asks DuckDB, whose names ignore case. Tables are named with their database, or those of DuckDB's
 * own catalog would be found in every schema {@code main}. A table's columns are what DuckDB says
 * of a query for all of them: its catalog views would read the whole catalog for each table.
 *
 * @param database what DuckDB calls the database of the tables
 */
record DuckDbCatalog(Handle handle, String database) implements Catalog {

  @Override
  public Optional<String> schema(String name) {
    return handle
        .select(
            """
            SELECT schema_name FROM duckdb_schemas()
            WHERE database_name = ? AND lower(schema_name) = lower(?)
            """,
            database,
            name)
        .mapTo(String.class)
        .findFirst();
  }

  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    List<String> path = List.of(database, schema, lowerCase(name));
    String query =
        path.stream()
            .map(DuckDbCatalog::quoted)
            .collect(Collectors.joining(".", "SELECT * FROM ", ""));
    try (PreparedStatement statement = handle.getConnection().prepareStatement(query)) {
      return Optional.of(new CatalogTable(path, columns(statement.getMetaData())));
    } catch (SQLException e) {
      if (exists(schema, name)) {
        throw new QueryFailedException(
            QueryFailure.source("Table '" + name + "' cannot be read"), e);
      }
      return Optional.empty();
    }
  }

  private static List<CatalogColumn> columns(ResultSetMetaData metaData) throws SQLException {
    List<CatalogColumn> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(DuckDbTypes.column(metaData.getColumnLabel(i), metaData.getColumnTypeName(i)));
    }
    return columns;
  }

  private boolean exists(String schema, String name) {
    return handle
        .select(
            """
            SELECT table_name FROM system.information_schema.tables
            WHERE table_catalog = ? AND table_schema = ?
              AND lower(table_name) = lower(?)
            """,
            database,
            schema,
            name)
        .mapTo(String.class)
        .stream()
        .anyMatch(other -> lowerCase(other).equals(lowerCase(name)));
  }

  /** One spelling for all of a table; DuckDB ignores the case of these letters alone. */
  private static String lowerCase(String name) {
    StringBuilder lower = new StringBuilder(name);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
