package io.asyncquery.sql.tpch;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.trino.SharedTrino;
import io.asyncquery.sql.trino.TrinoServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * In its own connector {@code tpch}, Trino has other comments: it reads the same rows as others.
 */
@Tag("slow")
@ExtendWith(SharedTrino.class)
class TrinoTpchTest extends TpchSuite {

  private final TrinoServer server;

  TrinoTpchTest(TrinoServer server) {
    this.server = server;
  }

  @Override
  protected SqlQueryEngine open(Path folder) throws Exception {
    TpchData.trino(folder, server, "tpch", EnumSet.allOf(TpchTable.class));
    return SqlQueryEngine.open(
        List.of(Databases.project(server.source("tpch"))), DuckDbSettings.defaults());
  }
}
