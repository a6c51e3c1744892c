package io.asyncquery.sql.clickhouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Brings rows into a database exactly as they are. */
public final class ClickHouseTables {

  private final ClickHouseServer server;
  private final String database;

  /** Makes {@code database}, which must not be there yet. */
  public ClickHouseTables(ClickHouseServer server, String database) throws SQLException {
    this.server = server;
    this.database = database;
    server.execute("default", "CREATE DATABASE " + database);
  }

  /**
   * Makes and fills a table.
   *
   * @param columns names and types as a CREATE TABLE has them
   * @param rows a line for each, with a bar between the cells, none of which is NULL or holds one
   */
  public void load(String table, String columns, Path rows) throws IOException, SQLException {
    server.execute(
        database,
        "CREATE TABLE " + table + "(" + columns + ") ENGINE = MergeTree ORDER BY tuple()",
        "INSERT INTO "
            + table
            + " SETTINGS format_csv_delimiter = '|', format_csv_allow_double_quotes = 0,"
            + " input_format_csv_trim_whitespaces = 0, format_csv_allow_single_quotes = 0 FORMAT"
            + " CSV\n"
            + Files.readString(rows));
  }
}
