package io.asyncquery.sql.tpch;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;

/** Orders and their lines in DuckDB, all else in PostgreSQL. */
class FederatedTpchTest extends TpchSuite {

  private static final EnumSet<TpchTable> ORDERS = EnumSet.of(TpchTable.ORDERS, TpchTable.LINEITEM);

  private static final Pattern OTHERS =
      Pattern.compile("(?<=FROM |JOIN |, )(CUSTOMER|SUPPLIER|PARTSUPP|PART|NATION|REGION)\\b");

  private final PostgreSqlServer server = PostgreSqlServer.start();

  FederatedTpchTest() throws Exception {}

  @Override
  protected SqlQueryEngine open(Path folder) throws Exception {
    TpchData.postgreSql(folder, server, EnumSet.complementOf(ORDERS));
    Path file = TpchData.duckDb(folder, "orders.duckdb", ORDERS);
    return SqlQueryEngine.open(
        List.of(
            Databases.project(
                Map.of("orders", new SourceDefinition.DuckDbFile(file), "others", server.source()),
                "orders")),
        DuckDbSettings.defaults());
  }

  @Override
  protected String sent(String sql) {
    return OTHERS.matcher(sql).replaceAll("others.$1");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }
}
