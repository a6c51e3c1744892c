package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.BypassSuite;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nothing gets past what keeps queries to ClickHouse harmless. The connection alone refuses what
 * {@code readonly = 2} does, which is not all: temporary tables, and to write by functions such as
 * {@code file}, are a matter of grants. These are the server's own affair, and not tried here.
 */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseBypassTest extends BypassSuite {

  private static final String DATABASE = "bypass";

  private final QueryPlanner anyFunction =
      new QueryPlanner(
          EVERY_FUNCTION,
          ClickHouseTranslations.INSTANCE,
          ClickHouseDialect.INSTANCE,
          NameMatching.EXACT);
  private final ClickHouseServer server;
  private final Source source;
  private final SqlQueryEngine engine;

  ClickHouseBypassTest(ClickHouseServer server) throws IOException {
    this.server = server;
    this.source = ClickHouseSource.of(server.settings(DATABASE));
    ClickHouseSettings small =
        ClickHouseServer.settings(
            server.port(),
            "default",
            DATABASE,
            Duration.ofMinutes(1),
            Map.of("max_memory_usage", "500000000"));
    this.engine =
        SqlQueryEngine.open(
            List.of(Databases.project(new SourceDefinition.ClickHouse(small))),
            DuckDbSettings.defaults());
  }

  @BeforeAll
  void fill() throws SQLException {
    server.execute("default", "CREATE DATABASE " + DATABASE);
    server.execute(
        DATABASE,
        "CREATE TABLE t(a Int32, b String) ENGINE = MergeTree ORDER BY a",
        "INSERT INTO t VALUES (1, 'x')",
        "CREATE TABLE many(n Int64) ENGINE = MergeTree ORDER BY n",
        "INSERT INTO many SELECT number FROM numbers(100000)",
        "CREATE FUNCTION add_one AS x -> x + 1");
  }

  @AfterAll
  void stop() {
    engine.close();
    source.close();
  }

  @Override
  protected void execute(Connection connection, String sql) throws SQLException {
    try {
      var _ = connection.unwrap(ClickHouseSession.class).rows(sql, Map.of());
    } catch (ConnectionException e) {
      throw (SQLException) e.getCause();
    }
  }

  @Override
  protected int many() {
    return 130;
  }

  @Override
  protected Source source() {
    return source;
  }

  @Override
  protected Source guarded() {
    return source;
  }

  @Override
  protected SqlQueryEngine small() {
    return engine;
  }

  @Override
  protected QueryPlanner anyFunction() {
    return anyFunction;
  }
}
