package io.asyncquery.sql.trino;

import io.asyncquery.sql.BypassSuite;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.source.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nothing gets past what keeps queries to Trino harmless, though the source's user may do all
 * there; the connection alone is tried as a user that may only read.
 */
@Tag("slow")
@ExtendWith(SharedTrino.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrinoBypassTest extends BypassSuite {

  private static final String SCHEMA = "bypass";

  private final QueryPlanner anyFunction =
      new QueryPlanner(
          EVERY_FUNCTION, TrinoTranslations.INSTANCE, TrinoDialect.INSTANCE, NameMatching.EXACT);
  private final TrinoServer server;
  private final Source source;
  private final Source guarded;
  private final SqlQueryEngine engine;

  TrinoBypassTest(TrinoServer server) throws IOException {
    TrinoSettings reader = server.settings(TrinoServer.READER, SCHEMA);
    this.server = server;
    this.source = TrinoSource.of(server.settings("test", SCHEMA));
    this.guarded = TrinoSource.of(reader);
    this.engine =
        SqlQueryEngine.open(
            List.of(Databases.project(new SourceDefinition.Trino(reader))),
            DuckDbSettings.defaults());
  }

  @BeforeAll
  void fill() throws Exception {
    server.execute("default", "CREATE SCHEMA IF NOT EXISTS memory." + SCHEMA);
    server.execute(
        SCHEMA,
        "CREATE TABLE t(a INTEGER, b VARCHAR)",
        "INSERT INTO t VALUES (1, 'x')",
        "CREATE TABLE many AS SELECT sequential_number AS n FROM TABLE(sequence(1, 100000))");
  }

  @AfterAll
  void stop() {
    engine.close();
    guarded.close();
    source.close();
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
