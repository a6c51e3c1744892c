package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.Containers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("slow")
@EnabledIf(value = Containers.CAN_RUN, disabledReason = Containers.NO_DOCKER)
class PostgreSqlContainerContractTest extends PostgreSqlContract {

  PostgreSqlContainerContractTest() {
    super(PostgreSqlServer.inContainer());
  }
}
