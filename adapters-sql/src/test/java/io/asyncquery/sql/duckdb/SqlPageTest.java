package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.function.KnownFunctions;
import io.asyncquery.sql.function.Translation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions in {@code docs/sql.md} are those that are translated. */
class SqlPageTest {

  private static final Path PAGE = Path.of("../docs/sql.md");
  private static final String BEGIN = "<!-- functions: written by `mvn verify -Ddocs=write` -->\n";
  private static final String END = "<!-- end of functions -->\n";

  @Test
  void the_page_says_what_the_table_says(@TempDir Path folder) throws Exception {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String tail = page.substring(page.indexOf(END));
    String fresh = head + functions(folder) + tail;

    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, fresh);
    }

    assertEquals(fresh, Files.readString(PAGE), "docs/sql.md is stale: mvn verify -Ddocs=write");
  }

  private static String functions(Path folder) throws Exception {
    StringBuilder text = new StringBuilder("| function | what DuckDB runs |\n|---|---|\n");
    Set<String> translated = new TreeSet<>();
    for (Translation line : DuckDbTranslations.INSTANCE.lines()) {
      text.append("| ").append(code(line.spelled())).append(" | ");
      text.append(code(line.meaning())).append(" |\n");
      line.functions().forEach(function -> translated.add(function.name()));
    }
    List<String> same = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    Path file = Databases.duckDb(folder, "CREATE TABLE t(a INTEGER)");
    try (Comparison source =
        Comparison.over(DuckDbSource.openFile(file, DuckDbSettings.defaults()))) {
      for (String name : KnownFunctions.names()) {
        if (!translated.contains(name)) {
          (isAbsent(source, name) ? absent : same).add(code(name));
        }
      }
    }
    text.append("\nBy the same name in DuckDB: ").append(String.join(", ", same)).append(".\n");
    text.append("\nNot available: ").append(String.join(", ", absent)).append(".\n");
    return text.toString();
  }

  private static boolean isAbsent(Comparison source, String name) {
    String sql = "select " + name + "(1)";
    try {
      return source.planned(sql).isEmpty();
    } catch (Exception e) {
      return FailureTranslator.parsing(sql, e)
          .failure()
          .message()
          .startsWith("Function [" + name + "] is not available");
    }
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
