package io.asyncquery.sql.tpch;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** By the kind for any driver. */
class JdbcTpchTest extends TpchSuite {

  private final PostgreSqlServer server = PostgreSqlServer.start();

  JdbcTpchTest() throws Exception {}

  @Override
  protected SqlQueryEngine open(Path folder) throws Exception {
    TpchData.postgreSql(folder, server, EnumSet.allOf(TpchTable.class));
    return SqlQueryEngine.open(
        List.of(Databases.project(server.jdbcSource())), DuckDbSettings.defaults());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }
}
