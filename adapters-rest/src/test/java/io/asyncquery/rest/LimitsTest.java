package io.asyncquery.rest;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.Limits;
import io.asyncquery.domain.Limits.Cap;
import io.asyncquery.domain.Limits.OnLimit;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a submission may bound, and how a client learns of a result that was cut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

  @AutoClose private final Service service = new Service();

  @Test
  void a_submission_may_bound_its_query() {
    Answer answer =
        service
            .ann()
            .submit(
                """
                {"sql":"select two rows","limits":
                  {"run_time":60,"rows":5,"bytes":7000000000,"columns":3,"on_limit":"truncate"}}
                """);

    assertEquals(
        new Limits(
            Optional.of(Duration.ofSeconds(60)),
            Optional.of(new Cap(5, OnLimit.TRUNCATE)),
            Optional.of(new Cap(7_000_000_000L, OnLimit.TRUNCATE)),
            OptionalInt.of(3)),
        service.recorded(answer, "queryID").limits());
  }

  @Test
  void an_object_without_limits_bounds_nothing() {
    Answer answer = service.ann().submit("{\"sql\":\"select two rows\",\"limits\":{}}");

    assertEquals(Limits.NONE, service.recorded(answer, "queryID").limits());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5                       | [limits] must be an object, not [5]",
        "{\"row\":5}             | [limits.row] is unknown; known there: run_time, rows",
        "{\"rows\":-1}           | [limits.rows] must be an integer >= 0",
        "{\"rows\":\"5\"}        | [limits.rows] must be an integer >= 0",
        "{\"run_time\":0}        | [limits.run_time] must be 1 to 31536000, not [0]",
        "{\"columns\":0}         | [limits.columns] must be 1 to 2147483647, not [0]",
        "{\"on_limit\":\"stop\"} | [limits.on_limit] must be one of fail, truncate, not [stop]"
      })
  void what_cannot_be_a_limit_is_refused(String limits, String message) {
    Answer answer = service.ann().submit("{\"sql\":\"select 1\",\"limits\":" + limits + "}");

    assertEquals(400, answer.status());
    assertTrue(answer.text().contains(message), answer::text);
  }

  @Test
  void a_result_that_was_cut_says_so_in_its_status_and_its_download() {
    var cut =
        new Limits(
            Optional.empty(),
            Optional.of(new Cap(1, OnLimit.TRUNCATE)),
            Optional.empty(),
            OptionalInt.empty());
    var id = service.finish(request(Service.TWO_ROWS).by("ANN").within(cut));

    Answer status = service.ann().get("/" + id + "/status");
    Answer download = service.ann().get("/" + id + "/result");

    assertEquals("SUCCESSFUL", status.field("status"));
    assertEquals(
        "await fetching results; truncated to [1] rows by a limit of rows", status.field("info"));
    assertEquals("0,text of row 0\n", download.text());
    assertEquals(Optional.of("rows"), download.header("X-Asyncquery-Truncated"));
  }

  @Test
  void a_whole_result_says_nothing() {
    var id = service.successful();

    Answer download = service.ann().get("/" + id + "/result");

    assertEquals(Optional.empty(), download.header("X-Asyncquery-Truncated"));
  }
}
