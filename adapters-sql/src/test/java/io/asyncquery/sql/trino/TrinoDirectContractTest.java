package io.asyncquery.sql.trino;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** Rows come within the answers of the coordinator. */
@Tag("slow")
class TrinoDirectContractTest extends TrinoContract {

  TrinoDirectContractTest(TrinoServer server) throws IOException {
    super(server, "direct", false);
  }
}
