package io.asyncquery.sql.mysql;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Asks for one database and one table at a time. Of names that differ in case alone, which a server
 * on a file system that tells them apart can have, the one spelled alike comes first.
 */
record MySqlCatalog(Handle handle) implements Catalog {

  @Override
  public Optional<String> schema(String name) {
    return first(
            """
            SELECT SCHEMA_NAME FROM information_schema.SCHEMATA
            WHERE SCHEMA_NAME = :name
              AND SCHEMA_NAME NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
            """,
            "",
            name)
        .or(() ->
            first(
                """
                SELECT SCHEMA_NAME FROM information_schema.SCHEMATA
                WHERE lower(SCHEMA_NAME) = lower(:name)
                  AND lower(SCHEMA_NAME) NOT IN
                    ('information_schema', 'mysql', 'performance_schema', 'sys')
                ORDER BY SCHEMA_NAME
                """,
                "",
                name));
  }

  /** By the name itself where it is spelled alike, since to look at all opens every table. */
  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    return first(
            """
            SELECT TABLE_NAME FROM information_schema.TABLES
            WHERE TABLE_SCHEMA = :schema AND TABLE_NAME = :name
            """,
            schema,
            name)
        .or(() ->
            first(
                """
                SELECT TABLE_NAME FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = :schema AND lower(TABLE_NAME) = lower(:name)
                ORDER BY TABLE_NAME = lower(:name) DESC, TABLE_NAME
                """,
                schema,
                name))
        .map(table -> new CatalogTable(List.of(schema, table), columns(schema, table)));
  }

  private Optional<String> first(String sql, String schema, String name) {
    return handle
        .createQuery(sql)
        .bindMap(java.util.Map.of("schema", schema, "name", name))
        .mapTo(String.class)
        .findFirst();
  }

  private List<CatalogColumn> columns(String schema, String table) {
    return handle
        .createQuery(
            """
            SELECT COLUMN_NAME FROM information_schema.COLUMNS
            WHERE TABLE_SCHEMA = :schema AND TABLE_NAME = :name
            ORDER BY ORDINAL_POSITION
            """)
        .bind("schema", schema)
        .bind("name", table)
        .mapTo(String.class)
        .map(name -> new CatalogColumn(name, List.of()))
        .list();
  }
}
