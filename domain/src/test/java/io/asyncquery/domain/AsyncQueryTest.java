package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncQueryTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(1);
  private static final QueryId ID = new QueryId(new UUID(1, 2));
  private static final QueryRequest REQUEST =
      request("select 1", OptionalLong.empty(), OptionalLong.empty());

  private final AsyncQuery.Running running = AsyncQuery.Running.submitted(ID, REQUEST, NOW);

  private static QueryRequest request(String sql, OptionalLong offset, OptionalLong limit) {
    return new QueryRequest(
        sql, offset, limit, ProjectName.DEFAULT, "ANNA", ResultFormat.DEFAULT, FileName.RESULT);
  }

  @Test
  void a_submitted_query_is_running_and_was_not_tried() {
    assertEquals(new AsyncQuery.Running(ID, REQUEST, NOW, 0), running);
    assertEquals(QueryStatus.RUNNING, running.status());
  }

  @Test
  void each_beginning_is_counted() {
    assertEquals(new AsyncQuery.Running(ID, REQUEST, NOW, 2), running.begun().begun());
    assertThrows(
        IllegalArgumentException.class, () -> new AsyncQuery.Running(ID, REQUEST, NOW, -1));
  }

  @Test
  void a_success_keeps_what_was_asked_and_when() {
    var summary = new ResultSummary(1, 2, Digest.of("0".repeat(16)), Optional.empty(), List.of());

    var successful = running.begun().succeed(summary, LATER);

    assertEquals(new AsyncQuery.Successful(ID, REQUEST, NOW, LATER, summary), successful);
    assertEquals(QueryStatus.SUCCESSFUL, successful.status());
  }

  @Test
  void a_failure_keeps_what_was_asked_and_when() {
    var failure = QueryFailure.source("broke off");

    var failed = running.begun().fail(failure, LATER);

    assertEquals(new AsyncQuery.Failed(ID, REQUEST, NOW, LATER, failure), failed);
    assertEquals(QueryStatus.FAILED, failed.status());
  }

  @Test
  void the_submitter_and_administrators_manage_a_query() {
    assertTrue(new Caller("ANNA", false).mayManage(running));
    assertTrue(new Caller("ADMIN", true).mayManage(running));
    assertFalse(new Caller("BERT", false).mayManage(running));
    assertFalse(new Caller("anna", false).mayManage(running));
    assertFalse(new Caller("ADMIN", false).mayManage(running));
  }

  @Test
  void a_caller_has_a_name() {
    assertThrows(IllegalArgumentException.class, () -> new Caller(" ", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void sql_is_not_blank(String sql) {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> request(sql, OptionalLong.empty(), OptionalLong.empty()));

    assertEquals("[sql] is empty", thrown.getMessage());
  }

  @Test
  void offset_and_limit_are_not_negative() {
    var offset =
        assertThrows(
            IllegalArgumentException.class,
            () -> request("select 1", OptionalLong.of(-1), OptionalLong.empty()));
    var limit =
        assertThrows(
            IllegalArgumentException.class,
            () -> request("select 1", OptionalLong.of(0), OptionalLong.of(Long.MIN_VALUE)));

    assertEquals("[offset] must be an integer >= 0, not [-1]", offset.getMessage());
    assertEquals("[limit] must be an integer >= 0, not [-9223372036854775808]", limit.getMessage());
  }

  @Test
  void formats_are_called_by_their_extensions() {
    assertEquals(
        List.of("csv", "json", "ndjson", "xlsx", "parquet"),
        List.of(
            ResultFormat.DEFAULT.extension(),
            new ResultFormat.Json().extension(),
            new ResultFormat.NdJson().extension(),
            new ResultFormat.Xlsx(true).extension(),
            new ResultFormat.Parquet().extension()));
    assertEquals(new ResultFormat.Csv(CsvDialect.DEFAULT), ResultFormat.DEFAULT);
  }
}
