package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** The contract's section "Kylin V2 face", row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KylinV2FaceTest {

  private static final String NOWHERE = "43eeb967-e76a-4214-8932-70594d454013";

  @AutoClose private final Service service = new Service();

  private Client ann() {
    return service.ann().accepting(Client.V2);
  }

  @Test
  void a_submission_is_answered_with_queryID_and_still_running() {
    Answer answer =
        ann()
            .submit(
                """
                {"sql":"select two rows","project":"ssb","separator":";","offset":1,"limit":2,
                 "include_header":true}
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
            OptionalLong.of(1),
            OptionalLong.of(2),
            new ProjectName("ssb"),
            "ANN",
            new ResultFormat.Csv(
                new CsvDialect(
                    ';',
                    true,
                    StandardCharsets.UTF_8,
                    CsvDialect.Quoting.MINIMAL,
                    "",
                    CsvDialect.LineEnding.LF,
                    false,
                    false)),
            new FileName("result")),
        service.recorded(answer, "queryID"));
  }

  @Test
  void format_encode_and_file_name_are_fixed() {
    Answer answer =
        ann()
            .submit(
                """
                {"sql":"select two rows","format":"xlsx","encode":"gbk","file_name":"x","quote":7}
                """);
    QueryRequest recorded = service.recorded(answer, "queryID");
    assertEquals(ResultFormat.DEFAULT, recorded.format());
    assertEquals(new FileName("result"), recorded.fileName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?project=DEFAULT", "?project="})
  void the_status_needs_no_project(String query) {
    QueryId id = service.successful();
    Answer answer = ann().get("/" + id + "/status" + query);
    assertEquals(200, answer.status());
    assertEquals(
        """
        {"code":"000","data":{"queryID":"%s","status":"SUCCESSFUL","info":"await fetching results"},"msg":""}\
        """
            .formatted(id),
        answer.text());
  }

  @Test
  void the_status_of_a_query_that_is_not_there_is_MISSING() {
    assertEquals(
        """
        {"code":"000","data":{"queryID":"%s","status":"MISSING","info":"query status is lost"},"msg":""}\
        """
            .formatted(NOWHERE),
        ann().get("/" + NOWHERE + "/status").text());
  }

  @Test
  void metadata_gives_names_and_types() {
    assertEquals(
        "{\"code\":\"000\",\"data\":[[\"n\",\"t\"],[\"BIGINT\",\"VARCHAR\"]],\"msg\":\"\"}",
        ann().get("/" + service.successful() + "/metadata").text());
  }

  @Test
  void filestatus_is_one_word() {
    assertEquals(
        "{\"code\":\"000\",\"data\":32,\"msg\":\"\"}",
        ann().get("/" + service.successful() + "/filestatus").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"result_download", "result"})
  void both_names_of_the_download_give_the_file(String path) {
    Answer answer = ann().get("/" + service.successful() + "/" + path);
    assertEquals(200, answer.status());
    assertEquals(Service.TWO_ROWS_CSV, answer.text());
    assertEquals("application/csv;charset=utf-8", answer.header("Content-Type").orElseThrow());
    assertEquals(
        "attachment; filename=\"result.csv\"", answer.header("Content-Disposition").orElseThrow());
  }

  @Test
  void delete_is_answered_too() {
    QueryId one = service.successful();
    QueryId two = service.successful();
    assertEquals("{\"code\":\"000\",\"data\":true,\"msg\":\"\"}", ann().delete("/" + one).text());
    assertTrue(service.queries.find(one).isEmpty());
    assertTrue(service.queries.find(two).isPresent());
    assertEquals("{\"code\":\"000\",\"data\":true,\"msg\":\"\"}", ann().delete("").text());
    assertTrue(service.queries.find(two).isEmpty());
  }
}
