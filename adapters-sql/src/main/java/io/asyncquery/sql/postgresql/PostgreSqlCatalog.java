package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Asks PostgreSQL for one schema and one table at a time. Of names that differ in case alone, the
 * one spelled alike comes first, then the one that PostgreSQL itself would take without quotes. Its
 * own schemas are none of the source's.
 */
record PostgreSqlCatalog(Handle handle) implements Catalog {

  @Override
  public Optional<String> schema(String name) {
    return handle
        .createQuery(
            """
            SELECT nspname FROM pg_catalog.pg_namespace
            WHERE lower(nspname::text COLLATE "C") = lower(:name COLLATE "C")
              AND nspname !~ '^(pg_|information_schema$)'
            ORDER BY nspname = :name DESC, nspname = lower(:name) DESC, nspname
            """)
        .bind("name", name)
        .mapTo(String.class)
        .findFirst();
  }

  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    return relation(schema, name, "c.relname IN (:name, lower(:name))")
        .or(() ->
            relation(
                schema, name, "lower(c.relname::text COLLATE \"C\") = lower(:name COLLATE \"C\")"))
        .map(relation -> new CatalogTable(List.of(schema, relation.name), columns(relation.oid)));
  }

  /** By an index where the name is spelled alike or in lower case, else by looking at all. */
  private Optional<Relation> relation(String schema, String name, String condition) {
    return handle
        .createQuery(
            """
            SELECT c.oid, c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = :schema AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND %s
            ORDER BY c.relname = :name DESC, c.relname = lower(:name) DESC, c.relname
            """
                .formatted(condition))
        .bind("schema", schema)
        .bind("name", name)
        .map((row, _) -> new Relation(row.getLong("oid"), row.getString("relname")))
        .findFirst();
  }

  private List<CatalogColumn> columns(long relation) {
    return handle
        .createQuery(
            """
            SELECT attname FROM pg_catalog.pg_attribute
            WHERE attrelid = :relation::oid AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum
            """)
        .bind("relation", relation)
        .mapTo(String.class)
        .map(column -> new CatalogColumn(column, List.of()))
        .list();
  }

  private record Relation(long oid, String name) {}
}
