package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.asyncquery.application.ApiTokens;
import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.port.Space;
import io.asyncquery.domain.TokenScope;
import io.asyncquery.rest.resource.Parameter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the API says what the server does, and the server does what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

  private static final String NOWHERE = "43eeb967-e76a-4214-8932-70594d454013";

  @AutoClose private final Service service = new Service();
  @AutoClose private final Service broken = new Service(OpenApiTest::breakdown);
  private final JsonNode document = document();

  private JsonNode document() {
    Answer answer = service.anonymous().get("~/openapi.yaml");
    assertEquals(200, answer.status());
    assertEquals("application/yaml", answer.header("Content-Type").orElseThrow());
    try {
      return new YAMLMapper().readTree(answer.bytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static UseCases breakdown(UseCases use) {
    return new UseCases(
        request -> {
          throw new IllegalStateException();
        },
        (id, caller) -> {
          throw new IllegalStateException();
        },
        use.fetchResult(),
        use.stopQuery(),
        use.purgeResults(),
        (project, caller) -> {
          throw new IllegalStateException();
        },
        () -> {
          throw new IllegalStateException();
        });
  }

  private Set<Operation> described() {
    Set<Operation> operations = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    operations.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey()))));
    return operations;
  }

  @Test
  void it_describes_every_operation_that_is_served_and_no_other() {
    assertEquals(Operation.served(service), described());
    assertFalse(described().isEmpty());
  }

  private JsonNode node(Operation operation) {
    return document
        .get("paths")
        .get(operation.path())
        .get(operation.method().toLowerCase(Locale.ROOT));
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  @ParameterizedTest
  @MethodSource("described")
  void each_operation_answers_with_each_status_described_and_no_other(Operation operation)
      throws Exception {
    Set<String> statuses = new TreeSet<>();
    node(operation).get("responses").fieldNames().forEachRemaining(statuses::add);
    Set<String> observed =
        observe(operation).stream()
            .map(answer -> Integer.toString(answer.status()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(statuses, observed);
  }

  private List<Answer> observe(Operation operation) throws Exception {
    List<Answer> answers = new ArrayList<>();
    if (operation.isAboutOneQuery()) {
      observeOneQuery(operation, answers);
    } else if (operation.path().startsWith("/kylin/")) {
      observeAllQueries(operation, answers);
    } else {
      observeHealth(operation, answers);
    }
    return answers;
  }

  private void observeOneQuery(Operation operation, List<Answer> answers) throws Exception {
    String method = operation.method();
    String nowhere = operation.at(NOWHERE);
    answers.add(service.anonymous().send(method, nowhere, ""));
    answers.add(service.ben().send(method, operation.at(service.successful()), ""));
    answers.add(reader().send(method, operation.at(service.successful()), ""));
    answers.add(service.ann().accepting(Client.V4).send(method, nowhere + "?project=nothing", ""));
    answers.add(service.ann().accepting(Client.V4).send(method, nowhere, ""));
    answers.add(service.ann().send(method, nowhere, " ".repeat(Service.MAX_BODY_BYTES + 1)));
    answers.add(broken.ann().send(method, nowhere, ""));
    service.whileRunning(id -> answers.add(service.ann().send(method, operation.at(id), "")));
    Client ann = service.ann();
    for (Client client :
        List.of(
            ann,
            ann.with("Range", "bytes=0-1"),
            ann.with("Range", "bytes=0-1,4-5"),
            ann.with("Range", "bytes=99-"),
            ann.with("If-None-Match", "*"),
            ann.with("If-Match", "\"x\""))) {
      answers.add(client.send(method, operation.at(service.successful()), ""));
    }
  }

  private Client reader() {
    ApiTokens.Wish wish =
        new ApiTokens.Wish("ANN", "", TokenScope.READ, Optional.empty(), Duration.ofDays(1));
    return service
        .anonymous()
        .with("Authorization", "Bearer " + service.tokens.issue(wish).secret());
  }

  private void observeAllQueries(Operation operation, List<Answer> answers) throws Exception {
    String method = operation.method();
    Client json = service.ann().with("Content-Type", "application/json");
    String query = "{\"sql\":\"select two rows\"}";
    answers.add(service.anonymous().send(method, "", query));
    answers.add(reader().send(method, "", query));
    answers.add(json.send(method, "", query));
    answers.add(json.send(method, "?project=ssb&older_than=2026-02-31%2000:00:00", "{}"));
    if (method.equals("DELETE")) {
      answers.add(json.send(method, "?project=nothing&older_than=2026-01-31%2000:00:00", ""));
      answers.add(
          broken.ann().send(method, "?project=ssb&older_than=2026-01-31%2000:00:00", query));
      return;
    }
    answers.add(json.send(method, "", " ".repeat(Service.MAX_BODY_BYTES + 1)));
    answers.add(service.ann().with("Content-Type", "text/plain").send(method, "", query));
    answers.add(broken.ann().submit(query));
    try (Service full = new Service()) {
      Gate gate = full.fillQueue();
      answers.add(full.ann().submit(query));
      gate.open();
      full.results.setSpace(Space.EXHAUSTED);
      answers.add(full.ann().submit(query));
      full.application.stop();
      answers.add(full.ann().submit(query));
    }
  }

  private void observeHealth(Operation operation, List<Answer> answers) throws Exception {
    String path = "~" + operation.path();
    answers.add(service.anonymous().get(path));
    answers.add(broken.anonymous().get(path));
    try (Service stopping = new Service()) {
      stopping.application.stop();
      answers.add(stopping.anonymous().get(path));
    }
  }

  private List<JsonNode> parameters(Operation operation) {
    List<JsonNode> parameters = new ArrayList<>();
    node(operation).path("parameters").forEach(node -> parameters.add(resolve(node)));
    return parameters;
  }

  private Set<String> parameters(Operation operation, String place) {
    return parameters(operation).stream()
        .filter(parameter -> parameter.get("in").asText().equals(place))
        .map(parameter -> parameter.get("name").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void it_describes_every_parameter_that_is_read_and_no_other() {
    assertEquals(
        Arrays.stream(Parameter.values()).map(Parameter::parameterName).collect(Collectors.toSet()),
        described().stream()
            .flatMap(operation -> parameters(operation, "query").stream())
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("described")
  void each_parameter_described_matters(Operation operation) {
    assertEquals(
        operation.isAboutOneQuery() ? Set.of("id") : Set.of(), parameters(operation, "path"));
    for (String name : parameters(operation, "query")) {
      String id = operation.isAboutOneQuery() ? service.successful().toString() : "";
      String more = operation.isAboutOneQuery() ? "" : "&project=nothing&older_than=x";
      Answer answer =
          service
              .ann()
              .send(operation.method(), operation.at(id) + "?" + name + "=nothing" + more, "");
      boolean refused = answer.status() >= 400;
      boolean missing = answer.text().contains("MISSING");
      assertTrue(refused || missing, name + ": " + answer.text());
    }
  }

  @Test
  void each_field_of_a_submission_described_is_read() {
    Set<String> fields = new TreeSet<>();
    document
        .at("/components/schemas/Submission/properties")
        .fieldNames()
        .forEachRemaining(fields::add);
    assertEquals(15, fields.size());
    for (String field : fields) {
      String sql = field.equals("sql") ? "" : "\"sql\":\"x\",";
      Answer answer =
          service.ann().accepting(Client.V4).submit("{" + sql + "\"" + field + "\":[]}");
      assertEquals(400, answer.status(), field);
      assertTrue(answer.text().contains("[" + field + "]"), answer.text());
    }
  }

  @Test
  void each_value_described_of_an_option_is_accepted() {
    for (String option : new String[] {"format", "quote", "line_ending"}) {
      JsonNode values =
          document.at("/components/schemas/Submission/properties/" + option + "/enum");
      assertTrue(values.size() > 1, option);
      for (JsonNode value : values) {
        assertTrue(
            service
                    .admin()
                    .accepting(Client.V4)
                    .submit("{\"sql\":\"x\",\"" + option + "\":" + value + "}")
                    .status()
                != 400,
            option + " " + value);
      }
    }
  }

  @Test
  void its_references_lead_somewhere_and_its_names_are_unique() {
    List<String> names = new ArrayList<>();
    for (Operation operation : described()) {
      names.add(node(operation).get("operationId").asText());
    }
    assertEquals(names.size(), new HashSet<>(names).size());
    for (JsonNode reference : document.findValues("$ref")) {
      assertFalse(document.at(reference.asText().substring(1)).isMissingNode(), reference.asText());
    }
    assertEquals("3.1.0", document.get("openapi").asText());
  }

  @ParameterizedTest
  @MethodSource("described")
  void an_operation_needs_credentials_unless_it_is_described_as_open(Operation operation) {
    boolean open = node(operation).has("security");
    int status = service.anonymous().send(operation.method(), operation.at(NOWHERE), "").status();
    assertEquals(open, status != 401);
  }
}
