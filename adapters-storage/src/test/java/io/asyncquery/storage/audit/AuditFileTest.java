package io.asyncquery.storage.audit;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.asyncquery.application.SqlText;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.testdata.Concurrently;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.application.testdata.SettableScheduler;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.TokenScope;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

  private static final String HERE = "192.0.2.1";
  private static final String FAILURE =
      "{\"time\":\"2026-03-01T12:00:00.123456Z\",\"event\":\"sign-in-failed\",\"user\":\"ANN\","
          + "\"from\":\"192.0.2.1\",\"means\":\"password\"}";
  private static final AuditEvent FAILED = new AuditEvent.SignInFailed("ANN", HERE, "password");
  private static final AsyncQuery.Running QUERY =
      request("select 'secret'")
          .by("BEN")
          .in("ssb")
          .running(new QueryId(UUID.fromString("43eeb967-e76a-4214-8932-70594d454013")));
  private static final ApiToken TOKEN =
      new ApiToken(
          "0123456789",
          "ANN",
          "",
          TokenScope.READ,
          Optional.of(Set.of(new ProjectName("ssb"))),
          QUERY.submittedAt(),
          QUERY.submittedAt().plusSeconds(60));

  private final Path temporary;
  private final Path root;
  private final Path log;
  private final DataFolder folder;

  AuditFileTest(@TempDir Path temporary) {
    this.temporary = temporary;
    this.root = temporary.resolve("data");
    this.log = root.resolve("audit/audit.jsonl");
    this.folder = DataFolder.open(root);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private AuditFile audit(long maxBytes, int files, SqlText sql) {
    try {
      return AuditFile.open(
          folder,
          new AuditFile.Settings(maxBytes, files, sql),
          new SettableClock(),
          new SettableScheduler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AuditFile audit() {
    return audit(1 << 20, 3, SqlText.OFF);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(log);
  }

  @Test
  void each_event_is_a_line_of_json() throws IOException {
    try (AuditFile audit = audit()) {
      audit.record(FAILED);
      audit.record(new AuditEvent.Submitted("BEN", HERE, QUERY));
      audit.record(new AuditEvent.Downloaded("ANN", HERE, QUERY, 7, false));
      audit.record(new AuditEvent.Stopped("ANN", HERE, QUERY));
      audit.record(new AuditEvent.Deleted("ANN", HERE, Optional.of(QUERY), 1));
      audit.record(new AuditEvent.Deleted("ANN", HERE, Optional.empty(), 9));
      audit.record(new AuditEvent.TokenAdded("root", "command", TOKEN));
      audit.record(new AuditEvent.TokenRevoked("root", "command", TOKEN));
    }
    String query =
        ",\"query\":\"43eeb967-e76a-4214-8932-70594d454013\",\"project\":\"ssb\",\"submitter\":\"BEN\"";
    String token =
        ",\"token\":\"0123456789\",\"owner\":\"ANN\",\"scope\":\"read\",\"projects\":[\"ssb\"],"
            + "\"expires\":\"2026-03-01T12:01:00.123456Z\"}";

    assertEquals(
        List.of(
            FAILURE,
            line("submitted", "BEN", HERE) + query + "}",
            line("downloaded", "ANN", HERE) + query + ",\"bytes\":7,\"whole\":false}",
            line("stopped", "ANN", HERE) + query + "}",
            line("deleted", "ANN", HERE) + query + ",\"count\":1}",
            line("deleted", "ANN", HERE) + ",\"count\":9}",
            line("token-added", "root", "command") + token,
            line("token-revoked", "root", "command") + token),
        lines());
  }

  private static String line(String event, String user, String from) {
    return "{\"time\":\"2026-03-01T12:00:00.123456Z\",\"event\":\"%s\",\"user\":\"%s\",\"from\":\"%s\""
        .formatted(event, user, from);
  }

  @Test
  void sql_is_told_as_configured() throws IOException {
    for (SqlText sql : SqlText.values()) {
      try (AuditFile audit = audit(1 << 20, 3, sql)) {
        audit.record(new AuditEvent.Submitted("BEN", HERE, QUERY));
      }
    }
    assertFalse(lines().get(0).contains("sql"));
    assertTrue(lines().get(1).endsWith(",\"sql\":\"select ?\"}"), lines().get(1));
    assertTrue(lines().get(2).endsWith(",\"sql\":\"select 'secret'\"}"), lines().get(2));
  }

  @Test
  void nobody_writes_a_line_of_their_own_by_their_name() throws IOException {
    try (AuditFile audit = audit()) {
      audit.record(new AuditEvent.SignInFailed("a\"}\n{\"\u2028\u0000", HERE, "password"));
    }
    assertEquals(1, lines().size());
    JsonNode line = new JsonMapper().readTree(lines().getFirst());
    assertEquals("a\"}\n{\"\u2028\u0000", line.get("user").asText());
  }

  @Test
  void a_line_is_in_the_file_before_anything_else_happens() throws IOException {
    try (AuditFile audit = audit()) {
      audit.record(FAILED);

      assertEquals(List.of(FAILURE), lines());
    }
  }

  @Test
  void a_line_that_was_cut_off_is_kept_as_the_text_of_another() throws IOException {
    try (AuditFile audit = audit()) {
      audit.record(FAILED);
    }
    Files.writeString(log, "{\"time\":\"2026\0\0", StandardOpenOption.APPEND);

    try (AuditFile audit = audit()) {
      audit.record(FAILED);
    }

    assertEquals(3, lines().size());
    assertEquals(FAILURE, lines().get(0));
    JsonNode torn = new JsonMapper().readTree(lines().get(1));
    assertEquals("torn", torn.get("event").asText());
    assertEquals("{\"time\":\"2026\0\0", torn.get("text").asText());
    assertEquals(FAILURE, lines().get(2));
  }

  @Test
  void a_file_that_is_full_gives_way_and_the_oldest_goes() throws IOException {
    try (AuditFile audit = audit(2L * FAILURE.length(), 2, SqlText.OFF)) {
      for (int i = 0; i < 9; i++) {
        audit.record(FAILED);
      }
    }
    assertEquals(1, lines().size());
    assertEquals(
        List.of(FAILURE, FAILURE), Files.readAllLines(log.resolveSibling("audit.1.jsonl")));
    assertEquals(
        List.of(FAILURE, FAILURE), Files.readAllLines(log.resolveSibling("audit.2.jsonl")));
    assertFalse(Files.exists(log.resolveSibling("audit.3.jsonl")));
  }

  @Test
  void a_command_adds_its_line_beside_the_server() throws IOException {
    try (AuditFile audit = audit()) {
      audit.record(FAILED);
      AuditFile.add(root, FAILED, new SettableClock());
      audit.record(FAILED);
    }
    assertEquals(List.of(FAILURE, FAILURE, FAILURE), lines());
  }

  @Test
  void many_may_write_at_a_time() throws Exception {
    try (AuditFile audit = audit(10_000, 1_000, SqlText.OFF)) {
      Concurrently.run(
          8,
          _ ->
              () -> {
                for (int i = 0; i < 200; i++) {
                  audit.record(FAILED);
                }
                return true;
              });
    }
    List<String> all = new ArrayList<>();
    try (var files = Files.list(root.resolve("audit"))) {
      for (Path file : files.toList()) {
        all.addAll(Files.readAllLines(file));
      }
    }
    assertEquals(1_600, all.size());
    assertEquals(Set.of(FAILURE), Set.copyOf(all));
  }

  @Test
  void folder_and_files_are_the_owners_alone() throws IOException {
    try (AuditFile audit = audit()) {
      audit.record(FAILED);
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(log.resolveSibling("."))));
  }

  @Test
  void a_link_in_the_place_of_the_file_or_the_folder_is_not_followed() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createDirectory(root.resolve("audit"));
    Files.createSymbolicLink(log, elsewhere.resolve("file"));
    assertThrows(UncheckedIOException.class, this::audit);

    Files.delete(log);
    Files.delete(root.resolve("audit"));
    Files.createSymbolicLink(root.resolve("audit"), elsewhere);
    assertThrows(UncheckedIOException.class, this::audit);
    try (var files = Files.list(elsewhere)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
