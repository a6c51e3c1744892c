package io.asyncquery.bootstrap.config;

import static io.asyncquery.bootstrap.config.Documents.bind;
import static io.asyncquery.bootstrap.config.Documents.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {

  private static final String SOURCES = "projects: {p: {sources: {s: {kind: duckdb, file: f}}}}\n";
  private static final String REQUIRED =
      SOURCES + "users: {ann: {passwordHash: " + Documents.HASH + "}}\nstorage: {folder: data}\n";

  @Test
  void an_unknown_key_is_named_with_its_line_and_the_nearest_one_allowed() {
    assertEquals(
        List.of(
            "test.yaml:5: [execution.queueLenght] is no setting; did you mean [queueLength]?"
                + " Allowed here: maxAttempts, maxPerProject, maxPerUser, queueLength,"
                + " shutdownGrace, workers"),
        problems(Configuration.class, REQUIRED + "execution:\n  queueLenght: 5\n"));
  }

  @Test
  void a_key_like_no_other_gets_no_suggestion() {
    assertEquals(
        List.of(
            "test.yaml:1: [colour] is no setting; Allowed here: allowPlainHttp, cors,"
                + " forwardedHeader, host, idleTimeout, maxBodyBytes, maxConnections,"
                + " maxHeaderBytes, port, requestThreads, timeZone, tls, trustedProxies"),
        problems(ServerSection.class, "colour: red"));
  }

  @Test
  void a_key_that_several_sections_have_is_explained_where_they_have_it_alike() {
    assertEquals(
        List.of(
            "test.yaml:1: [host] is missing: The host name or address of the server.",
            "test.yaml:1: [user] is missing: The user that queries run as; give it rights to read"
                + " and no others."),
        problems(SourceSection.class, "{kind: postgresql, database: d}"));
  }

  @Test
  void a_section_may_explain_otherwise_what_others_have_too() {
    assertEquals(
        List.of("test.yaml:1: [host] is missing: The host name or address of the coordinator."),
        problems(SourceSection.class, "{kind: trino, catalog: c, user: u}"));
  }

  @Test
  void all_problems_are_told_at_once() {
    assertEquals(
        List.of(
            "test.yaml:2: [server.port] must be an integer, 0 to 65535",
            "test.yaml:3: [server.hots] is no setting; did you mean [host]? Allowed here:"
                + " allowPlainHttp, cors, forwardedHeader, host, idleTimeout,"
                + " maxBodyBytes, maxConnections, maxHeaderBytes, port, requestThreads, timeZone,"
                + " tls, trustedProxies",
            "test.yaml:1: [storage.folder] is missing: The folder for results and the states of"
                + " queries. It is created where it does not exist, for this user alone, and"
                + " belongs to one running server at a time.",
            "test.yaml:4: [execution.shutdownGrace] must be a duration (500ms, 30s, 5m, 2h, 7d), 0s"
                + " to 1h",
            "test.yaml:1: [users] is missing: Who may use the server, by user name.",
            "test.yaml:1: [projects] is missing: What can be queried, by the name that requests"
                + " give as project."),
        problems(
            Configuration.class,
            """
            server:
              port: high
              hots: here
            execution: {shutdownGrace: 2h}
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "port, -1",
    "port, 65536",
    "port, 7070.5",
    "port, 99999999999",
    "port, seventy",
    "port, '{a: b}'",
    "timeZone, Berlin",
    "idleTimeout, 0s",
    "idleTimeout, 60",
    "port, [1]",
    "host, ''",
    "host, '\"\"'",
    "host, '~'",
    "host, '[a]'",
  })
  void a_wrong_value_is_named_by_its_key(String key, String value) {
    List<String> problems = problems(ServerSection.class, key + ": " + value);

    assertEquals(1, problems.size());
    assertEquals("test.yaml:1: [" + key + "] ", problems.getFirst().split("(?<=] )", 2)[0]);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "65535, 65535", "'\"7070\"', 7070"})
  void the_ends_of_a_range_belong_to_it(String written, int port) throws Exception {
    assertEquals(port, bind(ServerSection.class, "port: " + written).port());
  }

  @ParameterizedTest
  @CsvSource({"no", "7070", "true", "2026-11-22", "1e3", "0x10"})
  void a_text_is_taken_as_it_is_written(String written) throws Exception {
    assertEquals(written, bind(ServerSection.class, "host: " + written).host());
  }

  @Test
  void a_section_whose_settings_are_all_commented_out_has_its_defaults() throws Exception {
    assertEquals(
        7070, bind(Configuration.class, REQUIRED + "server:\n  # port: 80\n").server().port());
  }

  @Test
  void a_section_that_is_no_mapping_is_refused() {
    assertEquals(
        List.of("test.yaml:4: [server] must be a mapping: keys with values, one a line"),
        problems(Configuration.class, REQUIRED + "server: 80\n"));
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    assertEquals(
        List.of("test.yaml:3: [port] stands twice; first in line 1"),
        problems(ServerSection.class, "port: 80\nhost: a\nport: 81\n"));
  }

  @Test
  void a_key_that_is_no_word_is_refused() {
    assertEquals(
        List.of("test.yaml:1: [?] is no key: a key is one word or a quoted text"),
        problems(ServerSection.class, "[a, b]: 80"));
  }

  @Test
  void an_unknown_kind_is_named_with_those_there_are() {
    assertEquals(
        List.of(
            "test.yaml:1: [kind] [duckbd] is unknown; did you mean [duckdb]? Allowed here:"
                + " clickhouse, duckdb, jdbc, mysql, postgresql, trino"),
        problems(SourceSection.class, "{kind: duckbd, file: f}"));
    assertEquals(
        List.of(
            "test.yaml:1: [kind] is missing; Allowed here: clickhouse, duckdb, jdbc, mysql,"
                + " postgresql, trino"),
        problems(SourceSection.class, "file: f"));
  }

  @Test
  void the_word_of_a_kind_is_among_the_keys_allowed() {
    assertEquals(
        List.of(
            "test.yaml:1: [fiel] is no setting; did you mean [file]? Allowed here: file, folder,"
                + " kind"),
        problems(SourceSection.class, "{kind: duckdb, fiel: f, folder: g}"));
  }

  @Test
  void a_variable_stands_for_a_whole_value() throws Exception {
    assertEquals(
        Documents.HASH,
        bind(UserSection.class, "passwordHash: ${HASH}", Map.of("HASH", Documents.HASH))
            .passwordHash());
    assertEquals(
        81, bind(ServerSection.class, "port: ${HTTP_PORT}", Map.of("HTTP_PORT", "81")).port());
  }

  @Test
  void what_a_variable_holds_is_not_looked_into() throws Exception {
    assertEquals(
        "${B}", bind(ServerSection.class, "host: ${A}", Map.of("A", "${B}", "B", "b")).host());
  }

  @Test
  void a_variable_that_is_not_set_or_empty_is_named() {
    assertEquals(
        List.of("test.yaml:1: [host] needs the environment variable [HOST_NAME], which is not set"),
        problems(ServerSection.class, "host: ${HOST_NAME}"));
    assertEquals(
        "test.yaml:1: [host] needs the environment variable [HOST_NAME], which is empty",
        assertThrows(
                ConfigurationException.class,
                () -> bind(ServerSection.class, "host: ${HOST_NAME}", Map.of("HOST_NAME", "  ")))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({"a${B}", "${B}c", "${B}${B}", "${}", "${1B}", "${B"})
  void a_reference_within_a_value_is_refused(String value) {
    assertEquals(
        List.of("test.yaml:1: [host] mixes text with a reference; ${NAME} must be the whole value"),
        problems(ServerSection.class, "host: '" + value + "'"));
  }
}
