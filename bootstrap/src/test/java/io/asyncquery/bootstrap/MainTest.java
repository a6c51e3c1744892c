package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.PasswordHash;
import io.asyncquery.rest.security.UserAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int WRONGLY_USED = 2;

  private final TestTerminal terminal = new TestTerminal();

  @TempDir Path folder;

  @Test
  void help_names_every_command() {
    assertEquals(OK, terminal.run("--help"));
    for (String command : List.of("demo", "serve", "export", "explain", "hash-password")) {
      assertTrue(terminal.out().contains("\n  " + command + " "), terminal.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "serve", "export", "explain", "hash-password"})
  void every_command_has_help(String command) {
    assertEquals(OK, terminal.run(command, "--help"));
    assertTrue(terminal.out().startsWith("Usage: asyncquery " + command), terminal.out());
  }

  @Test
  void the_version_is_told() {
    assertEquals(OK, terminal.run("--version"));
    assertTrue(terminal.out().startsWith("asyncquery "), terminal.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sevre",
        "serve",
        "serve --config",
        "demo --scale big",
        "demo --scale 0",
        "demo --port many",
        "demo --port 65536",
        "export --config a --project p --sql s",
        "explain --config a --project p",
        "--verbose"
      })
  void what_is_no_command_ends_with_2_and_a_hint(String line) {
    String[] arguments = line.replace("demo", "demo --once --data " + folder).trim().split(" ", -1);

    assertEquals(WRONGLY_USED, terminal.run(line.isEmpty() ? new String[0] : arguments));
    assertEquals("", terminal.out());
    assertTrue(!terminal.err().isBlank() && !terminal.err().contains("\tat "), terminal.err());
  }

  @Test
  void a_configuration_that_does_not_exist_ends_with_2_and_its_name() {
    Path absent = folder.resolve("absent.yaml");

    assertEquals(WRONGLY_USED, terminal.run("serve", "--config", absent.toString()));
    assertEquals("Configuration file [" + absent + "] does not exist\n", terminal.err());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_data_folder_that_cannot_be_made_ends_with_1_and_its_name() throws IOException {
    Path config = TestProject.in(folder).configuration();
    Files.writeString(config, Files.readString(config).replace(": data", ": /proc/asyncquery"));

    assertEquals(FAILED, terminal.run("serve", "--config", config.toString()));
    assertTrue(
        terminal.err().startsWith("Data folder [/proc/asyncquery] cannot be used: "),
        terminal.err());
    assertEquals(1, terminal.err().lines().count());
  }

  @Test
  void the_password_of_the_demo_does_not_serve() throws IOException {
    Path config =
        TestProject.in(folder)
            .withUser("ADMIN", PasswordHash.of("KYLIN", PasswordHash.MIN_COST))
            .configuration();

    assertEquals(WRONGLY_USED, terminal.run("serve", "--config", config.toString()));
    assertTrue(
        terminal.err().startsWith("User [ADMIN] has the password of the demo"), terminal.err());
  }

  @Test
  void a_hash_is_that_of_the_password_typed() {
    TestTerminal typing = new TestTerminal("correct horse\n");

    assertEquals(OK, typing.run("hash-password"));
    UserAccount account = new UserAccount("ann", typing.out().trim(), false);
    assertInstanceOf(
        Authenticator.Known.class,
        new Authenticator(List.of(account), Clock.systemUTC())
            .authenticate("ann", "correct horse", "192.0.2.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "KYLIN\n", "a\0b\n"})
  void a_password_that_is_empty_known_or_unfit_gets_no_hash(String typed) {
    TestTerminal typing = new TestTerminal(typed);

    assertEquals(WRONGLY_USED, typing.run("hash-password"));
    assertEquals("", typing.out());
  }

  @Test
  void an_export_writes_the_result_and_nothing_else() throws IOException {
    Path config = TestProject.in(folder).configuration();
    Path results = Files.createDirectory(folder.resolve("results"));
    Path out = results.resolve("numbers.csv");

    assertEquals(OK, export(config, out, "select i, name from numbers order by i limit 3"));
    assertEquals("0,n0\n1,n1\n2,n2\n", Files.readString(out));
    assertTrue(terminal.out().startsWith("3 rows, 15 bytes, in "), terminal.out());
    assertEquals(List.of(out), filesIn(results));
  }

  @Test
  void an_export_that_fails_says_why_and_leaves_what_was_there() throws IOException {
    Path config = TestProject.in(folder).configuration();
    Path results = Files.createDirectory(folder.resolve("results"));
    Path out = results.resolve("numbers.csv");
    Files.writeString(out, "as before");

    assertEquals(FAILED, export(config, out, "select j from numbers"));
    assertTrue(terminal.err().contains("'j' not found"), terminal.err());
    assertEquals("as before", Files.readString(out));
    assertEquals(List.of(out), filesIn(results));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "ndjson", "xlsx", "parquet"})
  void an_export_that_was_truncated_says_so_in_every_format(String format) throws IOException {
    Path config = TestProject.in(folder).configuration();
    Files.writeString(
        config, Files.readString(config) + "limits: {maxRows: 2, onLimit: truncate}\n");
    Path out = folder.resolve("numbers");

    assertEquals(
        OK,
        terminal.run(
            "export",
            "--config",
            config.toString(),
            "--project",
            "test",
            "--sql",
            "select i from numbers",
            "--format",
            format,
            "--out",
            out.toString()));
    assertTrue(terminal.out().startsWith("2 rows, "), terminal.out());
    assertTrue(terminal.out().contains("; truncated by the limit of rows"), terminal.out());
  }

  @Test
  void an_export_without_room_says_what_to_do() throws IOException {
    Path config = TestProject.in(folder).configuration();
    Files.writeString(
        config,
        Files.readString(config)
            .replace("  folder: data\n", "  folder: data\n  freeSpaceFloor: 8000000TB\n"));

    assertEquals(FAILED, export(config, folder.resolve("numbers"), "select 1"));
    assertTrue(terminal.err().contains("[storage.freeSpaceFloor]"), terminal.err());
  }

  @Test
  void an_export_into_nowhere_ends_with_1() throws IOException {
    Path config = TestProject.in(folder).configuration();

    assertEquals(FAILED, export(config, folder.resolve("absent/a.csv"), "select 1"));
    assertEquals(FAILED, export(config, folder, "select 1"));
    assertEquals(
        "Folder [%s] does not exist or cannot be written%n[%s] is a folder: name a file to write to%n"
            .formatted(folder.resolve("absent"), folder),
        terminal.err());
  }

  @Test
  void a_query_is_explained_by_its_source_and_the_sql_that_runs_there() throws IOException {
    Path config = TestProject.in(folder).configuration();

    assertEquals(OK, explain(config, "test", "select nvl(name, 'none') from NUMBERS -- all"));
    assertEquals(
        "Source [test] runs: SELECT COALESCE(\"name\", 'none') FROM"
            + " \"test\".\"main\".\"numbers\"\n",
        terminal.out());
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void a_query_that_cannot_run_is_explained_by_the_reason() throws IOException {
    Path config = TestProject.in(folder).configuration();

    assertEquals(FAILED, explain(config, "test", "select j from numbers"));
    assertEquals(FAILED, explain(config, "nowhere", "select 1"));
    assertEquals(WRONGLY_USED, explain(config, "test", " "));
    assertTrue(terminal.err().startsWith("Column 'j' not found in any table"), terminal.err());
    assertTrue(terminal.err().contains("Project 'nowhere' does not exist"), terminal.err());
    assertEquals("", terminal.out());
  }

  private int explain(Path config, String project, String sql) {
    return terminal.run(
        "explain", "--config", config.toString(), "--project", project, "--sql", sql);
  }

  private int export(Path config, Path out, String sql) {
    return terminal.run(
        "export",
        "--config",
        config.toString(),
        "--project",
        "test",
        "--sql",
        sql,
        "--out",
        out.toString());
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
