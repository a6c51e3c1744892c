package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no submission can have: each is refused with a clear word, and nothing is begun. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

  @AutoClose private final Service service = new Service();

  @AfterEach
  void nothing_was_recorded() {
    assertTrue(service.queries.running().isEmpty());
    assertTrue(service.finished.heard().isEmpty());
  }

  private static void assertRefused(int status, String msg, Answer answer) {
    assertEquals("{\"code\":\"999\",\"data\":null,\"msg\":\"%s\"}".formatted(msg), answer.text());
    assertEquals(status, answer.status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|The body is not JSON: line [1], column [2]",
        "sql=select 1|The body is not JSON: line [1], column [1]",
        "{'sql':'x'}|The body is not JSON: line [1], column [2]",
        "{\"sql\":\"x\",}|The body is not JSON: line [1], column [12]",
        "{\"sql\":\"x\",\"sql\":\"y\"}|The body is not JSON: line [1], column [17]",
        "{\"sql\":\"x\"} {}|The body holds more than one JSON object",
        "[]|The body must be one JSON object, such as {\\\"sql\\\":\\\"select 1\\\"}",
        "null|The body must be one JSON object, such as {\\\"sql\\\":\\\"select 1\\\"}",
        "\"sql\"|The body must be one JSON object, such as {\\\"sql\\\":\\\"select 1\\\"}",
        "7|The body must be one JSON object, such as {\\\"sql\\\":\\\"select 1\\\"}",
        "``|The body must be one JSON object, such as {\\\"sql\\\":\\\"select 1\\\"}",
        "{}|[sql] must hold the SQL of a query; it is missing",
        "{\"SQL\":\"x\"}|[sql] must hold the SQL of a query; it is missing",
        "{\"sql\":null}|[sql] must hold the SQL of a query; it is missing",
        "{\"sql\":\"\"}|[sql] must hold the SQL of a query; it is missing",
        "{\"sql\":\" \\n\"}|[sql] must hold the SQL of a query; it is missing",
        "{\"sql\":1}|[sql] must be a string, not [1]",
        "{\"sql\":true}|[sql] must be a string, not [true]",
        "{\"sql\":[\"x\"]}|[sql] must be a string, not an array or object",
        "{\"sql\":\"\\ud800\"}|[sql] holds half of a surrogate pair",
        "{\"sql\":\"x\",\"project\":7}|[project] must be a string, not [7]",
        "{\"sql\":\"x\",\"project\":\" \"}|[project] must name a project; leave it out for"
            + " [DEFAULT]",
      })
  void a_body_without_a_query_is_refused(String body, String msg) {
    assertRefused(400, msg, service.ann().submit(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1|[-1]",
        "0.5|[0.5]",
        "1.0|[1.0]",
        "1e3|[1e3]",
        "9223372036854775808|[9223372036854775808]",
        "1000000000000000000000000|[1000000000000000000000000]",
        "-9223372036854775809|[-9223372036854775809]",
        "\"10\"|the string [10]",
        "\"\\ud800\"|the string [?]",
        "true|[true]",
        "[]|an array or object",
      })
  void a_count_of_rows_that_is_no_integer_from_zero_up_is_refused(String value, String found) {
    for (String name : new String[] {"offset", "limit"}) {
      assertRefused(
          400,
          "[%s] must be an integer >= 0 and at most 9223372036854775807, not %s"
              .formatted(name, found),
          service.ann().submit("{\"sql\":\"x\",\"" + name + "\":" + value + "}"));
    }
  }

  @Test
  void a_number_of_a_thousand_digits_is_refused_in_short() {
    assertRefused(
        400,
        "[limit] must be an integer >= 0 and at most 9223372036854775807, not [%s...]"
            .formatted("9".repeat(80)),
        service.ann().submit("{\"sql\":\"x\",\"limit\":" + "9".repeat(1_000) + "}"));
  }

  @Test
  void a_name_of_a_project_longer_than_any_is_refused() {
    assertRefused(
        400,
        "[project] must have at most 255 characters",
        service.ann().submit("{\"sql\":\"x\",\"project\":\"" + "x".repeat(256) + "\"}"));
  }

  @Test
  void a_body_nested_without_end_is_refused() {
    assertRefused(
        400,
        "The body is JSON nested deeper than [32], or with huge names",
        service
            .ann()
            .submit("{\"sql\":\"x\",\"a\":" + "[".repeat(4_000) + "]".repeat(4_000) + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "GBK", "UTF-16"})
  void a_body_that_is_not_utf8_is_refused(String charset) {
    byte[] body = "{\"sql\":\"select '\u00e9'\"}".getBytes(Charset.forName(charset));
    assertRefused(
        400,
        "The body is not UTF-8 text",
        service
            .ann()
            .with("Content-Type", "application/json")
            .send("POST", "", BodyPublishers.ofByteArray(body)));
  }

  @Test
  void a_body_longer_than_the_limit_is_refused_before_it_is_read() {
    byte[] body = new byte[10 << 20];
    Arrays.fill(body, (byte) ' ');
    Client sender = service.ann().with("Content-Type", "application/json");
    String msg = "The body is longer than the [10000] bytes it may have";
    assertRefused(413, msg, sender.send("POST", "", BodyPublishers.ofByteArray(body)));
  }

  @Test
  void a_body_of_unknown_length_is_refused_where_it_passes_the_limit() {
    byte[] body = new byte[Service.MAX_BODY_BYTES + 1];
    Arrays.fill(body, (byte) ' ');
    assertRefused(
        413,
        "The body is longer than the [10000] bytes it may have",
        service
            .ann()
            .with("Content-Type", "application/json")
            .send("POST", "", BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/json",
        "application/jsonp"
      })
  void what_a_form_in_a_browser_can_send_is_refused(String type) {
    Answer answer =
        service.ann().with("Content-Type", type).send("POST", "", "{\"sql\":\"select two rows\"}");
    assertRefused(
        415, "[Content-Type] must be [application/json], not [%s]".formatted(type), answer);
  }

  @Test
  void a_content_type_that_is_none_is_refused() {
    Answer answer = service.ann().with("Content-Type", ";").send("POST", "", "{\"sql\":\"x\"}");
    assertRefused(400, "A header of the request is malformed", answer);
  }

  @Test
  void the_body_of_a_get_that_is_no_json_is_refused() {
    assertRefused(
        400,
        "The body is not JSON: line [1], column [1]",
        service.ann().get("/43eeb967-e76a-4214-8932-70594d454013/status", "x"));
  }

  @Test
  void the_same_is_told_in_kylins_codes_to_kylins_clients() {
    for (String face : new String[] {Client.V2, Client.V4}) {
      Answer answer = service.ann().accepting(face).submit("{}");
      assertEquals(400, answer.status());
      assertEquals("KE-020040001", answer.field("code"));
    }
  }

  @Test
  void a_body_as_long_as_the_limit_is_read() {
    byte[] body = new byte[Service.MAX_BODY_BYTES];
    Arrays.fill(body, (byte) ' ');
    System.arraycopy("{}".getBytes(StandardCharsets.UTF_8), 0, body, 0, 2);
    assertRefused(
        400,
        "[sql] must hold the SQL of a query; it is missing",
        service
            .ann()
            .with("Content-Type", "application/json")
            .send("POST", "", BodyPublishers.ofByteArray(body)));
  }
}
