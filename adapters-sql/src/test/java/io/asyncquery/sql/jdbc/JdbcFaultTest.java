package io.asyncquery.sql.jdbc;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.postgresql.FaultyPostgreSql;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.postgresql.ServerFaultContract;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class JdbcFaultTest extends ServerFaultContract {

  JdbcFaultTest() throws IOException {
    super(new FaultyPostgreSql());
  }

  @Override
  protected SourceDefinition source(int port) {
    return new SourceDefinition.Jdbc(PostgreSqlServer.jdbcSettings(port));
  }
}
