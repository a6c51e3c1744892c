package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for one database and one table at a time. ClickHouse tells names apart by case: of those
 * that differ in case alone, the one spelled alike comes first.
 */
record ClickHouseCatalog(ClickHouseSession session) implements Catalog {

  private static final String CLOSEST =
      " (name = {name:String} OR lowerUTF8(name) = lowerUTF8({name:String}))"
          + " ORDER BY name = {name:String} DESC, name LIMIT 1";

  @Override
  public Optional<String> schema(String name) {
    return first(
        "SELECT name FROM system.databases"
            + " WHERE lower(name) NOT IN ('system', 'information_schema') AND"
            + CLOSEST,
        Map.of("name", name));
  }

  @Override
  public Optional<CatalogTable> table(String schema, String name) {
    return first(
            "SELECT name FROM system.tables WHERE database = {schema:String} AND" + CLOSEST,
            Map.of("schema", schema, "name", name))
        .map(found -> new CatalogTable(List.of(schema, found), columns(schema, found)));
  }

  private Optional<String> first(String sql, Map<String, String> parameters) {
    return session.rows(sql, parameters).stream().map(List::getFirst).findFirst();
  }

  private List<CatalogColumn> columns(String schema, String table) {
    return session
        .rows(
            "SELECT name, type FROM system.columns WHERE database = {schema:String}"
                + " AND table = {table:String} AND default_kind <> 'EPHEMERAL' ORDER BY position",
            Map.of("schema", schema, "table", table))
        .stream()
        .map(row -> column(row.getFirst(), ClickHouseTypeName.of(row.get(1))))
        .toList();
  }

  private static CatalogColumn column(String name, ClickHouseTypeName type) {
    return new CatalogColumn(
        name,
        type.base().equals("Tuple")
            ? type.arguments().stream()
                .filter(field -> field.name().isPresent())
                .map(field -> column(field.name().get(), field.type()))
                .toList()
            : List.of());
  }
}
