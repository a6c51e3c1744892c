package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server over real HTTP, with a project on a real PostgreSQL. */
class PostgreSqlServerTest {

  private static final String HASH = "$2a$10$Cs.3T5GPnkebs8s8TN9yUuZmAi97gmMVyAvPUmCgTF8fzbmSce/Hi";

  @TempDir Path folder;

  @Test
  void a_query_becomes_a_file() throws Exception {
    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      prepare(database);
      try (Server server = start(database.getPort());
          TestClient ann = clientOf(server)) {
        String id = ann.submit("select I, NAME, price from NUMBERS order by i limit 2");
        assertEquals("SUCCESSFUL", ann.awaitEnd(id));
        assertEquals("0,n0,0.50\n1,n1,1.50\n", ann.result(id).body());

        String refused = ann.submit("select pg_read_file('/etc/passwd')");
        assertEquals("FAILED", ann.awaitEnd(refused));
        assertEquals(
            "Function [pg_read_file] is not allowed (line 1, column 8)",
            TestClient.field("info", ann.status(refused).body()));
      }
    }
  }

  @Test
  void the_server_starts_without_its_database_and_serves_once_that_is_there() throws Exception {
    int port;
    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      port = database.getPort();
    }
    try (Server server = start(port);
        TestClient ann = clientOf(server)) {
      String early = ann.submit("select i from numbers where i = 7");
      assertEquals("FAILED", ann.awaitEnd(early));
      String info = TestClient.field("info", ann.status(early).body());
      assertEquals(
          "Source [sales] cannot be reached: its host refuses connections at its port", info);
      assertFalse(info.contains("very secret"));

      try (EmbeddedPostgres database = EmbeddedPostgres.builder().setPort(port).start()) {
        prepare(database);
        String later = ann.submit("select i from numbers where i = 7");
        assertEquals("SUCCESSFUL", ann.awaitEnd(later));
        assertEquals("7\n", ann.result(later).body());
      }
    }
  }

  private static void prepare(EmbeddedPostgres database) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE numbers AS SELECT i, 'n' || i AS name, (i + 0.5)::numeric(9,2) AS price"
              + " FROM generate_series(0, 1999) i");
      statement.execute("CREATE ROLE reader LOGIN PASSWORD 'very secret'");
      statement.execute("GRANT SELECT ON numbers TO reader");
    }
  }

  private Server start(int port) throws Exception {
    return Server.start(
        ConfigurationFile.read(configuration(port), Map.of("SALES_PASSWORD", "very secret")),
        Clock.systemUTC());
  }

  private Path configuration(int port) throws IOException {
    return Files.writeString(
        folder.resolve("asyncquery.yaml"),
        """
        server:
          port: 0
        storage:
          folder: data
        users:
          ann:
            passwordHash: %s
            grants: {test: query}
        projects:
          test:
            sources:
              sales:
                kind: postgresql
                host: 127.0.0.1
                port: %d
                database: postgres
                user: reader
                password: ${SALES_PASSWORD}
                connectTimeout: 5s
        """
            .formatted(HASH, port));
  }

  private static TestClient clientOf(Server server) {
    return new TestClient(server.address(), "ann", TestProject.PASSWORD);
  }
}
