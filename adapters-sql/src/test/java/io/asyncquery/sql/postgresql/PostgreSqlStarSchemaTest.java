package io.asyncquery.sql.postgresql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.sample.StarSchema;
import io.asyncquery.sql.sample.StarSchemaQuery;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The queries of the Star Schema Benchmark give the same rows from PostgreSQL as from DuckDB. */
class PostgreSqlStarSchemaTest {

  private static final List<String> TABLES =
      List.of("customer", "supplier", "part", "dates", "lineorder");

  @TempDir Path folder;

  @Test
  void every_query_gives_the_rows_that_duckdb_gives() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, 0.01, _ -> {});
    try (PostgreSqlServer server = PostgreSqlServer.start()) {
      copy(file, server);
      try (SqlQueryEngine duckDb = open(new SourceDefinition.DuckDbFile(file));
          SqlQueryEngine postgreSql = open(server.source())) {
        for (StarSchemaQuery query : StarSchemaQuery.values()) {
          assertEquals(rows(duckDb, query.sql()), rows(postgreSql, query.sql()), query.label());
        }
        assertFalse(rows(postgreSql, StarSchemaQuery.Q4_1.sql()).isEmpty());
      }
    }
  }

  private static SqlQueryEngine open(SourceDefinition source) {
    return SqlQueryEngine.open(List.of(Databases.project(source)), DuckDbSettings.defaults());
  }

  /** As text, in an order of their own where the query leaves it open. */
  private static List<String> rows(SqlQueryEngine engine, String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll).stream()
        .map(String::valueOf)
        .sorted()
        .toList();
  }

  private void copy(Path file, PostgreSqlServer server) throws Exception {
    try (Connection from = DriverManager.getConnection("jdbc:duckdb:" + file);
        Connection to = server.connect();
        Statement statement = from.createStatement()) {
      for (String table : TABLES) {
        Path rows = folder.resolve(table + ".csv");
        statement.execute("COPY " + table + " TO '" + rows + "' (FORMAT csv, HEADER false)");
        server.execute("CREATE TABLE " + table + "(" + columns(statement, table) + ")");
        try (Reader reader = Files.newBufferedReader(rows)) {
          to.unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + table + " FROM STDIN (FORMAT csv)", reader);
        }
      }
    }
  }

  private static String columns(Statement statement, String table) throws Exception {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT string_agg(lower(column_name) || ' ' || data_type, ', ' ORDER BY column_index)"
                + " FROM duckdb_columns() WHERE lower(table_name) = '"
                + table
                + "'")) {
      row.next();
      return row.getString(1);
    }
  }
}
