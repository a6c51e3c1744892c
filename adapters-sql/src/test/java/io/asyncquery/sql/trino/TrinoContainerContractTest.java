package io.asyncquery.sql.trino;

import io.asyncquery.sql.Containers;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("slow")
@EnabledIf(value = Containers.CAN_RUN, disabledReason = Containers.NO_DOCKER)
class TrinoContainerContractTest extends TrinoContract {

  TrinoContainerContractTest() throws IOException, SQLException {
    super(TrinoServer.inContainer(), "direct", false);
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }
}
