package io.asyncquery.sql.mysql;

import io.asyncquery.sql.BypassSuite;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.source.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Nothing gets past what keeps queries to MariaDB harmless, though the source's user may do all
 * there; the connection alone is tried as a user that may only read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlBypassTest extends BypassSuite {

  private final QueryPlanner anyFunction =
      new QueryPlanner(
          EVERY_FUNCTION, MySqlTranslations.INSTANCE, MySqlDialect.INSTANCE, NameMatching.EXACT);
  private final MariaDbServer server = MariaDbServer.start();
  private final Source source = MySqlSource.of(server.settings());
  private final MySqlSettings guest =
      MariaDbServer.settings(
          server.port(), "guest", "the password", Duration.ofSeconds(10), Duration.ofMinutes(1));
  private final Source guarded = MySqlSource.of(guest);
  private final SqlQueryEngine engine =
      SqlQueryEngine.open(
          List.of(Databases.project(new SourceDefinition.MySql(guest))), DuckDbSettings.defaults());

  MySqlBypassTest() throws Exception {}

  @BeforeAll
  void fill() throws Exception {
    server.execute(
        "USE data",
        "CREATE TABLE t(a INTEGER, b VARCHAR(100))",
        "INSERT INTO t VALUES (1, 'x')",
        "CREATE TABLE many AS SELECT seq AS n FROM seq_1_to_3000",
        "CREATE TABLE hidden(a INTEGER)",
        "CREATE SEQUENCE s",
        "CREATE FUNCTION add_one() RETURNS INTEGER MODIFIES SQL DATA BEGIN"
            + " INSERT INTO t VALUES (2, 'y'); RETURN 1; END",
        "CREATE FUNCTION guests(x INTEGER) RETURNS INTEGER READS SQL DATA"
            + " RETURN (SELECT count(*) FROM hidden)",
        "CREATE USER guest IDENTIFIED BY 'the password'",
        "GRANT SELECT ON data.t TO guest",
        "GRANT SELECT ON data.many TO guest");
  }

  @AfterAll
  void stop() throws Exception {
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
