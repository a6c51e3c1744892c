package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.SourceDefinition;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class PostgreSqlFaultTest extends ServerFaultContract {

  PostgreSqlFaultTest() throws IOException {
    super(new FaultyPostgreSql());
  }

  @Override
  protected SourceDefinition source(int port) {
    return new SourceDefinition.PostgreSql(
        PostgreSqlServer.settings(port, "postgres", Duration.ofSeconds(2), READ_TIMEOUT));
  }
}
