package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.ApiTokens;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.TokenScope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a token opens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTest {

  private static final String NOWHERE = "/43eeb967-e76a-4214-8932-70594d454013/status";
  private static final String SUBMISSION = "{\"sql\":\"select two rows\"}";

  @AutoClose private final Service service = new Service();

  private ApiTokens.Issued issue(String user, TokenScope scope, String... projects) {
    Optional<Set<ProjectName>> only =
        projects.length == 0
            ? Optional.empty()
            : Optional.of(
                Set.of(projects).stream().map(ProjectName::new).collect(Collectors.toSet()));
    return service.tokens.issue(new ApiTokens.Wish(user, "", scope, only, Duration.ofDays(1)));
  }

  private Client bearer(ApiTokens.Issued token) {
    return service.anonymous().with("Authorization", "Bearer " + token.secret());
  }

  @Test
  void a_token_stands_for_its_user() {
    QueryId anns = service.successful();

    Client ann = bearer(issue("ANN", TokenScope.QUERY));

    assertEquals("SUCCESSFUL", ann.get("/" + anns + "/status").field("status"));
    Answer submitted = ann.submit(SUBMISSION);
    assertEquals("ANN", service.recorded(submitted, "queryID").submitter());
    Client ben = bearer(issue("BEN", TokenScope.QUERY));
    assertEquals("MISSING", ben.get("/" + anns + "/status").field("status"));
  }

  @Test
  void a_token_that_is_wrong_expired_or_revoked_opens_nothing() {
    assertRefused(service.anonymous().with("Authorization", "Bearer nonsense"));
    assertRefused(service.anonymous().with("Authorization", "Bearer aq_" + "A".repeat(43)));
    assertRefused(bearer(issue("NOBODY", TokenScope.QUERY)));

    ApiTokens.Issued revoked = issue("ANN", TokenScope.QUERY);
    assertEquals(200, bearer(revoked).get(NOWHERE).status());
    service.tokens.revoke(revoked.token().id());
    assertRefused(bearer(revoked));

    ApiTokens.Issued expired = issue("ANN", TokenScope.QUERY);
    service.clock.advance(Duration.ofDays(1));
    assertRefused(bearer(expired));
  }

  private static void assertRefused(Client client) {
    Answer answer = client.get(NOWHERE);
    assertEquals(401, answer.status());
    assertEquals("KE-010003208", answer.field("code"));
    assertEquals("The token is wrong, expired or revoked", answer.field("msg"));
  }

  @Test
  void a_token_to_read_changes_nothing() throws Exception {
    Client reader = bearer(issue("ANN", TokenScope.READ));
    QueryId done = service.successful();

    assertEquals(Service.TWO_ROWS_CSV, reader.get("/" + done + "/result").text());
    assertEquals("SUCCESSFUL", reader.get("/" + done + "/status").field("status"));
    assertForbidden(reader.submit(SUBMISSION));
    assertForbidden(reader.delete(""));
    assertForbidden(reader.delete("/" + done));
    service.whileRunning(running -> {
      assertForbidden(reader.delete("/stop/" + running));
      assertEquals("RUNNING", reader.get("/" + running + "/status").field("status"));
    });
    assertTrue(service.queries.find(done).isPresent());
  }

  private static void assertForbidden(Answer answer) {
    assertEquals(403, answer.status());
    assertEquals("KE-010024001", answer.field("code"));
    assertEquals(
        "This token may read alone: it neither submits nor changes anything", answer.field("msg"));
  }

  @Test
  void a_token_for_a_project_opens_no_other_not_even_to_an_administrator() {
    Client confined = bearer(issue("ADMIN", TokenScope.QUERY, "ssb"));
    QueryId elsewhere = service.finish(RequestBuilder.request(Service.TWO_ROWS));
    QueryId failed = service.finish(RequestBuilder.request("nonsense"));
    QueryId there = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb").by("ANN"));
    QueryId own = service.finish(RequestBuilder.request(Service.TWO_ROWS).in("ssb"));

    assertEquals("MISSING", confined.get("/" + elsewhere + "/status").field("status"));
    assertEquals("MISSING", confined.get("/" + failed + "/status").field("status"));
    assertEquals("SUCCESSFUL", confined.get("/" + there + "/status").field("status"));
    for (String project : new String[] {"DEFAULT", "nothing"}) {
      Answer refused =
          confined.submit("{\"sql\":\"select two rows\",\"project\":\"" + project + "\"}");
      assertEquals(403, refused.status());
      assertEquals("This token is not for project [" + project + "]", refused.field("msg"));
    }
    assertEquals(
        "RUNNING",
        confined.submit("{\"sql\":\"select two rows\",\"project\":\"ssb\"}").field("status"));

    confined.delete("");

    assertTrue(service.queries.find(elsewhere).isPresent());
    assertTrue(service.queries.find(failed).isPresent());
    assertTrue(service.queries.find(there).isEmpty());
    assertTrue(service.queries.find(own).isEmpty());
  }

  @Test
  void a_token_gives_no_project_that_its_user_has_not() {
    Client eve = bearer(issue("EVE", TokenScope.QUERY, "ssb"));
    QueryId id =
        QueryId.parse(
                eve.submit("{\"sql\":\"select two rows\",\"project\":\"ssb\"}").field("queryID"))
            .orElseThrow();

    service.await(id);

    assertEquals("Project 'ssb' does not exist;", eve.get("/" + id + "/status").field("info"));
  }
}
