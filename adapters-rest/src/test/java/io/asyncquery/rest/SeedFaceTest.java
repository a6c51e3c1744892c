package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The founding document and the contract's section "Seed face", row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedFaceTest {

  private static final String NOWHERE = "43eeb967-e76a-4214-8932-70594d454013";

  @AutoClose private final Service service = new Service();

  @Test
  void a_submission_is_answered_with_a_new_id_and_RUNNING() {
    Answer answer =
        service
            .admin()
            .submit(
                """
                {
                   "sql":"select two rows",
                   "offset":0,
                   "limit":50000,
                   "acceptPartial":false,
                   "project":"ssb"
                }
                """);
    assertEquals(200, answer.status());
    assertEquals(
        """
        {"code":"000","data":{"queryID":"%s","status":"RUNNING","info":"still running"},"msg":""}\
        """
            .formatted(answer.field("queryID")),
        answer.text());
    assertEquals(
        new QueryRequest(
            "select two rows",
            OptionalLong.of(0),
            OptionalLong.of(50_000),
            new ProjectName("ssb"),
            "ADMIN",
            new ResultFormat.Csv(CsvDialect.DEFAULT),
            new FileName("result")),
        service.recorded(answer, "queryID"));
  }

  @Test
  void only_the_sql_is_needed() {
    Answer answer = service.ann().submit("{\"sql\":\"select two rows\"}");
    assertEquals(200, answer.status());
    assertEquals(
        RequestBuilder.request("select two rows").in("DEFAULT").by("ANN").build(),
        service.recorded(answer, "queryID"));
  }

  @Test
  void null_stands_for_absent() {
    Answer answer =
        service
            .ann()
            .submit(
                "{\"sql\":\"select two rows\",\"offset\":null,\"limit\":null,\"project\":null}");
    assertEquals(
        RequestBuilder.request("select two rows").in("DEFAULT").by("ANN").build(),
        service.recorded(answer, "queryID"));
  }

  @Test
  void unknown_keys_are_ignored() {
    Answer answer =
        service
            .ann()
            .submit(
                """
                {"acceptPartial":true,"executeAs":"BEN","forcedToPushDown":false,
                 "backdoorToggles":{"A":["b",{"c":null}]},"user_defined_tag":"x",
                 "format":"xlsx","separator":";;","sql":"select two rows","spark_queue":1}
                """);
    assertEquals(200, answer.status());
    assertEquals(
        RequestBuilder.request("select two rows").by("ANN").build(),
        service.recorded(answer, "queryID"));
  }

  @Test
  void a_submission_that_cannot_succeed_is_accepted_all_the_same() {
    Answer answer = service.ann().submit("{\"sql\":\"this is no SQL\",\"project\":\"XXX\"}");
    assertEquals(200, answer.status());
    assertTrue(answer.text().contains("\"status\":\"RUNNING\",\"info\":\"still running\""));
  }

  @Test
  void the_status_of_a_running_query_is_RUNNING() throws Exception {
    service.whileRunning(id -> assertStatus("RUNNING", "still running", id));
  }

  @Test
  void the_status_of_a_successful_query_is_SUCCESSFUL() {
    assertStatus("SUCCESSFUL", "await fetching results", service.successful());
  }

  @Test
  void the_status_of_a_failed_query_is_FAILED_with_the_reason() {
    assertStatus("FAILED", "This SQL is not known here", service.failed());
  }

  @Test
  void a_query_of_an_unknown_project_fails_in_the_words_of_the_founding_document() {
    QueryId id = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("XXX").by("ANN"));
    assertStatus("FAILED", "Project 'XXX' does not exist;", id);
  }

  @Test
  void the_status_of_a_query_that_is_not_there_is_MISSING() {
    assertStatus("MISSING", "query status is lost", QueryId.parse(NOWHERE).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "43eeb967", "..%2f..%2fetc%2fpasswd", "43eeb967-e76a-4214-8932-70594d45401Z"})
  void the_status_of_what_is_no_id_is_MISSING(String id) {
    Answer answer = service.ann().get("/" + id + "/status");
    assertEquals(200, answer.status());
    assertEquals(
        """
        {"code":"000","data":{"queryID":"%s","status":"MISSING","info":"query status is lost"},"msg":""}\
        """
            .formatted(id.replace("%2f", "/")),
        answer.text());
  }

  private void assertStatus(String status, String info, QueryId id) {
    Answer answer = service.ann().get("/" + id + "/status");
    assertEquals(200, answer.status());
    assertEquals("application/json;charset=utf-8", answer.header("Content-Type").orElseThrow());
    assertEquals(
        """
        {"code":"000","data":{"queryID":"%s","status":"%s","info":"%s"},"msg":""}\
        """
            .formatted(id, status, info),
        answer.text());
  }

  @Test
  void the_result_is_the_file() {
    Answer answer = service.ann().get("/" + service.successful() + "/result");
    assertEquals(200, answer.status());
    assertArrayEquals(
        "0,text of row 0\n1,text of row 1\n".getBytes(StandardCharsets.UTF_8), answer.bytes());
    assertEquals("text/csv; charset=utf-8", answer.header("Content-Type").orElseThrow());
    assertEquals(
        "attachment; filename=\"result.csv\"", answer.header("Content-Disposition").orElseThrow());
  }

  @Test
  void a_result_can_be_fetched_again() {
    QueryId id = service.successful();
    service.ann().get("/" + id + "/result");
    assertEquals(Service.TWO_ROWS_CSV, service.ann().get("/" + id + "/result").text());
  }

  @Test
  void an_administrators_purge_removes_everybodys_finished_queries_fetched_or_not()
      throws Exception {
    QueryId anns = service.successful();
    QueryId failed = service.failed();
    QueryId bens = service.finish(RequestBuilder.request(Service.TWO_ROWS).by("BEN"));
    service.whileRunning(running -> {
      assertTrueAnswer(service.admin().delete(""));
      assertTrue(service.queries.find(anns).isEmpty());
      assertTrue(service.queries.find(failed).isEmpty());
      assertTrue(service.queries.find(bens).isEmpty());
      assertTrue(service.results.ids().isEmpty());
      assertStatus("RUNNING", "still running", running);
    });
  }

  @Test
  void anybody_elses_purge_removes_their_own() {
    QueryId anns = service.successful();
    QueryId bens = service.finish(RequestBuilder.request(Service.TWO_ROWS).by("BEN"));
    assertTrueAnswer(service.ben().delete(""));
    assertTrue(service.queries.find(bens).isEmpty());
    assertStatus("SUCCESSFUL", "await fetching results", anns);
  }

  @Test
  void there_may_be_nothing_to_purge() {
    service.ben().delete("");
    assertTrueAnswer(service.ben().delete(""));
  }

  private static void assertTrueAnswer(Answer answer) {
    assertEquals(200, answer.status());
    assertEquals("{\"code\":\"000\",\"data\":true,\"msg\":\"\"}", answer.text());
  }

  @Test
  void the_result_of_a_running_query_is_refused() throws Exception {
    service.whileRunning(id ->
        assertRefused(
            409,
            "KE-020040001",
            "Query [%s] has no result; it is still running: ask again once its status is SUCCESSFUL"
                .formatted(id),
            service.ann().get("/" + id + "/result")));
  }

  @Test
  void the_result_of_a_failed_query_is_refused_with_the_reason() {
    QueryId id = service.failed();
    assertRefused(
        409,
        "KE-020040001",
        "Query [%s] has no result; it failed: This SQL is not known here".formatted(id),
        service.ann().get("/" + id + "/result"));
  }

  @Test
  void the_result_of_a_query_that_is_not_there_is_not_found() {
    assertRefused(
        404,
        "KE-010031301",
        "There is no query [%s], or its result has been removed".formatted(NOWHERE),
        service.ann().get("/" + NOWHERE + "/result"));
  }

  private static void assertRefused(int status, String code, String msg, Answer answer) {
    assertEquals(status, answer.status());
    assertEquals(
        "{\"code\":\"%s\",\"data\":null,\"msg\":\"%s\"}".formatted(code, msg), answer.text());
    assertEquals("application/json;charset=utf-8", answer.header("Content-Type").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/json;charset=UTF-8", "text/html"})
  void every_client_meets_this_face_unless_it_asks_for_another(String accept) {
    Answer answer = service.ann().accepting(accept).get("/" + NOWHERE + "/status");
    assertEquals(200, answer.status());
    assertEquals(NOWHERE, answer.field("queryID"));
  }
}
