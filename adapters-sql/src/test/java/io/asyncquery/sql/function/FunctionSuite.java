package io.asyncquery.sql.function;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One meaning of a function in every kind of source: the cases of {@code functions.txt} and {@code
 * aggregates.txt}, run by a real one. What differs by the nature of a source, or is not to be had
 * there, stands in a file of its own, beside its test.
 *
 * <p>A line is an expression and its value; behind a semicolon the value for a row of NULLs. A
 * value that begins with {@code !} is the beginning of the message of a refusal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FunctionSuite {

  /** The tables; dialects differ in the types alone. */
  protected static final List<String> TABLES =
      List.of(
          "CREATE TABLE e(d DATE, ts TIMESTAMP, s VARCHAR(20), n INTEGER, b BIGINT, x DOUBLE"
              + " PRECISION)",
          "INSERT INTO e VALUES ('2020-02-29', '2020-02-29 13:14:15.678901',"
              + " 'a-b', 2, 2, 2.5), (NULL, NULL, NULL, NULL, NULL, NULL)",
          "CREATE TABLE visits(who INTEGER, day DATE, shop VARCHAR(20))",
          "INSERT INTO visits VALUES (1, '2020-01-01', 'A'), (1, '2020-01-02', 'B'), (2,"
              + " '2020-01-01', 'C'), (3, '2020-01-02', 'A'), (3, '2020-01-01', 'B'), (NULL,"
              + " '2020-01-01', 'A'), (1, '2020-01-01', 'A')");

  /** In one query, since each takes a server some time. */
  private static final int AT_A_TIME = 16;

  private SqlQueryEngine engine;

  /** A source with the {@link #TABLES}. */
  protected abstract SourceDefinition prepare(Path folder) throws Exception;

  /** What is translated for it. */
  protected abstract Translations table();

  /** The file beside the test of what differs, or none of it. */
  protected abstract List<String> differences();

  /** How the source says true; it says false likewise. */
  protected boolean truthIsANumber() {
    return false;
  }

  @BeforeAll
  void openEngine(@TempDir Path folder) throws Exception {
    engine =
        SqlQueryEngine.open(List.of(Databases.project(prepare(folder))), DuckDbSettings.defaults());
  }

  @AfterAll
  void closeEngine() {
    engine.close();
  }

  @Test
  void every_function_has_the_value_that_kylin_documents() {
    List<Expected> values = new ArrayList<>();
    List<Expected> nulls = new ArrayList<>();
    cases("functions.txt")
        .forEach((expression, value) -> {
          List<String> expected = List.of(value.split(";", -1));
          values.add(new Expected(expression, expected.getFirst()));
          if (expected.size() > 1) {
            nulls.add(new Expected(expression, expected.get(1)));
          }
        });

    List<String> wrong = new ArrayList<>(wrong(values, "e where n is not null"));
    wrong.addAll(wrong(nulls, "e where n is null"));
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void every_aggregate_has_the_value_that_kylin_documents() {
    List<Expected> values = new ArrayList<>();
    cases("aggregates.txt")
        .forEach((expression, value) -> values.add(new Expected(expression, value)));

    assertEquals("", String.join("\n", wrong(values, "visits")));
  }

  @Test
  void every_line_of_the_table_has_a_value_here() {
    String tested = String.join("\n", cases("functions.txt").keySet());
    String all =
        (tested + String.join("\n", cases("aggregates.txt").keySet())).toLowerCase(Locale.ROOT);
    TreeSet<String> untested = new TreeSet<>();
    table().lines().stream()
        .flatMap(line -> line.functions().stream().limit(1))
        .map(function -> function.name().toLowerCase(Locale.ROOT))
        .filter(name -> !Stream.of(name.split(" ", 2)).allMatch(all::contains))
        .forEach(untested::add);
    untested.removeAll(List.of("curtime", "curdate", "uuid", "current_date", "current_time"));

    assertEquals(List.of(), List.copyOf(untested));
  }

  /** An expression and its value, or the beginning of why it has none. */
  private record Expected(String expression, String value) {}

  private List<String> wrong(List<Expected> all, String from) {
    List<String> wrong = new ArrayList<>();
    for (int begin = 0; begin < all.size(); begin += AT_A_TIME) {
      List<Expected> some = all.subList(begin, Math.min(all.size(), begin + AT_A_TIME));
      List<String> values = values(some.stream().map(Expected::expression).toList(), from);
      for (int i = 0; i < some.size(); i++) {
        Expected expected = some.get(i);
        if (!isRight(expected.value.strip(), values.get(i))) {
          wrong.add(expected.expression + " => " + expected.value + ", but it is " + values.get(i));
        }
      }
    }
    return wrong;
  }

  private boolean isRight(String expected, String value) {
    return expected.startsWith("!")
        ? value.startsWith(expected)
        : value.equals(normalised(truth(expected)));
  }

  private String truth(String expected) {
    if (!truthIsANumber()) {
      return expected;
    }
    return switch (expected) {
      case "true" -> "1";
      case "false" -> "0";
      default -> expected;
    };
  }

  /** The values, got together where that can be: an expression that fails, fails alone. */
  private List<String> values(List<String> expressions, String from) {
    String sql = "select " + String.join(", ", expressions) + " from " + from;
    try {
      return engine.run(request(sql).build(), new Cancellation(), Rows::readAll).getFirst().stream()
          .map(value -> normalised(Values.text(value)))
          .toList();
    } catch (QueryFailedException e) {
      int half = expressions.size() / 2;
      return half == 0
          ? List.of("! " + e.failure().message())
          : Stream.of(expressions.subList(0, half), expressions.subList(half, expressions.size()))
              .flatMap(some -> values(some, from).stream())
              .toList();
    }
  }

  /** What depends on the type alone is left out: a number's zeros, a date's midnight. */
  private static String normalised(String value) {
    return Values.normalised(value);
  }

  /** The cases, with what differs in their places. */
  private Map<String, String> cases(String file) {
    Map<String, String> cases = new LinkedHashMap<>();
    lines(FunctionSuite.class, file).forEach(line -> put(cases, line));
    for (String line : differences()) {
      String expression = line.substring(0, line.lastIndexOf(" =>"));
      if (cases.containsKey(expression)) {
        put(cases, line);
      }
    }
    return cases;
  }

  private static void put(Map<String, String> cases, String line) {
    int separator = line.lastIndexOf(" =>");
    cases.put(line.substring(0, separator), line.substring(separator + 3));
  }

  /** The lines of a file beside {@code owner} that say something. */
  protected static List<String> lines(Class<?> owner, String file) {
    try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
