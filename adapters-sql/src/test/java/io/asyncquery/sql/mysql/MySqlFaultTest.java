package io.asyncquery.sql.mysql;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.postgresql.ServerFaultContract;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class MySqlFaultTest extends ServerFaultContract {

  MySqlFaultTest() throws Exception {
    super(new FaultyMariaDb());
  }

  @Override
  protected SourceDefinition source(int port) {
    return new SourceDefinition.MySql(
        MariaDbServer.settings(port, "root", "", Duration.ofSeconds(2), READ_TIMEOUT));
  }
}
