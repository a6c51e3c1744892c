package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * ClickHouse and, beside it, DuckDB with the same table, which tells what is true.
 *
 * @param engine that of ClickHouse
 * @param truth that of DuckDB
 */
record TwoEngines(SqlQueryEngine engine, SqlQueryEngine truth) implements AutoCloseable {

  /**
   * @param columns of {@code table} in DuckDB
   * @param same those in ClickHouse
   * @param rows the literals of each in brackets, as both take them
   */
  static TwoEngines of(
      ClickHouseServer server, Path folder, String table, String columns, String same, String rows)
      throws Exception {
    String values = table + " VALUES " + rows;
    Path file =
        Databases.duckDb(
            folder, "CREATE TABLE " + table + "(" + columns + ")", "INSERT INTO " + values);
    String database = "only_" + table;
    server.execute(
        "default",
        "CREATE DATABASE " + database,
        "CREATE TABLE %s.%s(%s) ENGINE = MergeTree ORDER BY tuple()"
            .formatted(database, table, same),
        "INSERT INTO " + database + "." + values);
    return new TwoEngines(
        open(server.source(database)), open(new SourceDefinition.DuckDbFile(file)));
  }

  private static SqlQueryEngine open(SourceDefinition source) {
    return SqlQueryEngine.open(List.of(Databases.project(source)), DuckDbSettings.defaults());
  }

  @Override
  public void close() {
    engine.close();
    truth.close();
  }
}
