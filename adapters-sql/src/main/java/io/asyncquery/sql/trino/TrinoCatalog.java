package io.asyncquery.sql.trino;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Asks one catalog of Trino for one schema and one table at a time. All names are in lower case
 * there.
 *
 * @param catalog its name
 */
record TrinoCatalog(Handle handle, String catalog) implements Catalog {

  private static final String INFORMATION = "information_schema";

  @Override
  public Optional<String> schema(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(INFORMATION)
        ? Optional.empty()
        : handle
            .createQuery(
                "SELECT schema_name FROM %s.information_schema.schemata WHERE schema_name = :name"
                    .formatted(quoted(catalog)))
            .bind("name", lower)
            .mapTo(String.class)
            .findFirst();
  }

  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<CatalogColumn> columns =
        handle
            .createQuery(
                """
                SELECT column_name, data_type FROM %s.information_schema.columns
                WHERE table_schema = :schema AND table_name = :name ORDER BY ordinal_position
                """
                    .formatted(quoted(catalog)))
            .bind("schema", schema)
            .bind("name", lower)
            .map((row, _) -> column(row.getString(1), TypeName.of(row.getString(2))))
            .list();
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(new CatalogTable(List.of(catalog, schema, lower), columns));
  }

  private static CatalogColumn column(String name, TypeName type) {
    return new CatalogColumn(
        name,
        type.base().equals("row")
            ? type.arguments().stream()
                .filter(field -> field.name().isPresent())
                .map(field -> column(field.name().get(), field.type()))
                .toList()
            : List.of());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
