package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.resource.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on the API says what the description for programs says, which is held to the server. */
class ApiPageTest {

  private final String page = read();
  private final JsonNode description = description();

  private static String read() {
    try {
      return Files.readString(Path.of("..", "docs", "api.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode description() {
    try (InputStream yaml =
        Objects.requireNonNull(Problem.class.getResourceAsStream("../resource/openapi.yaml"))) {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Set<String> find(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String section(String title) {
    String from = page.substring(page.indexOf("# " + title + "\n") + 1);
    int end = from.indexOf("\n#");
    return end < 0 ? from : from.substring(0, end);
  }

  @Test
  void it_lists_every_call() {
    Set<String> calls = new TreeSet<>();
    description
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(
                    method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertEquals(calls, find(section("Calls"), "(?m)^\\| `([A-Z]+ /[^`]*)` \\|"));
  }

  @Test
  void it_lists_every_key_of_a_submission() {
    Set<String> keys = new TreeSet<>();
    description
        .at("/components/schemas/Submission/properties")
        .fieldNames()
        .forEachRemaining(keys::add);
    String table = section("The body of a submission");
    Set<String> listed = new TreeSet<>();
    for (String cell : find(table, "(?m)^\\| (`[^|]*`) \\| (?:all|V)")) {
      listed.addAll(find(cell, "`([^`]*)`"));
    }
    assertEquals(keys, listed);
  }

  @Test
  void it_lists_every_parameter() {
    Set<String> names =
        Arrays.stream(Parameter.values())
            .map(Parameter::parameterName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> listed = new TreeSet<>();
    for (String cell : find(section("Parameters"), "(?m)^\\| (`[^|]*`) \\|")) {
      listed.addAll(find(cell, "`([^`]*)`"));
    }
    assertEquals(names, listed);
  }

  @Test
  void it_lists_every_status_with_its_codes() {
    String table = section("Errors");
    for (Problem problem : Problem.values()) {
      assertTrue(
          table
              .lines()
              .anyMatch(line ->
                  find(line, "(?:\\| |, )(\\d{3})(?=[ ,])")
                          .contains(Integer.toString(problem.status()))
                      && line.contains("`" + problem.code() + "`")),
          problem.toString());
    }
    Set<String> codes =
        Arrays.stream(Problem.values())
            .map(Problem::code)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(codes, find(table, "`(KE-\\d+|999)`"));
  }
}
