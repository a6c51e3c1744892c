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
 *
 * <p>Every function, operator and type is named with its schema: users of the database may have put
 * others of these names into schemas of the search path, and PostgreSQL takes the one that fits
 * best.
 */
record PostgreSqlCatalog(Handle handle) implements Catalog {

  private static final String NAME = "CAST(:name AS pg_catalog.text)";

  private static final String LIKELY =
      """
      c.relname OPERATOR(pg_catalog.=) <name>
        OR c.relname OPERATOR(pg_catalog.=) pg_catalog.lower(<name>)
      """;

  private static final String ANY_CASE =
      """
      pg_catalog.lower(CAST(c.relname AS pg_catalog.text) COLLATE pg_catalog."C")
        OPERATOR(pg_catalog.=) pg_catalog.lower(<name> COLLATE pg_catalog."C")
      """;

  @Override
  public Optional<String> schema(String name) {
    return handle
        .createQuery(
            """
            SELECT nspname FROM pg_catalog.pg_namespace
            WHERE pg_catalog.lower(CAST(nspname AS pg_catalog.text) COLLATE pg_catalog."C")
                OPERATOR(pg_catalog.=) pg_catalog.lower(<name> COLLATE pg_catalog."C")
              AND CAST(nspname AS pg_catalog.text)
                OPERATOR(pg_catalog.!~) CAST('^(pg_|information_schema$)' AS pg_catalog.text)
            ORDER BY CAST(nspname AS pg_catalog.text) OPERATOR(pg_catalog.=) <name> DESC,
              CAST(nspname AS pg_catalog.text) OPERATOR(pg_catalog.=) pg_catalog.lower(<name>) DESC,
              nspname
            """
                .replace("<name>", NAME))
        .bind("name", name)
        .mapTo(String.class)
        .findFirst();
  }

  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    return relation(schema, name, LIKELY)
        .or(() -> relation(schema, name, ANY_CASE))
        .map(relation -> new CatalogTable(List.of(schema, relation.name), columns(relation.oid)));
  }

  /** By an index where the name is spelled alike or in lower case, else by looking at all. */
  private Optional<Relation> relation(String schema, String name, String condition) {
    return handle
        .createQuery(
            """
            SELECT c.oid, c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
            WHERE n.nspname OPERATOR(pg_catalog.=) CAST(:schema AS pg_catalog.name)
              AND c.relkind OPERATOR(pg_catalog.=)
                ANY (CAST('{r,v,m,f,p}' AS pg_catalog."char"[]))
              AND (<condition>)
            ORDER BY CAST(c.relname AS pg_catalog.text) OPERATOR(pg_catalog.=) <name> DESC,
              CAST(c.relname AS pg_catalog.text)
                OPERATOR(pg_catalog.=) pg_catalog.lower(<name>) DESC,
              c.relname
            """
                .replace("<condition>", condition)
                .replace("<name>", NAME))
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
            WHERE attrelid OPERATOR(pg_catalog.=) CAST(:relation AS pg_catalog.oid)
              AND attnum OPERATOR(pg_catalog.>) CAST(0 AS pg_catalog.int2) AND NOT attisdropped
            ORDER BY attnum
            """)
        .bind("relation", relation)
        .mapTo(String.class)
        .map(column -> new CatalogColumn(column, List.of()))
        .list();
  }

  private record Relation(long oid, String name) {}
}
