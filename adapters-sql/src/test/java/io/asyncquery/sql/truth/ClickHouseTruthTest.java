package io.asyncquery.sql.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.sample.StarSchemaTables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of types, nothing is compared: those of ClickHouse's numbers are other than DuckDB's. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseTruthTest extends TruthSuite {

  private final ClickHouseServer server;

  ClickHouseTruthTest(ClickHouseServer server) {
    this.server = server;
  }

  @Override
  protected SqlQueryEngine open(Path duckDb) throws Exception {
    StarSchemaTables.copy(duckDb, server, "truth");
    return open();
  }

  private SqlQueryEngine open() {
    return SqlQueryEngine.open(
        List.of(Databases.project(server.source("truth"))), DuckDbSettings.defaults());
  }

  @Override
  protected void assertSame(Answer expected, Answer answer, String message) {
    if (!answer.hasValuesOf(expected)) {
      assertEquals(expected.rows(), answer.rows(), message);
    }
  }
}
