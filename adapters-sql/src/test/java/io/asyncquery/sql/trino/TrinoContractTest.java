package io.asyncquery.sql.trino;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** Rows lie in segments, which are got apart. */
@Tag("slow")
class TrinoContractTest extends TrinoContract {

  TrinoContractTest(TrinoServer server) throws IOException {
    super(server, "default", true);
  }
}
