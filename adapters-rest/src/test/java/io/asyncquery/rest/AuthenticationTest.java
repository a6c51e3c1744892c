package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthenticationTest {

  private static final String ANYWHERE = "/43eeb967-e76a-4214-8932-70594d454013/status";
  private static final String NONE =
      "{\"code\":\"KE-010003207\",\"data\":null,"
          + "\"msg\":\"Sign in by HTTP Basic: the call carries no user and password\"}";
  private static final String WRONG =
      "{\"code\":\"KE-010003208\",\"data\":null,\"msg\":\"The user or the password is wrong\"}";

  @AutoClose private final Service service = new Service();

  private static void assertRefused(String body, Answer answer) {
    assertEquals(401, answer.status());
    assertEquals(body, answer.text());
    assertEquals(
        "Basic realm=\"asyncquery\", charset=\"UTF-8\"",
        answer.header("WWW-Authenticate").orElseThrow());
  }

  @Test
  void the_header_of_the_founding_document_is_admin_with_the_password_kylin() {
    Client admin = service.anonymous().with("Authorization", "Basic QURNSU46S1lMSU4=");
    assertEquals(200, admin.get(ANYWHERE).status());
    assertEquals(200, admin.get(ANYWHERE).status());
  }

  @Test
  void the_name_of_the_scheme_may_be_in_any_case() {
    assertEquals(
        200,
        service.anonymous().with("Authorization", "bAsIc QURNSU46S1lMSU4=").get(ANYWHERE).status());
  }

  @Test
  void a_call_without_credentials_is_refused() {
    assertRefused(NONE, service.anonymous().get(ANYWHERE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearerabc", "Bear er", "Digest username=\"ADMIN\"", "Basic", "QURNSU46S1lMSU4="})
  void credentials_of_another_kind_are_none(String authorization) {
    assertRefused(NONE, service.anonymous().with("Authorization", authorization).get(ANYWHERE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic !!!", "Basic QURNSU4=", "Basic Og==", "Basic =", "Basic QURNSU46S1lMSU4=x"})
  void malformed_credentials_are_wrong(String authorization) {
    assertRefused(WRONG, service.anonymous().with("Authorization", authorization).get(ANYWHERE));
  }

  @ParameterizedTest
  @CsvSource({"ADMIN,kylin", "ADMIN,''", "admin,KYLIN", "NOBODY,KYLIN", "'',''", "ANN,ben"})
  void wrong_credentials_are_refused_without_a_word_on_what_is_wrong(String user, String password) {
    assertRefused(WRONG, service.anonymous().as(user, password).get(ANYWHERE));
  }

  @Test
  void a_password_with_a_NUL_is_wrong() {
    assertRefused(WRONG, service.anonymous().as("ADMIN", "KYLIN\0").get(ANYWHERE));
    assertRefused(WRONG, service.anonymous().as("ADMIN", "KYLIN\0KYLIN").get(ANYWHERE));
  }

  @Test
  void a_password_longer_than_any_hash_can_hold_is_wrong() {
    assertRefused(WRONG, service.anonymous().as("ADMIN", "x".repeat(4_000)).get(ANYWHERE));
  }

  @Test
  void a_wrong_password_is_refused_after_a_right_one_too() {
    assertEquals(200, service.ann().get(ANYWHERE).status());
    assertRefused(WRONG, service.anonymous().as("ANN", "anna").get(ANYWHERE));
    assertEquals(200, service.ann().get(ANYWHERE).status());
  }

  @Test
  void who_guesses_is_told_when_to_come_back() {
    try (Service guessed = new Service()) {
      for (int i = 0; i < 10; i++) {
        assertEquals(401, guessed.anonymous().as("BEN", "guess " + i).get(ANYWHERE).status());
      }
      Answer slowed = guessed.ben().get(ANYWHERE);
      assertEquals(429, slowed.status());
      assertEquals("1", slowed.header("Retry-After").orElseThrow());
      assertEquals(
          "{\"code\":\"999\",\"data\":null,\"msg\":\"Too many sign-ins failed: try again later\"}",
          slowed.text());
      assertEquals(200, guessed.ann().get(ANYWHERE).status());
      guessed.clock.advance(Duration.ofSeconds(1));
      assertEquals(200, guessed.ben().get(ANYWHERE).status());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,~/",
    "GET,~/kylin",
    "GET,~/kylin/api/nothing",
    "GET,~/kylin/api/async_query",
    "POST,~/kylin/api/async_query",
    "DELETE,~/kylin/api/async_query",
    "GET,~/kylin/api/async_query/x/status",
    "GET,~/kylin/api/async_query/x/metadata",
    "GET,~/kylin/api/async_query/x/file_status",
    "GET,~/kylin/api/async_query/x/filestatus",
    "GET,~/kylin/api/async_query/x/result",
    "HEAD,~/kylin/api/async_query/x/result",
    "GET,~/kylin/api/async_query/x/result_download",
    "GET,~/kylin/api/async_query/x/result_path",
    "DELETE,~/kylin/api/async_query/x",
    "DELETE,~/kylin/api/async_query/stop/x",
    "OPTIONS,~/kylin/api/async_query",
    "TRACE,~/kylin/api/async_query",
    "GET,~/health",
    "GET,~/health/live/x",
    "GET,~/openapi.yaml/x",
  })
  void nothing_else_is_told_to_whom_is_not_known(String method, String path) {
    Answer answer = service.anonymous().send(method, path, "");
    assertEquals(401, answer.status());
    assertTrue(answer.header("WWW-Authenticate").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"~/health/live", "~/health/ready"})
  void the_health_is_told_to_everybody(String path) {
    Answer answer = service.anonymous().get(path);
    assertEquals(200, answer.status());
    assertEquals("{\"status\":\"UP\"}", answer.text());
  }

  @Test
  void a_server_that_takes_no_queries_lives_and_is_not_ready() throws Exception {
    try (Service stopping = new Service()) {
      stopping.application.stop();
      assertEquals(200, stopping.anonymous().get("~/health/live").status());
      Answer answer = stopping.anonymous().get("~/health/ready");
      assertEquals(503, answer.status());
      assertEquals("{\"status\":\"DOWN\"}", answer.text());
    }
  }
}
