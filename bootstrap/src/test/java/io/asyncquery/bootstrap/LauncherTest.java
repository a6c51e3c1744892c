package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in an installed distribution, with Javas that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  @TempDir Path folder;
  private Path launcher;
  private Path jar;

  @BeforeEach
  void install() throws IOException {
    Path distribution = Files.createDirectories(folder.resolve("asyncquery 1.0"));
    launcher = Files.copy(Path.of("../asyncquery"), distribution.resolve("asyncquery"));
    Path lib = Files.createDirectory(distribution.resolve("lib"));
    jar = Files.createFile(lib.resolve("asyncquery-bootstrap-1.0.jar"));
  }

  @Test
  void it_runs_the_distribution_beside_it_from_anywhere_through_links() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path link = Files.createSymbolicLink(bin.resolve("aq"), Path.of("../there"));
    Files.createSymbolicLink(folder.resolve("there"), launcher);

    List<String> called = run(link, Map.of("JAVA_HOME", java("25.0.1")), "export", "--sql", "a b");

    assertTrue(called.contains(jar.toString()), called::toString);
    assertEquals(
        List.of("io.asyncquery.bootstrap.Main", "export", "--sql", "a b"),
        called.subList(called.size() - 4, called.size()));
  }

  @Test
  void it_passes_over_a_java_that_is_too_old() throws Exception {
    String recent = java("26");

    List<String> called =
        run(launcher, Map.of("JAVA_HOME", java("17.0.15"), "JAVA26_HOME", recent), "--version");

    assertEquals(recent, called.getFirst());
  }

  @Test
  void its_memory_settings_can_be_replaced() throws Exception {
    String java = java("25");

    assertTrue(run(launcher, Map.of("JAVA_HOME", java)).contains("-XX:+UseSerialGC"));
    List<String> replaced =
        run(launcher, Map.of("JAVA_HOME", java, "ASYNCQUERY_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC"));
    assertEquals(List.of(java, "-Xmx1g", "-XX:+UseG1GC"), replaced.subList(0, 3));
    assertTrue(!replaced.contains("-XX:+UseSerialGC"), replaced::toString);
  }

  @Test
  void it_names_the_cache_of_the_build_where_there_is_one() throws Exception {
    String java = java("25");
    Path cache = jar.resolveSibling("asyncquery.aot");
    String option = "-XX:AOTCache=" + cache;

    assertFalse(run(launcher, Map.of("JAVA_HOME", java)).contains(option));
    Files.createFile(cache);
    assertTrue(run(launcher, Map.of("JAVA_HOME", java)).contains(option));
  }

  @Test
  void drivers_that_the_operator_put_beside_it_are_on_the_class_path() throws Exception {
    String java = java("25");
    Path drivers = Files.createDirectory(launcher.resolveSibling("drivers"));

    assertTrue(run(launcher, Map.of("JAVA_HOME", java)).contains(jar + ":" + drivers + "/*"));
  }

  @Test
  void without_a_distribution_it_says_so() throws Exception {
    Files.delete(jar);
    Files.delete(launcher.resolveSibling("lib"));

    assertEquals(
        List.of(
            "asyncquery: ["
                + launcher.getParent()
                + "] holds neither asyncquery's sources nor its lib folder"),
        run(launcher, Map.of("JAVA_HOME", java("25"))));
  }

  /** A home of a Java that prints its home and each of its arguments on a line of its own. */
  private String java(String version) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Path java = home.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' '" + home + "' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return home.toString();
  }

  private List<String> run(Path command, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().remove("JAVA_HOME");
    builder.environment().remove("ASYNCQUERY_JAVA_OPTS");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).directory(Path.of("/").toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
