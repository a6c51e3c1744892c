package io.asyncquery.sql.trino;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Rows come within the answers of the coordinator. */
@Tag("slow")
class TrinoDirectContractTest extends TrinoContract {

  TrinoDirectContractTest(TrinoServer server) throws IOException {
    super(
        server,
        TrinoServer.settings(
            "127.0.0.1", server.port(), "test", "direct", Duration.ofMinutes(1), false, Map.of()));
  }
}
