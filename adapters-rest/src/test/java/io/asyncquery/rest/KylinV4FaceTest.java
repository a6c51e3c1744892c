package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.CheckQuery.Found;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's section "Kylin V4 face", row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KylinV4FaceTest {

  private static final String NOWHERE = "43eeb967-e76a-4214-8932-70594d454013";
  private static final String IN_DEFAULT = "?project=DEFAULT";
  private static final String DONE = "{\"code\":\"000\",\"data\":true,\"msg\":\"\"}";

  @AutoClose private final Service service = new Service();

  private Client admin() {
    return service.admin().accepting(Client.V4);
  }

  private Client ann() {
    return service.ann().accepting(Client.V4);
  }

  private Client ben() {
    return service.ben().accepting(Client.V4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Client.V4,
        Client.V4_PUBLIC,
        "APPLICATION/VND.APACHE.KYLIN-V4+JSON",
        "application/vnd.apache.kylin-v4+json;charset=UTF-8",
        "application/vnd.apache.kylin-v4+json, application/json, */*",
        "application/json;q=0.5, application/vnd.apache.kylin-v4-public+json"
      })
  void two_media_types_choose_it_alone_or_among_others(String accept) {
    Answer answer = service.ann().accepting(accept).get("/" + NOWHERE + "/status" + IN_DEFAULT);
    assertEquals(NOWHERE, answer.field("query_id"));
  }

  @Test
  void a_submission_is_answered_at_once_with_query_still_running() throws Exception {
    service.whileRunning(inWork -> {
      Answer answer = ann().submit("{\"sql\":\"select two rows\",\"project\":\"ssb\"}");
      assertEquals(200, answer.status());
      assertEquals(
          """
          {"code":"000","data":{"query_id":"%s","status":"RUNNING","info":"query still running"},"msg":""}\
          """
              .formatted(answer.field("query_id")),
          answer.text());
      assertEquals(
          RequestBuilder.request("select two rows").in("ssb").by("ANN").build(),
          service.recorded(answer, "query_id"));
    });
  }

  @Test
  void a_submission_that_is_done_already_is_answered_with_query_success() {
    assertSubmissionInfo(
        "SUCCESSFUL", "query success", query -> query.succeed(summary(), query.submittedAt()));
  }

  @Test
  void a_submission_that_has_failed_already_is_answered_with_the_reason() {
    assertSubmissionInfo(
        "FAILED",
        "Table 'X' not found",
        query -> query.fail(QueryFailure.invalidSql("Table 'X' not found"), query.submittedAt()));
  }

  private static ResultSummary summary() {
    return new ResultSummary(0, 0, Digest.of("0".repeat(16)), Optional.empty(), List.of());
  }

  private interface End {
    AsyncQuery.Finished of(AsyncQuery.Running query);
  }

  private static void assertSubmissionInfo(String status, String info, End end) {
    AsyncQuery.Finished ended = end.of(RequestBuilder.request().running());
    CheckQuery ends = (id, caller) -> new Found(ended);
    try (Service quick =
        new Service(use ->
            new UseCases(
                use.submitQuery(),
                ends,
                use.fetchResult(),
                use.stopQuery(),
                use.purgeResults(),
                use.findProject(),
                use.checkReadiness()))) {
      Answer answer = quick.ann().accepting(Client.V4).submit("{\"sql\":\"select two rows\"}");
      assertEquals(
          """
          {"code":"000","data":{"query_id":"%s","status":"%s","info":"%s"},"msg":""}\
          """
              .formatted(ended.id(), status, info),
          answer.text());
    }
  }

  @Test
  void every_option_of_kylin_and_of_ours_is_understood() {
    Answer answer =
        ann()
            .submit(
                """
                {"sql":"select two rows","project":"ssb","offset":1,"limit":2,"format":"CSV",
                 "encode":"GBK","separator":"|","include_header":true,"file_name":"\u9500\u552e",
                 "spark_queue":"default","quote":"non-numeric","null_string":"\\\\N",
                 "line_ending":"crlf","escape_formulas":true}
                """);
    assertEquals(200, answer.status(), answer.text());
    assertEquals(
        new QueryRequest(
            "select two rows",
            OptionalLong.of(1),
            OptionalLong.of(2),
            new ProjectName("ssb"),
            "ANN",
            new ResultFormat.Csv(
                new CsvDialect(
                    '|',
                    true,
                    Charset.forName("GBK"),
                    CsvDialect.Quoting.NON_NUMERIC,
                    "\\N",
                    CsvDialect.LineEnding.CRLF,
                    false,
                    true)),
            new FileName("\u9500\u552e")),
        service.recorded(answer, "query_id"));
  }

  @Test
  void a_byte_order_mark_and_quotes_everywhere_can_be_asked_for() {
    Answer answer = ann().submit("{\"sql\":\"select two rows\",\"bom\":true,\"quote\":\"all\"}");
    assertEquals(
        new ResultFormat.Csv(
            new CsvDialect(
                ',',
                false,
                StandardCharsets.UTF_8,
                CsvDialect.Quoting.ALL,
                "",
                CsvDialect.LineEnding.LF,
                true,
                false)),
        service.recorded(answer, "query_id").format());
  }

  @Test
  void every_option_said_to_be_what_it_is_anyway_changes_nothing() {
    Answer answer =
        ann()
            .submit(
                """
                {"sql":"select two rows","project":"DEFAULT","format":"csv","encode":"utf-8",
                 "separator":",","include_header":false,"file_name":"result","quote":"minimal",
                 "null_string":"","line_ending":"lf","bom":false,"escape_formulas":false}
                """);
    assertEquals(
        RequestBuilder.request("select two rows").by("ANN").build(),
        service.recorded(answer, "query_id"));
  }

  @Test
  void an_empty_separator_is_a_comma_as_in_kylin() {
    Answer answer = ann().submit("{\"sql\":\"select two rows\",\"separator\":\"\"}");
    assertEquals(ResultFormat.DEFAULT, service.recorded(answer, "query_id").format());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\t", ";", " ", "\\u0001", "\u4e2d", "\ud83d\ude00"})
  void any_single_character_separates(String json) {
    Answer answer = ann().submit("{\"sql\":\"x\",\"separator\":\"" + json + "\"}");
    assertEquals(200, answer.status(), answer.text());
    int separator =
        switch (json) {
          case "\\t" -> '\t';
          case "\\u0001" -> 1;
          default -> json.codePointAt(0);
        };
    assertTrue(
        service.recorded(answer, "query_id").format() instanceof ResultFormat.Csv(var dialect)
            && dialect.separator() == separator);
  }

  @ParameterizedTest
  @CsvSource({"json,json", "ndjson,ndjson", "xlsx,xlsx", "parquet,parquet", "XLSX,xlsx"})
  void every_format_can_be_asked_for_with_the_options_kylins_clients_always_send(
      String format, String extension) {
    Answer answer =
        ann()
            .submit(
                """
                {"sql":"select two rows","format":"%s","encode":"UTF-8","separator":",",
                 "include_header":false}
                """
                    .formatted(format));
    assertEquals(200, answer.status(), answer.text());
    assertEquals(extension, service.recorded(answer, "query_id").format().extension());
  }

  @Test
  void a_workbook_can_have_a_header() {
    Answer answer = ann().submit("{\"sql\":\"x\",\"format\":\"xlsx\",\"include_header\":true}");
    assertEquals(new ResultFormat.Xlsx(true), service.recorded(answer, "query_id").format());
  }

  @Test
  void the_status_says_how_the_query_stands() throws Exception {
    service.whileRunning(id -> assertStatus("RUNNING", "still running", id));
    assertStatus("SUCCESSFUL", "await fetching results", service.successful());
    assertStatus("FAILED", "This SQL is not known here", service.failed());
    assertStatus("MISSING", "query status is lost", QueryId.parse(NOWHERE).orElseThrow());
  }

  private void assertStatus(String status, String info, QueryId id) {
    Answer answer = ann().get("/" + id + "/status" + IN_DEFAULT);
    assertEquals(200, answer.status());
    assertEquals(
        """
        {"code":"000","data":{"query_id":"%s","status":"%s","info":"%s"},"msg":""}\
        """
            .formatted(id, status, info),
        answer.text());
  }

  @Test
  void a_failed_query_of_an_unknown_project_tells_its_reason_under_that_name() {
    QueryId id = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("XXX").by("ANN"));
    assertEquals(
        "Project 'XXX' does not exist;", ann().get("/" + id + "/status?project=XXX").field("info"));
  }

  @Test
  void metadata_gives_names_and_types_as_kylin_spells_them() {
    Rows rows =
        Rows.of(
            new Column("id", ColumnType.Scalar.BIGINT),
            new Column("n, \"quoted\"", ColumnType.Scalar.VARCHAR),
            new Column("\u4ef7\u683c", new ColumnType.Decimal(19, 4)),
            new Column("d", ColumnType.Scalar.DATE),
            new Column("t", ColumnType.Timestamp.MICROS));
    service.engine.serve("select types", rows);
    QueryId id = service.finish(RequestBuilder.request("select types").by("ANN"));
    Answer answer = ann().get("/" + id + "/metadata" + IN_DEFAULT);
    assertEquals(200, answer.status());
    assertEquals(
        "{\"code\":\"000\",\"data\":[[\"id\",\"n, \\\"quoted\\\"\",\"\u4ef7\u683c\",\"d\",\"t\"],"
            + "[\"BIGINT\",\"VARCHAR\",\"DECIMAL(19,4)\",\"DATE\",\"TIMESTAMP\"]],\"msg\":\"\"}",
        answer.text());
  }

  @Test
  void file_status_gives_the_size_in_bytes() {
    Answer answer = ann().get("/" + service.successful() + "/file_status" + IN_DEFAULT);
    assertEquals(200, answer.status());
    assertEquals("{\"code\":\"000\",\"data\":32,\"msg\":\"\"}", answer.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"result_download", "result"})
  void result_download_gives_the_file(String path) {
    QueryId id = service.finish(RequestBuilder.request(Service.TWO_ROWS).by("ANN").named("sales"));
    Answer answer = ann().get("/" + id + "/" + path + IN_DEFAULT);
    assertEquals(200, answer.status());
    assertArrayEquals(Service.TWO_ROWS_CSV.getBytes(StandardCharsets.UTF_8), answer.bytes());
    assertEquals("application/csv;charset=utf-8", answer.header("Content-Type").orElseThrow());
    assertEquals(
        "attachment; filename=\"sales.csv\"", answer.header("Content-Disposition").orElseThrow());
  }

  @Test
  void result_path_says_where_the_file_lies() {
    Answer answer = ann().get("/" + service.successful() + "/result_path" + IN_DEFAULT);
    assertEquals(200, answer.status());
    assertTrue(
        answer.text().matches("\\{\"code\":\"000\",\"data\":\"/.+\\.csv\",\"msg\":\"\"}"),
        answer.text());
  }

  @Test
  void a_purge_without_parameters_is_that_of_the_seed_face() {
    QueryId anns = service.successful();
    QueryId bens = service.finish(RequestBuilder.request(Service.TWO_ROWS).by("BEN"));
    assertEquals(DONE, ann().delete("").text());
    assertTrue(service.queries.find(anns).isEmpty());
    assertTrue(service.queries.find(bens).isPresent());
    assertEquals(DONE, admin().delete("").text());
    assertTrue(service.queries.find(bens).isEmpty());
  }

  @Test
  void a_purge_of_what_is_older_removes_what_ended_before_in_that_project() {
    QueryId old = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb"));
    QueryId elsewhere = service.finish(RequestBuilder.request(Service.TWO_ROWS));
    service.clock.advance(Duration.ofMinutes(10));
    QueryId young = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb"));
    String between =
        service.clock.instant().minusSeconds(60).toString().substring(0, 19).replace("T", "%20");
    Answer answer = admin().delete("?project=ssb&older_than=" + between);
    assertEquals(200, answer.status());
    assertEquals(DONE, answer.text());
    assertTrue(service.queries.find(old).isEmpty());
    assertTrue(service.queries.find(elsewhere).isPresent());
    assertTrue(service.queries.find(young).isPresent());
  }

  @Test
  void somebody_elses_purge_of_what_is_older_removes_their_own() {
    QueryId anns = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb").by("ANN"));
    QueryId bens = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb").by("BEN"));
    assertEquals(DONE, ben().delete("?project=ssb&older_than=2999-12-31+23:59:59").text());
    assertTrue(service.queries.find(anns).isPresent());
    assertTrue(service.queries.find(bens).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?project=ssb", "?older_than=2999-12-31%2023:59:59", "?older_than=x"})
  void one_condition_of_a_purge_alone_removes_nothing(String query) {
    QueryId id = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb"));
    Answer answer = admin().delete(query);
    assertEquals(200, answer.status());
    assertEquals(
        "{\"code\":\"000\",\"data\":false,"
            + "\"msg\":\"[project] and [older_than] go together; nothing was removed\"}",
        answer.text());
    assertTrue(service.queries.find(id).isPresent());
  }

  @Test
  void one_query_can_be_removed() {
    QueryId id = service.successful();
    QueryId other = service.successful();
    Answer answer = ann().delete("/" + id + IN_DEFAULT);
    assertEquals(200, answer.status());
    assertEquals(DONE, answer.text());
    assertTrue(service.queries.find(id).isEmpty());
    assertTrue(!service.results.ids().contains(id));
    assertTrue(service.queries.find(other).isPresent());
  }

  @Test
  void a_running_query_cannot_be_removed() throws Exception {
    service.whileRunning(id -> {
      Answer answer = ann().delete("/" + id + IN_DEFAULT);
      assertEquals(200, answer.status());
      assertEquals(
          "{\"code\":\"000\",\"data\":false,\"msg\":\"Query [%s] is running and stays: stop it first\"}"
              .formatted(id),
          answer.text());
      assertStatus("RUNNING", "still running", id);
    });
  }

  @Test
  void a_running_query_can_be_stopped() throws Exception {
    service.whileRunning(id -> {
      Answer answer = ann().delete("/stop/" + id + IN_DEFAULT);
      assertEquals(200, answer.status());
      assertEquals("{\"code\":\"000\",\"data\":\"\",\"msg\":\"\"}", answer.text());
      assertStatus("FAILED", "stopped by user [ANN]", id);
    });
  }

  @Test
  void a_query_that_does_not_run_cannot_be_stopped_and_data_and_msg_say_so() {
    QueryId id = service.successful();
    Answer answer = ann().delete("/stop/" + id + IN_DEFAULT);
    assertEquals(200, answer.status());
    assertEquals(
        """
        {"code":"999","data":"Query is not running","msg":"Query [%s] is not running: it is SUCCESSFUL"}\
        """
            .formatted(id),
        answer.text());
    assertStatus("SUCCESSFUL", "await fetching results", id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "metadata", "file_status", "result_download", "result_path"})
  void the_project_may_come_in_the_body_of_a_get(String call) {
    Answer answer =
        ann()
            .with("Content-Type", "application/json")
            .get("/" + service.successful() + "/" + call, "{\"project\":\"DEFAULT\",\"x\":[1]}");
    assertEquals(200, answer.status(), answer.text());
  }

  @Test
  void the_project_may_come_in_the_body_of_a_delete() {
    QueryId id = service.successful();
    assertEquals(DONE, ann().delete("/" + id, "{\"project\":\"DEFAULT\"}").text());
    assertTrue(service.queries.find(id).isEmpty());
  }

  @Test
  void the_parameter_counts_where_the_body_names_another_project() {
    Answer answer =
        ann().get("/" + service.successful() + "/status" + IN_DEFAULT, "{\"project\":\"ssb\"}");
    assertEquals("SUCCESSFUL", answer.field("status"));
  }
}
