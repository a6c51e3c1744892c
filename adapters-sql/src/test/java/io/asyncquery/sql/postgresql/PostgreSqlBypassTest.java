package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.BypassSuite;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Nothing gets past what keeps queries to PostgreSQL harmless, though the source's user may do all
 * there; the connection alone is tried as a user that may only read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgreSqlBypassTest extends BypassSuite {

  private final QueryPlanner anyFunction =
      new QueryPlanner(
          EVERY_FUNCTION,
          PostgreSqlTranslations.INSTANCE,
          PostgreSqlDialect.INSTANCE,
          NameMatching.EXACT);
  private final PostgreSqlServer server = PostgreSqlServer.start();
  private final Source source = PostgreSqlSource.of(server.settings());
  private final PostgreSqlSettings reader =
      PostgreSqlServer.settings(
          server.port(), "reader", Duration.ofSeconds(10), Duration.ofMinutes(1));
  private final Source guarded = PostgreSqlSource.of(reader);
  private final SqlQueryEngine engine =
      SqlQueryEngine.open(
          List.of(Databases.project(new SourceDefinition.PostgreSql(reader))),
          DuckDbSettings.defaults());

  PostgreSqlBypassTest() throws IOException {}

  @BeforeAll
  void fill() throws Exception {
    server.execute(
        "CREATE TABLE t(a INTEGER, b VARCHAR)",
        "INSERT INTO t VALUES (1, 'x')",
        "CREATE TABLE hidden(a INTEGER)",
        "CREATE SEQUENCE s",
        "CREATE SCHEMA other",
        "CREATE TABLE other.u(a INTEGER)",
        "CREATE FUNCTION public.add_one() RETURNS INTEGER LANGUAGE SQL AS"
            + " 'INSERT INTO t VALUES (2) RETURNING a'",
        "CREATE FUNCTION public.owners(x INTEGER) RETURNS BIGINT STABLE SECURITY DEFINER"
            + " LANGUAGE SQL AS 'SELECT count(*) FROM hidden'",
        "CREATE FUNCTION public.guests(x INTEGER) RETURNS BIGINT STABLE LANGUAGE SQL AS"
            + " 'SELECT count(*) FROM t'",
        "REVOKE EXECUTE ON FUNCTION public.guests FROM PUBLIC",
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON t TO reader");
  }

  @AfterAll
  void stop() throws IOException {
    engine.close();
    guarded.close();
    source.close();
    server.close();
  }

  @Override
  protected Source source() {
    return source;
  }

  @Override
  protected Source guarded() {
    return guarded;
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
