package io.asyncquery.bootstrap.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void inTheFolder() {
    file = folder.resolve("asyncquery.yaml");
  }

  @Test
  void the_example_of_the_documentation_is_read() throws Exception {
    Configuration example =
        ConfigurationFile.read(
            Path.of("../docs/asyncquery.yaml"), Map.of("ANN_PASSWORD_HASH", Documents.HASH));

    assertEquals(Set.of("ann", "reports"), example.users().keySet());
    assertTrue(
        example.users().containsValue(new UserSection(Documents.HASH, true, Optional.empty())));
    assertEquals(Set.of("sales"), example.projects().keySet());
  }

  @Test
  void a_relative_path_starts_at_the_folder_of_the_file() throws Exception {
    write(
        "{storage: {folder: data}, users: {a: {passwordHash: "
            + Documents.HASH
            + "}}, projects: {p: {sources: {s: "
            + "{kind: duckdb, file: ../f}}}}}");

    assertEquals(folder.resolve("data"), ConfigurationFile.read(file, Map.of()).storage().folder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"host: 0.0.0.0", "host: '::'", "host: 192.0.2.1"})
  void passwords_do_not_travel_in_the_clear_to_other_machines(String server) throws IOException {
    write(server(server));

    assertTrue(
        problem().contains("] without [server.tls], so passwords would travel in the clear"),
        problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: 127.0.0.1",
        "host: '::1'",
        "host: 0.0.0.0, allowPlainHttp: true",
        "host: 0.0.0.0, tls: {certificateChain: a.pem, privateKey: b.pem}"
      })
  void they_may_where_that_is_wanted_or_nobody_else_listens(String server) throws Exception {
    write(server(server));

    assertTrue(server.contains(ConfigurationFile.read(file, Map.of()).server().host()));
  }

  private static String server(String server) {
    return "{server: {"
        + server
        + "}, storage: {folder: data}, users: {a: {passwordHash: "
        + Documents.HASH
        + "}}, projects: {p: {sources: {s: {kind: duckdb, file: ../f}}}}}";
  }

  @Test
  void a_grant_for_a_project_that_is_not_there_is_refused() throws IOException {
    write(
        "{storage: {folder: data}, users: {a: {grants: {q: query}, passwordHash: "
            + Documents.HASH
            + "}}, projects: {p: {sources: {s: {kind: duckdb, file: ../f}}}}}");

    assertEquals(
        file
            + ":1: grants user [a] the project [q], which is not there; did you mean [p]? Allowed"
            + " here: p",
        problem());
  }

  @Test
  void a_file_that_does_not_exist_is_named() {
    assertEquals("Configuration file [" + file + "] does not exist", problem());
  }

  @Test
  void a_folder_is_no_file() throws IOException {
    Files.createDirectory(file);

    assertEquals("Configuration file [" + file + "] is not a file", problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only this\n", "---\n", "~"})
  void a_file_that_says_nothing_is_empty(String text) throws IOException {
    write(text);

    assertEquals(
        file + ":1: The configuration is empty; it needs at least storage, users and projects",
        problem());
  }

  @Test
  void text_that_is_not_yaml_is_named_with_its_line() throws IOException {
    write("server:\n  port: 80\n bad\n");

    assertTrue(problem().startsWith(file + ":3: This is not YAML: "), problem());
  }

  @Test
  void a_second_document_is_refused() throws IOException {
    write("server: {}\n---\nserver: {}\n");

    assertTrue(problem().startsWith(file + ":2: This is not YAML: "), problem());
  }

  @Test
  void a_file_of_some_other_kind_is_no_text() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertEquals("Configuration file [" + file + "] is not UTF-8 text", problem());

    Files.write(file, "a\u0000b".getBytes(StandardCharsets.UTF_8));
    assertTrue(problem().startsWith(file + ":1: This is not YAML: "), problem());
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private String problem() {
    return String.valueOf(
        assertThrows(ConfigurationException.class, () -> ConfigurationFile.read(file, Map.of()))
            .getMessage());
  }
}
