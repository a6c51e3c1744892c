package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.QueryId;
import io.asyncquery.rest.edge.CrossOrigin;
import io.asyncquery.rest.edge.TrustedProxies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lets pages of one other origin call, over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginTest {

  private static final String APP = "https://app.example.com";
  private static final String SQL = "{\"sql\":\"select two rows\"}";

  @AutoClose
  private final Service service = new Service(new CrossOrigin(Set.of(APP)), TrustedProxies.NONE);

  private Answer asked(Client page) {
    return page.with("Access-Control-Request-Method", "POST")
        .with("Access-Control-Request-Headers", "authorization,content-type")
        .send("OPTIONS", "", "");
  }

  private static List<String> corsHeaders(Answer answer) {
    return answer.headerNames().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith("access-control-"))
        .sorted()
        .toList();
  }

  @Test
  void a_browser_that_asks_first_is_told_what_it_may_send() {
    Answer answer = asked(service.anonymous().with("Origin", APP));

    assertEquals(204, answer.status());
    assertEquals(Optional.of(APP), answer.header("Access-Control-Allow-Origin"));
    assertEquals(
        Optional.of("GET, HEAD, POST, DELETE"), answer.header("Access-Control-Allow-Methods"));
    assertTrue(answer.header("Access-Control-Allow-Headers").orElse("").contains("Authorization"));
    assertTrue(varies(answer));
  }

  @Test
  void its_page_submits_asks_fetches_and_sees_the_headers_it_needs() {
    Client page = service.ann().with("Origin", APP).with("Sec-Fetch-Site", "cross-site");
    Answer submitted = page.submit(SQL);
    assertEquals(200, submitted.status());
    QueryId id = QueryId.parse(submitted.field("queryID")).orElseThrow();
    service.await(id);

    Answer result = page.get("/" + id + "/result");
    assertEquals(200, result.status());
    for (Answer answer : List.of(submitted, page.get("/" + id + "/status"), result)) {
      assertEquals(Optional.of(APP), answer.header("Access-Control-Allow-Origin"));
      assertTrue(answer.header("Access-Control-Expose-Headers").orElse("").contains("Retry-After"));
      assertTrue(varies(answer), answer.text());
    }
    assertEquals(200, page.delete("/" + id).status());
  }

  @Test
  void refusals_can_be_read_too() {
    Answer answer = service.anonymous().with("Origin", APP).get("/x/status");

    assertEquals(401, answer.status());
    assertEquals(Optional.of(APP), answer.header("Access-Control-Allow-Origin"));
  }

  /** What a browser remembers stays out: it is let in by this header alone. */
  @Test
  void no_answer_allows_what_the_browser_remembers() {
    Client page = service.ann().with("Origin", APP);
    for (Answer answer : List.of(asked(page), page.submit(SQL), page.get("/x/status"))) {
      assertEquals(Optional.empty(), answer.header("Access-Control-Allow-Credentials"));
    }
  }

  /** A browser sends these without asking, and the password that it remembers with them. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void its_page_cannot_submit_what_a_browser_sends_unasked(String type) {
    Client page = service.ann().with("Origin", APP);
    Client typed = type.isEmpty() ? page : page.with("Content-Type", type);

    assertEquals(403, typed.send("POST", "", SQL).status());
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example",
    "null",
    "http://app.example.com",
    "https://app.example.com:8443",
    "https://app.example.com.evil.example",
    "https://APP.example.com",
    "https://evil-app.example.com",
    "*"
  })
  void others_learn_and_change_nothing(String origin) {
    Client page = service.ann().with("Origin", origin);
    for (Answer answer : List.of(asked(page), page.submit(SQL), page.get("/x/status"))) {
      assertEquals(List.of(), corsHeaders(answer));
      assertTrue(varies(answer));
    }
    assertEquals(403, page.submit(SQL).status());
    assertEquals(401, asked(service.anonymous().with("Origin", origin)).status());
  }

  @Test
  void programs_and_our_own_pages_see_no_difference() {
    Answer answer = service.ann().submit(SQL);

    assertEquals(200, answer.status());
    assertEquals(List.of(), corsHeaders(answer));
  }

  private static boolean varies(Answer answer) {
    return answer.headers("Vary").stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .anyMatch(name -> name.strip().equals("Origin"));
  }
}
