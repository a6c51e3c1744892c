package io.asyncquery.sql.plan;

import io.asyncquery.sql.source.Catalog;

/**
 * Where the tables of a query are looked for.
 *
 * @param source the name that may stand before a schema
 * @param defaultSchema the schema of tables that have none before them
 */
public record TableScope(Catalog catalog, String source, String defaultSchema) {}
