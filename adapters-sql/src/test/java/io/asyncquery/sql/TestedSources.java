package io.asyncquery.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down which kinds of sources a run has tested and in what, by the names of the test classes
 * that have run. The build says it at its end, so that none is left out silently.
 */
public final class TestedSources implements TestExecutionListener {

  private static final Path FILE = Path.of("target", "sources-tested.txt");

  private static final Map<String, String> SUITES =
      Map.of(
          "BypassTest", "bypass",
          "ContractTest", "contract",
          "FaultTest", "faults",
          "TpchTest", "TPC-H",
          "TranslationsTest", "functions",
          "TruthTest", "truth");

  /** Where each kind is tested that not every run tests. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "ClickHouse", "by the profile slow where npm has its library",
          "ClickHouseContainer", "by the profile slow where Docker is",
          "MariaDbContainer", "by the profile slow where Docker is",
          "MySqlContainer", "by the profile slow where Docker is",
          "PostgreSqlContainer", "by the profile slow where Docker is",
          "Trino", "by the profile slow",
          "TrinoContainer", "by the profile slow where Docker is");

  private final SortedMap<String, SortedSet<String>> tested = new TreeMap<>();

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
        && test.getSource().orElse(null) instanceof ClassSource source) {
      add(source.getJavaClass().getSimpleName());
    }
  }

  private void add(String name) {
    SUITES.forEach((ending, suite) -> {
      if (name.endsWith(ending) && name.length() > ending.length()) {
        String kind = name.substring(0, name.length() - ending.length());
        tested.computeIfAbsent(kind, _ -> new TreeSet<>()).add(suite);
      }
    });
  }

  private String untested() {
    return new TreeMap<>(ELSEWHERE)
        .entrySet().stream()
            .filter(kind -> !tested.containsKey(kind.getKey()))
            .map(kind -> kind.getKey() + " is tested " + kind.getValue())
            .collect(Collectors.joining(", ", "; ", ""))
            .replaceFirst("; $", "");
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    String sources =
        tested.entrySet().stream()
            .map(kind -> kind.getKey() + " (" + String.join(", ", kind.getValue()) + ")")
            .collect(Collectors.joining(", "));
    try {
      Files.createDirectories(FILE.getParent());
      String line = "Sources tested: " + (sources.isEmpty() ? "none" : sources);
      Files.write(FILE, List.of(line + untested()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
