package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.QueryId;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site can make a browser do that knows a password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignPagesTest {

  @AutoClose private final Service service = new Service();

  @ParameterizedTest
  @CsvSource({
    "Origin,https://evil.example",
    "Origin,null",
    "Origin,http://localhost.evil.example",
    "Sec-Fetch-Site,cross-site",
    "Sec-Fetch-Site,same-site",
  })
  void they_change_nothing(String header, String value) {
    QueryId id = service.successful();
    Client page = service.ann().with(header, value);
    for (Answer answer :
        new Answer[] {
          page.submit("{\"sql\":\"select two rows\"}"),
          page.delete("/" + id),
          page.delete(""),
          page.delete("/stop/" + id)
        }) {
      assertEquals(403, answer.status());
      assertEquals("Pages of other sites may not change anything here", answer.field("msg"));
    }
    assertTrue(service.queries.find(id).isPresent());
    assertEquals(200, page.get("/" + id + "/result").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none", "SAME-ORIGIN"})
  void our_own_may(String site) {
    Client page = service.ann().with("Sec-Fetch-Site", site);
    Client known = page.with("Origin", "http://127.0.0.1:" + service.port());

    assertEquals(200, known.submit("{\"sql\":\"select two rows\"}").status());
  }

  @Test
  void a_question_before_a_call_across_sites_is_not_answered() throws IOException {
    try (Wire wire = new Wire(service.port())) {
      String question =
          """
          OPTIONS /kylin/api/async_query HTTP/1.1
          Host: x
          Origin: https://evil.example
          Access-Control-Request-Method: POST

          """;
      wire.send(question.replace("\n", "\r\n"));
      Wire.Head head = wire.head();
      assertEquals(401, head.status());
      assertEquals("", head.header("Access-Control-Allow-Origin"));
    }
  }

  @Test
  void a_body_that_is_compressed_is_refused() {
    Answer answer =
        service.ann().with("Content-Encoding", "gzip").submit("{\"sql\":\"select two rows\"}");

    assertEquals(415, answer.status());
  }
}
