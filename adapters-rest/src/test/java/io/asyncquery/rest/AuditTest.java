package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.ApiTokens;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.TokenScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the audit log is told, and by whom. */
class AuditTest {

  private static final String HERE = "127.0.0.1";

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  /** The only event; a download may end a moment after its last byte has come. */
  private AuditEvent event() {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (service.audit.events().isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "Nothing was told");
      LockSupport.parkNanos(1_000_000);
    }
    assertEquals(1, service.audit.events().size());
    return service.audit.events().getFirst();
  }

  private AsyncQuery query(QueryId id) {
    return service.queries.find(id).orElseThrow();
  }

  @Test
  void a_sign_in_that_fails_is_told_with_the_name_and_without_the_password() {
    service.anonymous().as("ANN", "hunter2").get("/x/status");

    assertEquals(new AuditEvent.SignInFailed("ANN", HERE, "password"), event());
    assertFalse(event().toString().contains("hunter2"));
  }

  @Test
  void a_wrong_token_is_told_without_the_token() {
    service.anonymous().with("Authorization", "Bearer aq_secret").get("/x/status");

    assertEquals(new AuditEvent.SignInFailed("", HERE, "token"), event());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer aq_secret", "Basic !!!"})
  void nobody_fills_the_log_with_what_is_wrong_at_the_first_look(String header) {
    String token =
        service
            .tokens
            .issue(
                new ApiTokens.Wish(
                    "ANN", "", TokenScope.READ, Optional.empty(), Duration.ofDays(1)))
            .secret();
    for (int i = 0; i < 50; i++) {
      int status = service.anonymous().with("Authorization", header).get("/x/status").status();
      assertEquals(i < 10 ? 401 : 429, status);
    }
    assertEquals(10, service.audit.events().size());
    Client right = service.anonymous().with("Authorization", "Bearer " + token);
    assertEquals(200, right.get("/x/status").status());
    assertEquals(200, service.ann().get("/x/status").status());
  }

  @Test
  void who_gives_no_credentials_at_all_and_who_is_right_is_not_told() {
    service.anonymous().get("/x/status");
    service.ann().get("/x/status");

    assertEquals(List.of(), service.audit.events());
  }

  @Test
  void a_submission_is_told() {
    Answer answer = service.ann().submit("{\"sql\":\"select two rows\"}");

    var submitted = assertInstanceOf(AuditEvent.Submitted.class, event());
    assertEquals("ANN", submitted.user());
    assertEquals(HERE, submitted.from());
    assertEquals(answer.field("queryID"), submitted.query().id().toString());
  }

  @Test
  void a_download_is_told_with_its_bytes_to_whoever_fetched_it() {
    QueryId id = service.successful();
    service.admin().with("Range", "bytes=0-4").get("/" + id + "/result");

    assertEquals(new AuditEvent.Downloaded("ADMIN", HERE, query(id), 5, true), event());
  }

  @Test
  void an_answer_without_the_result_is_no_download() {
    QueryId id = service.successful();
    service.ann().head("/" + id + "/result");
    service.ben().get("/" + id + "/result");
    service.ann().with("If-None-Match", "*").get("/" + id + "/result");

    assertEquals(List.of(), service.audit.events());
  }

  @Test
  void a_stop_is_told() throws Exception {
    service.whileRunning(id -> {
      service.admin().delete("/stop/" + id);

      assertEquals(new AuditEvent.Stopped("ADMIN", HERE, query(id)), event());
    });
  }

  @Test
  void a_deletion_is_told() {
    QueryId id = service.successful();
    AsyncQuery query = query(id);
    service.ann().delete("/" + id);

    assertEquals(new AuditEvent.Deleted("ANN", HERE, Optional.of(query), 1), event());
  }

  @Test
  void a_deletion_of_all_is_told_with_their_number() {
    service.successful();
    service.failed();
    service.ann().delete("");

    assertEquals(new AuditEvent.Deleted("ANN", HERE, Optional.empty(), 2), event());
  }

  @Test
  void what_did_not_happen_is_not_told() throws Exception {
    QueryId id = service.successful();
    service.ben().delete("/" + id);
    service.ann().delete("/stop/" + id);
    service.ann().submit("{}");

    assertEquals(List.of(), service.audit.events());
  }
}
