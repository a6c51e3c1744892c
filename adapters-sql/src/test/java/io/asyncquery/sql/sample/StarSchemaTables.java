package io.asyncquery.sql.sample;

import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.ClickHouseTables;
import io.asyncquery.sql.mysql.MariaDbServer;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.trino.TrinoServer;
import io.asyncquery.sql.trino.TrinoTables;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** Brings the tables of the Star Schema Benchmark from DuckDB into servers. */
public final class StarSchemaTables {

  private static final List<String> TABLES =
      List.of("customer", "supplier", "part", "dates", "lineorder");

  private StarSchemaTables() {}

  /** Takes a CSV file of one table, whose name and columns it is told. */
  @FunctionalInterface
  private interface Loader {
    void load(String table, String columns, Path rows) throws Exception;
  }

  public static void copy(Path duckDb, PostgreSqlServer server) throws Exception {
    try (Connection to = server.connect()) {
      each(
          duckDb,
          (table, columns, file) -> {
            server.execute("CREATE TABLE " + table + "(" + columns + ")");
            try (Reader rows = Files.newBufferedReader(file)) {
              to.unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn("COPY " + table + " FROM STDIN (FORMAT csv)", rows);
            }
          });
    }
    server.execute("ANALYZE");
  }

  public static void copy(Path duckDb, MariaDbServer server) throws Exception {
    each(
        duckDb,
        (table, columns, file) ->
            server.execute(
                "CREATE TABLE " + table + "(" + columns.replace("varchar", "varchar(60)") + ")",
                "LOAD DATA LOCAL INFILE '%s' INTO TABLE %s CHARACTER SET utf8mb4"
                        .formatted(file, table)
                    + " FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '\"'",
                "ANALYZE TABLE " + table));
    index(server);
  }

  /** Into {@code schema}, which must not be there yet. */
  public static void copy(Path duckDb, TrinoServer server, String schema) throws Exception {
    try (TrinoTables data = new TrinoTables(server, schema)) {
      each(duckDb, "DELIMITER '|', QUOTE '', ESCAPE ''", data::load);
    }
  }

  /** Into {@code database}, which must not be there yet. */
  public static void copy(Path duckDb, ClickHouseServer server, String database) throws Exception {
    each(
        duckDb, "DELIMITER '|', QUOTE '', ESCAPE ''", new ClickHouseTables(server, database)::load);
  }

  /** What a server without joins by hash needs. */
  private static void index(MariaDbServer server) throws SQLException {
    server.execute(
        "ALTER TABLE customer ADD PRIMARY KEY (c_custkey)",
        "ALTER TABLE supplier ADD PRIMARY KEY (s_suppkey)",
        "ALTER TABLE part ADD PRIMARY KEY (p_partkey)",
        "ALTER TABLE dates ADD PRIMARY KEY (d_datekey)");
  }

  private static void each(Path duckDb, Loader loader) throws Exception {
    each(duckDb, "DELIMITER ','", loader);
  }

  private static void each(Path duckDb, String cells, Loader loader) throws Exception {
    try (Connection from = DriverManager.getConnection("jdbc:duckdb:" + duckDb);
        Statement statement = from.createStatement()) {
      for (String table : TABLES) {
        Path rows = duckDb.resolveSibling(table + ".csv");
        statement.execute(
            "COPY %s TO '%s' (FORMAT csv, HEADER false, %s)".formatted(table, rows, cells));
        loader.load(table, columns(statement, table), rows);
      }
    }
  }

  private static String columns(Statement statement, String table) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT lower(string_agg(column_name || ' ' || data_type, ', ' ORDER BY column_index))"
                + " FROM duckdb_columns() WHERE lower(table_name) = '"
                + table
                + "'")) {
      row.next();
      return row.getString(1);
    }
  }
}
