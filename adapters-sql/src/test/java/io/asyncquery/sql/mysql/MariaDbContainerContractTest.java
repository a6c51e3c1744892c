package io.asyncquery.sql.mysql;

import io.asyncquery.sql.Containers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("slow")
@EnabledIf(value = Containers.CAN_RUN, disabledReason = Containers.NO_DOCKER)
class MariaDbContainerContractTest extends MySqlContract {

  MariaDbContainerContractTest() throws Exception {
    super(MariaDbServer.inContainer("mariadb:11.8"));
  }
}
