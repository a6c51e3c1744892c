package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract's section "Where Kylin is wrong, and what we do": the rows that show over HTTP. Full
 * queues, wishes for a header and the statuses of refusals have their tests elsewhere.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefectsTest {

  @AutoClose private final Service service = new Service();

  @Test
  void an_instant_poll_finds_the_query_and_its_owner() {
    for (int i = 0; i < 50; i++) {
      Answer accepted = service.ann().submit("{\"sql\":\"select two rows\"}");
      QueryId id = QueryId.parse(accepted.field("queryID")).orElseThrow();
      Answer polled = service.ann().get("/" + id + "/status");
      assertEquals(200, polled.status());
      assertNotEquals("MISSING", polled.field("status"));
      service.await(id);
    }
  }

  @Test
  void a_submission_is_answered_while_another_query_holds_every_worker() throws Exception {
    service.whileRunning(id -> {
      Answer answer = service.ann().submit("{\"sql\":\"select two rows\"}");
      assertEquals("RUNNING", answer.field("status"));
      assertEquals("RUNNING", service.ann().get("/" + id + "/status").field("status"));
    });
  }

  @Test
  void a_comma_in_a_name_stays_in_the_name() {
    service.engine.serve(
        "select commas",
        Rows.of(
            new Column("a,b", ColumnType.Scalar.VARCHAR),
            new Column("c", new ColumnType.Decimal(10, 2))));
    QueryId id = service.finish(RequestBuilder.request("select commas").by("ANN"));
    assertEquals(
        "{\"code\":\"000\",\"data\":[[\"a,b\",\"c\"],[\"VARCHAR\",\"DECIMAL(10,2)\"]],\"msg\":\"\"}",
        service.ann().get("/" + id + "/metadata").text());
  }

  @Test
  void parquet_can_be_downloaded() {
    QueryId id =
        service.finish(
            RequestBuilder.request(Service.TWO_ROWS).by("ANN").as(new ResultFormat.Parquet()));
    Answer answer =
        service.ann().accepting(Client.V4).get("/" + id + "/result_download?project=DEFAULT");
    assertEquals(200, answer.status());
    assertEquals(
        "attachment; filename=\"result.parquet\"",
        answer.header("Content-Disposition").orElseThrow());
  }

  @Test
  void a_denied_call_is_answered_as_if_nothing_were_there() {
    QueryId id = service.successful();
    assertEquals("MISSING", service.ben().get("/" + id + "/status").field("status"));
    assertEquals(404, service.ben().get("/" + id + "/result").status());
  }

  @Test
  void a_deletion_lets_the_next_client_find_nothing() {
    QueryId id = service.successful();
    service.ann().delete("/" + id);
    assertEquals("MISSING", service.ann().get("/" + id + "/status").field("status"));
    assertEquals(404, service.ann().get("/" + id + "/result").status());
  }
}
