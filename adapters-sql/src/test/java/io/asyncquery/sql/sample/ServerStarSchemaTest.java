package io.asyncquery.sql.sample;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.mysql.MariaDbServer;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.trino.SharedTrino;
import io.asyncquery.sql.trino.TrinoServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The queries of the Star Schema Benchmark give the same rows from servers as from DuckDB. */
@ExtendWith(SharedTrino.class)
class ServerStarSchemaTest {

  @TempDir Path folder;

  @BeforeEach
  void make() throws Exception {
    StarSchema.create(file(), 0.01, _ -> {});
  }

  @Test
  void postgresql_gives_the_rows_that_duckdb_gives_by_its_own_kind_and_by_that_for_any_driver()
      throws Exception {
    try (PostgreSqlServer server = PostgreSqlServer.start()) {
      StarSchemaTables.copy(file(), server);
      compare(server.source());
      compare(server.jdbcSource());
    }
  }

  @Test
  void mariadb_gives_the_rows_that_duckdb_gives() throws Exception {
    try (MariaDbServer server = MariaDbServer.start()) {
      StarSchemaTables.copy(file(), server);
      compare(server.source());
    }
  }

  @Test
  @Tag("slow")
  void trino_gives_the_rows_that_duckdb_gives(TrinoServer server) throws Exception {
    StarSchemaTables.copy(file(), server, "ssb");
    compare(server.source("ssb"));
  }

  @Test
  @Tag("slow")
  @ExtendWith(SharedClickHouse.class)
  void clickhouse_gives_the_rows_that_duckdb_gives(ClickHouseServer server) throws Exception {
    StarSchemaTables.copy(file(), server, "ssb");
    compare(server.source("ssb"));
  }

  private void compare(SourceDefinition source) {
    try (SqlQueryEngine duckDb = open(new SourceDefinition.DuckDbFile(file()));
        SqlQueryEngine server = open(source)) {
      for (StarSchemaQuery query : StarSchemaQuery.values()) {
        assertEquals(rows(duckDb, query.sql()), rows(server, query.sql()), query.label());
      }
      assertFalse(rows(server, StarSchemaQuery.Q4_1.sql()).isEmpty());
    }
  }

  private Path file() {
    return folder.resolve("ssb.duckdb");
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
}
