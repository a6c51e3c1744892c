package io.asyncquery.sql.trino;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Rows lie in segments, which are got apart. */
@Tag("slow")
class TrinoContractTest extends TrinoContract {

  TrinoContractTest(TrinoServer server) throws IOException {
    super(
        server,
        TrinoServer.settings(
            "127.0.0.1", server.port(), "test", "default", Duration.ofMinutes(1), true, Map.of()));
  }
}
