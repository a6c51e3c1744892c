package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.SubmitQuery;
import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.testdata.LogRecords;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryId;
import io.asyncquery.rest.resource.ErrorMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's table "Errors", row by row, and the problems that have no row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsTest {

  private static final String NOWHERE = "43eeb967-e76a-4214-8932-70594d454013";

  @AutoClose private final Service service = new Service();

  private Client ann() {
    return service.ann().accepting(Client.V4);
  }

  private Client ben() {
    return service.ben().accepting(Client.V4);
  }

  private static void assertProblem(int status, String code, String msg, Answer answer) {
    assertEquals(
        "{\"code\":\"%s\",\"data\":null,\"msg\":\"%s\"}".formatted(code, msg), answer.text());
    assertEquals(status, answer.status());
    assertEquals("application/json;charset=utf-8", answer.header("Content-Type").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\":\"xml\"|[format] must be one of [csv, json, ndjson, xlsx, parquet], not [xml]",
        "\"encode\":\"utf-99\"|[encode] must be a charset that Java knows, such as utf-8 or gbk,"
            + " not [utf-99]",
        "\"encode\":\"a b\"|[encode] must be a charset that Java knows, such as utf-8 or gbk, not"
            + " [a b]",
        "\"encode\":\"\"|[encode] must be a charset that Java knows, such as utf-8 or gbk, not []",
        "\"separator\":\";;\"|[separator] must be one character, such as [,] or [;], not [;;]",
        "\"quote\":\"never\"|[quote] must be one of [minimal, all, non-numeric], not [never]",
        "\"line_ending\":\"cr\"|[line_ending] must be one of [lf, crlf], not [cr]",
        "\"include_header\":\"yes\"|[include_header] must be true or false, not the string [yes]",
        "\"encode\":\"us-ascii\",\"separator\":\"\u4e2d\"|[separator] cannot be written in charset"
            + " [US-ASCII]",
        "\"format\":\"json\",\"separator\":\";\"|[separator] [;] does not fit the format [json]:"
            + " leave it out, or ask for the format [csv]",
        "\"format\":\"parquet\",\"include_header\":true|[include_header] [true] does not fit the"
            + " format [parquet]: leave it out, or ask for the format [csv]",
        "\"format\":\"xlsx\",\"encode\":\"gbk\"|[encode] [gbk] does not fit the format [xlsx]:"
            + " leave it out, or ask for the format [csv]",
        "\"format\":\"ndjson\",\"bom\":true|[bom] [true] does not fit the format [ndjson]: leave it"
            + " out, or ask for the format [csv]",
      })
  void an_unsupported_option_is_a_400_that_names_what_is_right(String option, String msg) {
    assertProblem(400, "KE-020040001", msg, ann().submit("{\"sql\":\"x\"," + option + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"separator\":\"\\\"\"",
        "\"separator\":\"\\n\"",
        "\"separator\":\"\\r\"",
        "\"separator\":\"\\u0000\"",
        "\"null_string\":\"a,b\"",
        "\"null_string\":\"\\\"\"",
        "\"bom\":true,\"encode\":\"gbk\"",
        "\"file_name\":\"../x\"",
        "\"file_name\":\"a/b\"",
        "\"file_name\":\"a\\\\b\"",
        "\"file_name\":\"a\\u0007b\"",
        "\"file_name\":\"a\\r\\nSet-Cookie: x=y\"",
        "\"file_name\":\"..\"",
        "\"file_name\":\"\"",
        "\"file_name\":7",
        "\"format\":7",
        "\"escape_formulas\":1",
        "\"null_string\":[]",
      })
  void an_option_that_cannot_be_is_a_400_that_names_it(String option) {
    Answer answer = ann().submit("{\"sql\":\"x\"," + option + "}");
    assertEquals(400, answer.status(), answer.text());
    assertEquals("KE-020040001", answer.field("code"));
    String name = option.substring(1, option.indexOf('"', 1));
    assertTrue(answer.text().contains("[" + name + "]"), answer.text());
  }

  @Test
  void a_query_of_another_user_is_answered_as_one_that_is_not_there() throws Exception {
    QueryId id = service.successful();
    for (String call :
        new String[] {"status", "metadata", "file_status", "result_download", "result_path"}) {
      assertSameButForTheId(
          ben().get("/" + NOWHERE + "/" + call + "?project=DEFAULT"),
          id,
          ben().get("/" + id + "/" + call + "?project=DEFAULT"));
    }
    assertSameButForTheId(
        ben().delete("/" + NOWHERE + "?project=DEFAULT"),
        id,
        ben().delete("/" + id + "?project=DEFAULT"));
    service.whileRunning(running -> {
      assertSameButForTheId(
          ben().delete("/stop/" + NOWHERE + "?project=DEFAULT"),
          running,
          ben().delete("/stop/" + running + "?project=DEFAULT"));
      assertEquals("RUNNING", service.ann().get("/" + running + "/status").field("status"));
    });
    assertTrue(service.queries.find(id).isPresent());
  }

  private static void assertSameButForTheId(Answer nowhere, QueryId id, Answer answer) {
    assertEquals(nowhere.status(), answer.status());
    assertEquals(nowhere.text(), answer.text().replace(id.toString(), NOWHERE));
  }

  @Test
  void an_administrator_may_touch_everybodys_queries() {
    QueryId id = service.successful();
    Client admin = service.admin().accepting(Client.V4);
    assertEquals(200, admin.get("/" + id + "/status?project=DEFAULT").status());
    assertEquals(200, admin.get("/" + id + "/result_download?project=DEFAULT").status());
    assertEquals(200, admin.delete("/" + id + "?project=DEFAULT").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "file_status", "result_download", "result", "result_path"})
  void a_query_that_is_not_there_is_a_404_on_everything_but_status(String call) {
    assertMissing(NOWHERE, ann().get("/" + NOWHERE + "/" + call + "?project=DEFAULT"));
  }

  @Test
  void a_query_that_is_not_there_can_be_neither_removed_nor_stopped() {
    assertMissing(NOWHERE, ann().delete("/" + NOWHERE + "?project=DEFAULT"));
    assertMissing(NOWHERE, ann().delete("/stop/" + NOWHERE + "?project=DEFAULT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "..%2f..%2fetc%2fpasswd", "%22%3E", "43eeb967e76a4214893270594d454013"})
  void what_is_no_id_is_a_404_like_an_unknown_one(String id) {
    Answer answer = ann().get("/" + id + "/result_download?project=DEFAULT");
    assertEquals(404, answer.status());
    assertEquals("KE-010031301", answer.field("code"));
  }

  @Test
  void a_query_of_another_project_is_not_there() {
    QueryId id = service.successful();
    assertEquals("MISSING", ann().get("/" + id + "/status?project=ssb").field("status"));
    assertMissing(id, ann().get("/" + id + "/metadata?project=ssb"));
    assertMissing(id, ann().get("/" + id + "/file_status?project=ssb"));
    assertMissing(id, ann().get("/" + id + "/result_download?project=ssb"));
    assertMissing(id, ann().get("/" + id + "/result_path?project=ssb"));
    assertMissing(id, ann().delete("/" + id + "?project=ssb"));
    assertMissing(id, ann().delete("/stop/" + id + "?project=ssb"));
    assertTrue(service.queries.find(id).isPresent());
  }

  private static void assertMissing(Object id, Answer answer) {
    assertProblem(
        404,
        "KE-010031301",
        "There is no query [%s], or its result has been removed".formatted(id),
        answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "metadata", "file_status", "result_download", "result_path"})
  void an_unknown_project_is_a_404(String call) {
    assertProblem(
        404,
        "KE-010001201",
        "Project [YYY] does not exist",
        ann().get("/" + service.successful() + "/" + call + "?project=YYY"));
  }

  @Test
  void nothing_is_removed_or_stopped_in_an_unknown_project() {
    String msg = "Project [YYY] does not exist";
    QueryId id = service.successful();
    assertProblem(404, "KE-010001201", msg, ann().delete("/" + id + "?project=YYY"));
    assertProblem(404, "KE-010001201", msg, ann().delete("/stop/" + id + "?project=YYY"));
    assertProblem(
        404, "KE-010001201", msg, ann().delete("?project=YYY&older_than=2999-12-31%2023:59:59"));
    assertTrue(service.queries.find(id).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?project=", "?project=%20"})
  void a_call_about_one_query_without_its_project_is_a_400(String query) {
    QueryId id = service.successful();
    String msg = "[project] must name the project of the query";
    for (String call :
        new String[] {"status", "metadata", "file_status", "result_download", "result_path"}) {
      assertProblem(400, "KE-010031302", msg, ann().get("/" + id + "/" + call + query));
    }
    assertProblem(400, "KE-010031302", msg, ann().delete("/" + id + query));
    assertProblem(400, "KE-010031302", msg, ann().delete("/stop/" + id + query));
  }

  @Test
  void a_submission_with_an_empty_project_is_a_400() {
    assertProblem(
        400,
        "KE-010031302",
        "[project] must name a project; leave it out for [DEFAULT]",
        ann().submit("{\"sql\":\"x\",\"project\":\"\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-31 00:00:00",
        "2026-02-29 00:00:00",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-1-1 0:0:0",
        "2026-01-01 24:00:00",
        "2026-01-01 00:00:60",
        "1767225600000",
        "",
        "yesterday"
      })
  void a_time_of_another_form_is_a_400(String time) {
    QueryId id = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb").by("ANN"));
    assertProblem(
        400,
        "KE-010031303",
        "[older_than] must be a time of the form yyyy-MM-dd HH:mm:ss, not [%s]".formatted(time),
        ann().delete("?project=ssb&older_than=" + time.replace(" ", "%20")));
    assertTrue(service.queries.find(id).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "file_status", "result_download", "result_path"})
  void what_needs_a_result_is_a_409_while_there_is_none(String call) throws Exception {
    QueryId failed = service.failed();
    assertProblem(
        409,
        "KE-020040001",
        "Query [%s] has no result; it failed: This SQL is not known here".formatted(failed),
        ann().get("/" + failed + "/" + call + "?project=DEFAULT"));
    service.whileRunning(running ->
        assertProblem(
            409,
            "KE-020040001",
            "Query [%s] has no result; it is still running: ask again once its status is SUCCESSFUL"
                .formatted(running),
            ann().get("/" + running + "/" + call + "?project=DEFAULT")));
  }

  @Test
  void a_full_queue_is_a_429_with_the_time_to_come_back() throws Exception {
    try (Service busy = new Service()) {
      Gate gate = busy.fillQueue();
      Answer answer = busy.ann().submit("{\"sql\":\"select two rows\"}");
      assertProblem(429, "KE-020040002", "Too many queries wait already: try again later", answer);
      assertEquals("5", answer.header("Retry-After").orElseThrow());
      gate.open();
    }
  }

  @Test
  void a_full_queue_keeps_nobody_from_asking_and_fetching() throws Exception {
    try (Service busy = new Service()) {
      String done = busy.successful().toString();
      Gate gate = busy.engine.gate("select later", Rows.numbered(1));
      busy.ann().submit("{\"sql\":\"select later\"}");
      gate.awaitArrival();
      busy.ann().submit("{\"sql\":\"select two rows\"}");
      Answer last = busy.ann().submit("{\"sql\":\"select two rows\"}");

      Answer status = busy.ann().get("/" + last.field("queryID") + "/status");

      assertEquals("still running; waiting, position [2]", status.field("info"));
      assertEquals(Service.TWO_ROWS_CSV, busy.ann().get("/" + done + "/result").text());
      gate.open();
    }
  }

  @Test
  void a_cap_that_is_reached_is_a_429_that_says_whose() {
    var cap = new SubmitQuery.CapReached("user [ANN]", 7, Duration.ofSeconds(5));
    try (Service capped =
        new Service(use ->
            new UseCases(
                _ -> cap,
                use.checkQuery(),
                use.fetchResult(),
                use.stopQuery(),
                use.purgeResults(),
                use.findProject(),
                use.checkReadiness()))) {
      Answer answer = capped.ann().submit("{\"sql\":\"select two rows\"}");
      assertProblem(
          429,
          "KE-020040002",
          "The [7] queries that user [ANN] may have waiting or running are there already:"
              + " try again later",
          answer);
      assertEquals("5", answer.header("Retry-After").orElseThrow());
    }
  }

  @Test
  void a_submission_without_room_for_its_result_is_a_507_and_downloads_go_on() {
    for (String face : new String[] {"application/json", Client.V4}) {
      try (Service full =
          new Service(use ->
              new UseCases(
                  _ -> new SubmitQuery.NoSpace(Duration.ofSeconds(60)),
                  use.checkQuery(),
                  use.fetchResult(),
                  use.stopQuery(),
                  use.purgeResults(),
                  use.findProject(),
                  use.checkReadiness()))) {
        String done = full.successful().toString();

        Answer answer = full.ann().accepting(face).submit("{\"sql\":\"select two rows\"}");

        assertProblem(
            507,
            "999",
            "The server has no room for another result: delete results that are not needed, or"
                + " tell the operator",
            answer);
        assertEquals("60", answer.header("Retry-After").orElseThrow());
        assertEquals(Service.TWO_ROWS_CSV, full.ann().get("/" + done + "/result").text());
      }
    }
  }

  @Test
  void a_submission_to_a_stopping_server_is_a_503_with_the_time_to_come_back() throws Exception {
    try (Service stopping = new Service()) {
      stopping.application.stop();
      Answer answer = stopping.ann().submit("{\"sql\":\"select two rows\"}");
      assertProblem(503, "999", "The server is stopping and takes no more queries", answer);
      assertEquals("10", answer.header("Retry-After").orElseThrow());
    }
  }

  @Test
  void our_own_fault_is_a_500_that_tells_nothing_but_an_error_id() {
    UnaryOperator<UseCases> broken =
        use ->
            new UseCases(
                request -> {
                  throw new StoreException("/secret/path is broken", new IOException("disk"));
                },
                use.checkQuery(),
                use.fetchResult(),
                use.stopQuery(),
                use.purgeResults(),
                use.findProject(),
                use.checkReadiness());
    try (Service faulty = new Service(broken);
        LogRecords log = LogRecords.of(ErrorMapper.class)) {
      Answer answer = faulty.ann().submit("{\"sql\":\"select two rows\"}");
      assertEquals(500, answer.status());
      assertTrue(
          answer
              .text()
              .matches(
                  "\\{\"code\":\"999\",\"data\":null,\"msg\":\"Internal error \\[[0-9a-f-]{36}]; "
                      + "the operator finds the cause in the log by this id\"}"),
          answer.text());
      LogRecord logged = log.all().getFirst();
      String errorId = answer.text().replaceFirst(".*\\[(.*)].*", "$1");
      assertTrue(logged.getMessage().contains(errorId), logged.getMessage());
      assertInstanceOf(StoreException.class, logged.getThrown());
    }
  }

  @Test
  void an_unknown_path_is_a_404() {
    assertProblem(
        404, "999", "There is nothing at this path", service.ann().get("~/kylin/api/nothing"));
  }

  @Test
  void a_wrong_method_is_a_405_that_names_the_right_ones() {
    Answer answer = service.ann().send("PUT", "", "{}");
    assertEquals(405, answer.status());
    assertEquals("999", answer.field("code"));
    assertTrue(answer.header("Allow").orElseThrow().contains("POST"));
    assertFalse(answer.header("Allow").orElseThrow().contains("PUT"));
  }
}
