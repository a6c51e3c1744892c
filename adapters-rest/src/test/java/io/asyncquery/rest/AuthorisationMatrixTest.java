package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint, called by everybody about everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationMatrixTest {

  /** What holds of each endpoint; one without a line here fails. */
  private static final String ENDPOINTS =
      """
      GET    /health/live                                OPEN
      GET    /health/ready                               OPEN
      GET    /openapi.yaml                               OPEN
      POST   /kylin/api/async_query                      SUBMIT
      DELETE /kylin/api/async_query                      PURGE
      GET    /kylin/api/async_query/{id}/status          ONE
      GET    /kylin/api/async_query/{id}/metadata        ONE
      GET    /kylin/api/async_query/{id}/file_status     ONE
      GET    /kylin/api/async_query/{id}/filestatus      ONE
      GET    /kylin/api/async_query/{id}/result          ONE
      GET    /kylin/api/async_query/{id}/result_download ONE
      GET    /kylin/api/async_query/{id}/result_path     ONE
      DELETE /kylin/api/async_query/{id}                 ONE
      DELETE /kylin/api/async_query/stop/{id}            ONE
      """;

  /** The actors in their order, and what each of them meets. */
  private static final String RULES =
      """
      OPEN   own     OPEN   OPEN   OPEN   OPEN   OPEN   OPEN   OPEN
      OPEN   foreign OPEN   OPEN   OPEN   OPEN   OPEN   OPEN   OPEN
      OPEN   unknown OPEN   OPEN   OPEN   OPEN   OPEN   OPEN   OPEN
      SUBMIT own     NOBODY WRONG  ABSENT ABSENT DONE   DONE   DONE
      SUBMIT foreign NOBODY WRONG  ABSENT DONE   ABSENT ABSENT DONE
      SUBMIT unknown NOBODY WRONG  ABSENT ABSENT ABSENT ABSENT ABSENT
      PURGE  own     NOBODY WRONG  DONE   DONE   DONE   DONE   DONE
      PURGE  foreign NOBODY WRONG  ABSENT ABSENT ABSENT DONE   DONE
      PURGE  unknown NOBODY WRONG  ABSENT ABSENT ABSENT ABSENT ABSENT
      ONE    own     NOBODY WRONG  ABSENT ABSENT DONE   DONE   DONE
      ONE    foreign NOBODY WRONG  ABSENT ABSENT ABSENT DONE   DONE
      ONE    unknown NOBODY WRONG  ABSENT ABSENT ABSENT ABSENT ABSENT
      """;

  enum Rule {
    /** It tells the same to everybody. */
    OPEN,
    /** The project is DEFAULT, or ssb, or none that exists. */
    SUBMIT,
    /** All finished queries, of which one is looked at. */
    PURGE,
    /** One finished query in DEFAULT. */
    ONE
  }

  /** Those without a grant for DEFAULT had one when they sent what is their own. */
  enum Actor {
    NOBODY("OWEN"),
    WRONG_PASSWORD("OWEN"),
    STRANGER("EVE"),
    GRANTEE_ELSEWHERE("ELA"),
    SUBMITTER("OWEN"),
    PROJECT_ADMIN("PAM"),
    SERVER_ADMIN("ADMIN");

    private final String user;

    Actor(String user) {
      this.user = user;
    }
  }

  enum Target {
    OWN,
    FOREIGN,
    UNKNOWN
  }

  enum Expected {
    /** No credentials asked for. */
    OPEN,
    /** Sign in first. */
    NOBODY,
    /** The credentials are wrong. */
    WRONG,
    /** As if it were not there. */
    ABSENT,
    DONE
  }

  record Cell(Operation operation, Rule rule, Actor actor, Target target, Expected expected) {}

  /** After sign-ins that failed. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final String NOWHERE = "43eeb967-e76a-4214-8932-70594d454013";

  @AutoClose private final Service service = new Service();

  static Map<Operation, Rule> endpoints() {
    Map<Operation, Rule> endpoints = new TreeMap<>();
    for (String line : ENDPOINTS.lines().toList()) {
      String[] words = line.split(" +", 3);
      endpoints.put(new Operation(words[0], words[1]), Rule.valueOf(words[2]));
    }
    return endpoints;
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    endpoints()
        .forEach((operation, rule) -> {
          for (Target target : Target.values()) {
            Iterator<Expected> row = row(rule, target).iterator();
            for (Actor actor : Actor.values()) {
              cells.add(new Cell(operation, rule, actor, target, row.next()));
            }
          }
        });
    return cells.stream();
  }

  private static List<Expected> row(Rule rule, Target target) {
    List<String[]> rows =
        RULES
            .lines()
            .map(line -> line.split(" +", 2 + Actor.values().length))
            .filter(words -> words[0].equals(rule.name()))
            .filter(words -> words[1].equalsIgnoreCase(target.name()))
            .toList();
    assertEquals(1, rows.size(), rule + " " + target);
    String[] words = rows.getFirst();
    assertEquals(2 + Actor.values().length, words.length);
    return Arrays.stream(words).skip(2).map(Expected::valueOf).toList();
  }

  @Test
  void every_endpoint_that_is_served_has_its_line_and_no_other() {
    assertEquals(Operation.served(service), endpoints().keySet());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void everybody_meets_what_the_matrix_says(Cell cell) {
    switch (cell.rule()) {
      case OPEN -> verifyOpen(cell);
      case SUBMIT -> verifySubmission(cell);
      case PURGE -> verifyPurge(cell);
      case ONE -> verifyOne(cell);
    }
  }

  private Client client(Actor actor) {
    return switch (actor) {
      case NOBODY -> service.anonymous();
      case WRONG_PASSWORD -> {
        service.clock.advance(LONGEST_WAIT);
        yield service.anonymous().as(actor.user, "wrong");
      }
      case STRANGER, GRANTEE_ELSEWHERE, SUBMITTER, PROJECT_ADMIN -> service.user(actor.user);
      case SERVER_ADMIN -> service.admin();
    };
  }

  /** Whether the call was refused for who sent it, as the cell says; else it is to be looked at. */
  private static boolean isRefusal(Cell cell, Answer answer) {
    Optional<String> code =
        switch (cell.expected()) {
          case NOBODY -> Optional.of("KE-010003207");
          case WRONG -> Optional.of("KE-010003208");
          case OPEN, ABSENT, DONE -> Optional.empty();
        };
    assertEquals(code.isPresent(), answer.status() == 401, answer.text());
    code.ifPresent(expected -> assertEquals(expected, answer.field("code")));
    return code.isPresent();
  }

  private void verifyOpen(Cell cell) {
    Operation operation = cell.operation();
    Answer anonymous = service.anonymous().send(operation.method(), operation.at(NOWHERE), "");
    Answer answer = client(cell.actor()).send(operation.method(), operation.at(NOWHERE), "");
    assertEquals(200, answer.status());
    assertEquals(anonymous.text(), answer.text());
  }

  private void verifySubmission(Cell cell) {
    String project =
        switch (cell.target()) {
          case OWN -> "DEFAULT";
          case FOREIGN -> "ssb";
          case UNKNOWN -> "nothing";
        };
    Answer answer =
        client(cell.actor())
            .submit("{\"sql\":\"%s\",\"project\":\"%s\"}".formatted(Service.TWO_ROWS, project));
    if (isRefusal(cell, answer)) {
      return;
    }
    assertEquals("RUNNING", answer.field("status"));
    QueryId id = QueryId.parse(answer.field("queryID")).orElseThrow();
    switch (service.await(id)) {
      case AsyncQuery.Successful _ -> assertEquals(Expected.DONE, cell.expected());
      case AsyncQuery.Failed failed -> {
        assertEquals(Expected.ABSENT, cell.expected());
        assertEquals(
            QueryFailure.rejected("Project '" + project + "' does not exist;"), failed.failure());
      }
    }
    Answer status = client(cell.actor()).get("/" + id + "/status");
    assertNotEquals("MISSING", status.field("status"));
  }

  private void verifyPurge(Cell cell) {
    QueryId id = target(cell);
    boolean there = service.queries.find(id).isPresent();
    Answer answer = client(cell.actor()).send("DELETE", cell.operation().at(id), "");
    boolean gone = there && service.queries.find(id).isEmpty();
    assertEquals(cell.expected() == Expected.DONE, gone);
    if (!isRefusal(cell, answer)) {
      assertEquals("{\"code\":\"000\",\"data\":true,\"msg\":\"\"}", answer.text());
    }
  }

  private void verifyOne(Cell cell) {
    QueryId id = target(cell);
    String method = cell.operation().method();
    Answer answer = client(cell.actor()).send(method, cell.operation().at(id), "");
    if (isRefusal(cell, answer)) {
      return;
    }
    Answer nowhere = client(cell.actor()).send(method, cell.operation().at(NOWHERE), "");
    if (cell.expected() == Expected.ABSENT) {
      assertEquals(nowhere.status(), answer.status());
      assertEquals(nowhere.text(), answer.text().replace(id.toString(), NOWHERE));
      assertEquals(nowhere.headerNames(), answer.headerNames());
      assertEquals(
          cell.target() != Target.UNKNOWN,
          service.queries.find(id).isPresent(),
          "A query that is not there for the caller is left alone");
    } else {
      assertEquals(200, answer.status(), answer.text());
      assertNotEquals(nowhere.text(), answer.text().replace(id.toString(), NOWHERE));
    }
  }

  /** A query for this cell alone; a result comes with it where somebody may fetch that. */
  private QueryId target(Cell cell) {
    return switch (cell.target()) {
      case OWN -> successful(cell.actor());
      case FOREIGN -> service.finish(RequestBuilder.request(Service.TWO_ROWS).by("ANN"));
      case UNKNOWN -> RequestBuilder.newId();
    };
  }

  private QueryId successful(Actor owner) {
    RequestBuilder request = RequestBuilder.request(Service.TWO_ROWS).by(owner.user);
    if (owner != Actor.STRANGER && owner != Actor.GRANTEE_ELSEWHERE) {
      return service.finish(request);
    }
    AsyncQuery.Running running = request.running();
    service.queries.create(running);
    ResultSummary summary =
        new ResultSummary(1, 1, Digest.of("0".repeat(16)), Optional.empty(), List.of());
    assertTrue(service.queries.finish(running.succeed(summary, RequestBuilder.NOW)));
    return running.id();
  }
}
