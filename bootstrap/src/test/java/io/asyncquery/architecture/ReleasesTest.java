package io.asyncquery.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every library is a release: what the poms cannot say of versions that others ask for. */
class ReleasesTest {

  private static final Pattern UNRELEASED =
      Pattern.compile(
          "[-.](M\\d+|RC\\d*|CR\\d+|alpha[-.\\d]*|beta[-.\\d]*|SNAPSHOT|EA|preview)\\b",
          Pattern.CASE_INSENSITIVE);

  private static List<String> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).getFileName().toString())
        .toList();
  }

  @Test
  void no_library_is_a_milestone_a_candidate_or_a_snapshot() {
    assertTrue(libraries().size() > 50, "These are not the libraries");
    assertEquals(
        List.of(), libraries().stream().filter(name -> UNRELEASED.matcher(name).find()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-1.0-M1.jar",
        "a-4.0.0-M3.jar",
        "a-1.0-RC1.jar",
        "a-1.0-rc.jar",
        "a-2.0.Beta1.jar",
        "a-1.0-SNAPSHOT.jar",
        "a-1.0.0-alpha-2.jar",
        "a-5.0.0.CR1.jar"
      })
  void what_is_no_release_is_known_by_its_name(String name) {
    assertTrue(UNRELEASED.matcher(name).find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"javassist-3.30.2-GA.jar", "guava-33.7.2-jre.jar", "alphabet-1.0.jar"})
  void what_is_one_is_let_be(String name) {
    assertFalse(UNRELEASED.matcher(name).find());
  }
}
