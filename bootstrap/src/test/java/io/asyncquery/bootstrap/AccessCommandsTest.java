package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and tokens, as an operator handles them beside a running server. */
class AccessCommandsTest {

  private static final String NOWHERE = "/async_query/43eeb967-e76a-4214-8932-70594d454013/status";

  @TempDir private Path folder;
  private String config = "";

  @BeforeEach
  void configure() throws Exception {
    config = TestProject.in(folder).configuration().toString();
  }

  private TestTerminal run(int status, String... arguments) {
    TestTerminal terminal = new TestTerminal("correct horse\n");
    assertEquals(status, terminal.run(arguments), terminal.err());
    return terminal;
  }

  @Test
  void a_token_opens_a_running_server_until_it_is_revoked() throws Exception {
    try (Server server =
        Server.start(ConfigurationFile.read(Path.of(config), Map.of()), Clock.systemUTC())) {
      String secret =
          run(0, "token", "add", "--config", config, "--user", "ann", "--label", "nightly")
              .out()
              .strip();
      assertEquals(200, status(server.address(), secret));

      String line = run(0, "token", "list", "--config", config).out();
      assertTrue(line.matches("[0-9a-f]{10}\tann\tquery\t\\*\t[^\t]*\tnightly\n"), line);
      assertFalse(line.contains(secret));

      run(0, "token", "revoke", "--config", config, line.substring(0, 10));
      assertEquals(401, status(server.address(), secret));
      assertEquals("", run(0, "token", "list", "--config", config).out());
    }
    List<String> events =
        Files.readAllLines(folder.resolve("data/audit/audit.jsonl")).stream()
            .map(event -> TestClient.field("event", event))
            .toList();
    assertEquals(
        List.of("grant-changed", "token-added", "token-revoked", "sign-in-failed"), events);
  }

  private static int status(URI address, String secret) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(address + NOWHERE))
                  .header("Authorization", "Bearer " + secret)
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void no_secret_of_a_token_lies_on_the_disk() throws Exception {
    String secret =
        run(0, "token", "add", "--config", config, "--user", "ann", "--scope", "read")
            .out()
            .strip();

    try (var files = Files.list(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(secret), file.toString());
      }
    }
  }

  @Test
  void a_token_is_for_users_and_projects_that_are_there() {
    assertEquals(
        "The configuration has no user [eve]; it has ann\n",
        run(2, "token", "add", "--config", config, "--user", "eve").err());
    assertEquals(
        "The configuration has no project [x]; it has test\n",
        run(2, "token", "add", "--config", config, "--user", "ann", "--project", "x").err());
    assertEquals(
        "--days must be 1 or more, not [0]\n",
        run(2, "token", "add", "--config", config, "--user", "ann", "--days", "0").err());
    assertEquals(
        "There is no token [0123456789]\n",
        run(2, "token", "revoke", "--config", config, "0123456789").err());
  }

  @Test
  void a_new_user_is_lines_for_the_configuration() {
    TestTerminal terminal =
        run(0, "user", "add", "ben x", "--grant", "test=query", "--grant", "*=query");

    assertEquals(
        """
          "ben x":
            passwordHash: HASH
            grants:
              test: query
              "*": query
        """,
        terminal.out().replaceFirst("\\$2a\\$12\\$.{53}", "HASH"));
  }

  @Test
  void users_are_listed_with_their_grants() {
    assertEquals("ann\tuser\ttest=query\n", run(0, "user", "list", "--config", config).out());
  }

  @Test
  void a_user_who_is_revoked_loses_all_tokens_and_the_operator_hears_what_is_left_to_do() {
    run(0, "token", "add", "--config", config, "--user", "ann");
    run(0, "token", "add", "--config", config, "--user", "ann");

    String told = run(0, "user", "revoke", "--config", config, "ann").err();

    assertTrue(told.startsWith("[2] tokens of user [ann] open nothing any more\n"), told);
    assertTrue(told.contains("The password does, until [users.ann]"), told);
    assertEquals("", run(0, "token", "list", "--config", config).out());
  }
}
