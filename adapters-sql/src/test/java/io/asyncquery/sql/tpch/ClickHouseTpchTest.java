package io.asyncquery.sql.tpch;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseTpchTest extends TpchSuite {

  private final ClickHouseServer server;

  ClickHouseTpchTest(ClickHouseServer server) {
    this.server = server;
  }

  @Override
  protected SqlQueryEngine open(Path folder) throws Exception {
    TpchData.clickHouse(folder, server, "tpch", EnumSet.allOf(TpchTable.class));
    return SqlQueryEngine.open(
        List.of(Databases.project(server.source("tpch"))), DuckDbSettings.defaults());
  }
}
