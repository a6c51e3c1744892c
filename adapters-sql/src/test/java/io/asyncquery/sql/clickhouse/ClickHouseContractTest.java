package io.asyncquery.sql.clickhouse;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseContractTest extends ClickHouseContract {

  ClickHouseContractTest(ClickHouseServer server) throws IOException {
    super(server);
  }
}
