package io.asyncquery.sql.mysql;

import io.asyncquery.sql.Containers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("slow")
@EnabledIf(value = Containers.CAN_RUN, disabledReason = Containers.NO_DOCKER)
class MySqlContainerContractTest extends MySqlContract {

  MySqlContainerContractTest() throws Exception {
    super(MariaDbServer.inContainer("mysql:9.7"));
  }
}
