package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.Containers;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server whole, its own HTTP interface with it. */
@Tag("slow")
@EnabledIf(value = Containers.CAN_RUN, disabledReason = Containers.NO_DOCKER)
class ClickHouseContainerContractTest extends ClickHouseContract {

  ClickHouseContainerContractTest() throws IOException {
    super(ClickHouseServer.inContainer());
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }
}
