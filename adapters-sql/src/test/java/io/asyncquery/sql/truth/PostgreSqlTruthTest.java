package io.asyncquery.sql.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.sample.StarSchemaTables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Sums and averages are PostgreSQL's numerics: of types, nothing is compared. */
class PostgreSqlTruthTest extends TruthSuite {

  private final PostgreSqlServer server = PostgreSqlServer.start();

  PostgreSqlTruthTest() throws Exception {}

  @Override
  protected SqlQueryEngine open(Path duckDb) throws Exception {
    StarSchemaTables.copy(duckDb, server);
    return SqlQueryEngine.open(
        List.of(Databases.project(server.source())), DuckDbSettings.defaults());
  }

  @Override
  protected void assertSame(Answer expected, Answer answer, String message) {
    if (!answer.hasValuesOf(expected)) {
      assertEquals(expected.rows(), answer.rows(), message);
    }
  }

  @Override
  protected int many() {
    return 500;
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }
}
