package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

  private final TestTerminal terminal = new TestTerminal();

  @TempDir Path folder;

  @Test
  void it_shows_a_query_from_its_submission_to_its_file() throws Exception {
    int status =
        terminal.run(
            "demo", "--once", "--port", "0", "--scale", "0.001", "--data", folder.toString());

    assertEquals(0, status, terminal::err);
    String shown = terminal.out();
    assertTrue(
        shown.contains(
            "$ curl -X POST -H \"Authorization: Basic QURNSU46S1lMSU4=\" -H \"Content-Type:"
                + " application/json\" -d '{ \"sql\":\"select * from p_lineorder\", \"offset\":0,"
                + " \"limit\":50000, \"acceptPartial\":false, \"project\":\"ssb\" }'"
                + " http://localhost:"),
        shown);
    assertTrue(shown.contains("\"status\":\"RUNNING\",\"info\":\"still running\""), shown);
    assertTrue(
        shown.contains("\"status\":\"SUCCESSFUL\",\"info\":\"await fetching results\""), shown);
    long rows;
    try (var lines = Files.lines(folder.resolve("result.csv"))) {
      rows = lines.count();
    }
    assertTrue(rows > 5_000, () -> "rows of " + shown);
    long bytes = Files.size(folder.resolve("result.csv"));
    assertTrue(
        shown.contains(String.format(Locale.ROOT, "... %,d rows, %,d bytes", rows, bytes)), shown);
  }
}
