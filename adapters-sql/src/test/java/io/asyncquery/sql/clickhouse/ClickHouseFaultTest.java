package io.asyncquery.sql.clickhouse;

import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.postgresql.ServerFaultContract;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseFaultTest extends ServerFaultContract {

  ClickHouseFaultTest() throws Exception {
    super(new FaultyClickHouse());
  }

  @Override
  protected SourceDefinition source(int port) {
    return new SourceDefinition.ClickHouse(
        ClickHouseServer.settings(port, "default", "default", READ_TIMEOUT, Map.of()));
  }

  /** The server says so at the end of the rows. */
  @Override
  protected QueryFailure ended() {
    return QueryFailure.source("Source [data] ended the query");
  }
}
