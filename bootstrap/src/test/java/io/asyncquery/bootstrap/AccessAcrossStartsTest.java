package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import io.asyncquery.bootstrap.server.StartException;
import io.asyncquery.rest.security.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one start tells the next of who may do what, over real HTTP and a real data folder. */
class AccessAcrossStartsTest {

  @TempDir Path folder;

  private static Server start(Path configuration) throws Exception {
    return Server.start(ConfigurationFile.read(configuration, Map.of()), Clock.systemUTC());
  }

  @Test
  void the_audit_log_tells_of_grants_that_are_others_than_at_the_last_start() throws Exception {
    TestProject project = TestProject.in(folder);
    start(project.configuration()).close();
    start(project.configuration()).close();
    Path restricted = project.configuration();
    Files.writeString(
        restricted,
        Files.readString(restricted)
            .replace(
                "grants: {test: query}",
                "grants: {test: {role: query, tables: {numbers: [name, i], t: '*'}}}"));
    start(restricted).close();
    start(project.withUser("ben", project.hash()).configuration()).close();

    assertEquals(
        List.of(
            "user ann:  > test=query",
            "user ann: test=query > test=query of numbers(i,name) t",
            "user ann: test=query of numbers(i,name) t > ",
            "user ben:  > test=query"),
        changes());
  }

  private List<String> changes() throws IOException {
    return Files.readAllLines(folder.resolve("data/audit/audit.jsonl")).stream()
        .filter(line -> TestClient.field("event", line).equals("grant-changed"))
        .map(line ->
            TestClient.field("subject", line)
                + ": "
                + TestClient.field("before", line)
                + " > "
                + TestClient.field("after", line))
        .toList();
  }

  @Test
  void a_password_that_everybody_guesses_opens_nothing_and_stops_this_server_and_the_next()
      throws Exception {
    TestProject project =
        TestProject.in(folder).withUser("ben", PasswordHash.of("changeme", PasswordHash.MIN_COST));
    String told =
        "User [ben] has a password that everybody guesses: choose another and put its hash, from"
            + " `asyncquery hash-password`, in the configuration";
    try (ServerProcess server = ServerProcess.start(project.configuration())) {
      try (TestClient ben = server.client("ben", "changeme")) {
        assertEquals(401, ben.status("43eeb967-e76a-4214-8932-70594d454013").statusCode());
      }
      assertEquals(2, server.awaitExit());
      assertTrue(server.errors().contains(told), server.errors());
    }

    assertEquals(
        told,
        assertThrows(StartException.class, () -> start(project.configuration())).getMessage());
    try (Server server =
            start(project.withUser("ben", TestProject.in(folder).hash()).configuration());
        TestClient ben = new TestClient(server.address(), "ben", TestProject.PASSWORD)) {
      assertEquals("SUCCESSFUL", ben.awaitEnd(ben.submit("select 1")));
    }
  }
}
