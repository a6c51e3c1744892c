package io.asyncquery.sql.tpch;

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
import java.sql.Statement;
import java.util.Collection;
import org.postgresql.PGConnection;

/** Brings tables into databases. */
final class TpchData {

  private TpchData() {}

  static Path duckDb(Path folder, String name, Collection<TpchTable> tables) throws Exception {
    Path file = folder.resolve(name);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (TpchTable table : tables) {
        statement.execute(table.create());
        statement.execute(
            "COPY %s FROM '%s' (DELIMITER '|', HEADER false, QUOTE '')"
                .formatted(table, table.write(folder)));
      }
    }
    return file;
  }

  static void postgreSql(Path folder, PostgreSqlServer server, Collection<TpchTable> tables)
      throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (TpchTable table : tables) {
        statement.execute(table.create());
        try (Reader rows = Files.newBufferedReader(table.write(folder))) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + table + " FROM STDIN (DELIMITER '|')", rows);
        }
      }
      index(statement, tables);
      statement.execute("ANALYZE");
    }
  }

  static void mariaDb(Path folder, MariaDbServer server, Collection<TpchTable> tables)
      throws Exception {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (TpchTable table : tables) {
        statement.execute(table.create());
        statement.execute(
            "LOAD DATA LOCAL INFILE '%s' INTO TABLE %s FIELDS TERMINATED BY '|'"
                .formatted(table.write(folder), table));
      }
      index(statement, tables);
    }
  }

  static void trino(Path folder, TrinoServer server, String schema, Collection<TpchTable> tables)
      throws Exception {
    try (TrinoTables data = new TrinoTables(server, schema)) {
      for (TpchTable table : tables) {
        data.load(table.name(), table.columns(), table.write(folder));
      }
    }
  }

  static void clickHouse(
      Path folder, ClickHouseServer server, String database, Collection<TpchTable> tables)
      throws Exception {
    ClickHouseTables data = new ClickHouseTables(server, database);
    for (TpchTable table : tables) {
      data.load(table.name(), table.columns(), table.write(folder));
    }
  }

  /** What correlated subqueries look up: without it they read whole tables for each row. */
  private static void index(Statement statement, Collection<TpchTable> tables) throws Exception {
    if (tables.contains(TpchTable.LINEITEM)) {
      statement.execute("CREATE INDEX LINES_OF_ORDER ON LINEITEM(L_ORDERKEY)");
      statement.execute("CREATE INDEX LINES_OF_PART ON LINEITEM(L_PARTKEY, L_SUPPKEY)");
    }
    if (tables.contains(TpchTable.ORDERS)) {
      statement.execute("CREATE INDEX ORDERS_BY_KEY ON ORDERS(O_ORDERKEY)");
      statement.execute("CREATE INDEX ORDERS_OF_CUSTOMER ON ORDERS(O_CUSTKEY)");
    }
    if (tables.contains(TpchTable.PARTSUPP)) {
      statement.execute("CREATE INDEX SUPPLIES_OF_PART ON PARTSUPP(PS_PARTKEY, PS_SUPPKEY)");
    }
  }
}
