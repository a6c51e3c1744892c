package io.asyncquery.sql.function;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.ClickHouseTranslations;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.duckdb.DuckDbTranslations;
import io.asyncquery.sql.mysql.MariaDbServer;
import io.asyncquery.sql.mysql.MySqlTranslations;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.postgresql.PostgreSqlTranslations;
import io.asyncquery.sql.trino.SharedTrino;
import io.asyncquery.sql.trino.TrinoServer;
import io.asyncquery.sql.trino.TrinoTranslations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The functions in {@code docs/sql.md} are those that each source has. */
class SqlPageTest {

  private static final Path PAGE = Path.of("../docs/sql.md");
  private static final String BEGIN = "<!-- functions: written by `mvn verify -Ddocs=write` -->\n";
  private static final String END = "<!-- end of functions -->\n";

  /** The columns of what takes long to start. */
  private static final int TRINO = 3;

  private static final int CLICKHOUSE = 4;

  /** A kind of source, as the page calls it. */
  private record Described(String name, Translations table, SourceDefinition source) {}

  @Test
  void the_page_says_what_the_tables_say(@TempDir Path folder) throws Exception {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String tail = page.substring(page.indexOf(END));
    String fresh = head + functions(folder, page) + tail;

    assertFresh(fresh);
  }

  /** A column that the test above takes as it is. */
  @Test
  @Tag("slow")
  @ExtendWith(SharedTrino.class)
  void the_page_says_what_trino_has(TrinoServer server) throws Exception {
    assertColumn(
        TRINO, new Described("Trino", TrinoTranslations.INSTANCE, server.source("default")));
  }

  /** Another. */
  @Test
  @Tag("slow")
  @ExtendWith(SharedClickHouse.class)
  void the_page_says_what_clickhouse_has(ClickHouseServer server) throws Exception {
    assertColumn(
        CLICKHOUSE,
        new Described("ClickHouse", ClickHouseTranslations.INSTANCE, server.source("default")));
  }

  private static void assertColumn(int column, Described source) throws IOException {
    String fresh = Files.readString(PAGE);
    try (SqlQueryEngine engine =
        SqlQueryEngine.open(List.of(Databases.project(source.source)), DuckDbSettings.defaults())) {
      for (String name : KnownFunctions.names()) {
        Matcher row = row(name, column).matcher(fresh);
        assertTrue(row.find(), name);
        fresh = row.replaceFirst("$1" + how(name, source, engine) + "$3");
      }
    }

    assertFresh(fresh);
  }

  private static void assertFresh(String fresh) throws IOException {
    if ("write".equals(System.getProperty("docs"))) {
      Files.writeString(PAGE, fresh);
    }
    assertEquals(fresh, Files.readString(PAGE), "docs/sql.md is stale: mvn verify -Ddocs=write");
  }

  /** The line of a function up to a column, that, and the rest. */
  private static Pattern row(String name, int column) {
    return Pattern.compile(
        "^(\\| %s(?: \\| [^|]*){%d} \\| )([^|]*?)( \\|.*)$"
            .formatted(Pattern.quote(code(name)), column),
        Pattern.MULTILINE);
  }

  /** What stands in a column. */
  private static UnaryOperator<String> columnOf(String page, int column) {
    return name -> {
      Matcher row = row(name, column).matcher(page);
      return row.find() ? row.group(2) : "–";
    };
  }

  private static String functions(Path folder, String page) throws Exception {
    Path file = Databases.duckDb(folder, "CREATE TABLE t(a INTEGER)");
    try (PostgreSqlServer postgreSql = PostgreSqlServer.start();
        MariaDbServer mariaDb = MariaDbServer.start()) {
      List<Described> sources =
          List.of(
              new Described(
                  "DuckDB", DuckDbTranslations.INSTANCE, new SourceDefinition.DuckDbFile(file)),
              new Described("PostgreSQL", PostgreSqlTranslations.INSTANCE, postgreSql.source()),
              new Described("MySQL and MariaDB", MySqlTranslations.INSTANCE, mariaDb.source()));
      StringBuilder text = new StringBuilder(overview(sources, page));
      for (Described source : sources) {
        text.append(translated(source.name, source.table));
      }
      return text.append(translated("Trino", TrinoTranslations.INSTANCE))
          .append(translated("ClickHouse", ClickHouseTranslations.INSTANCE))
          .toString();
    }
  }

  /** A line for each function that Kylin knows, a column for each source. */
  private static String overview(List<Described> sources, String page) {
    UnaryOperator<String> trino = columnOf(page, TRINO);
    UnaryOperator<String> clickHouse = columnOf(page, CLICKHOUSE);
    Map<String, StringBuilder> lines = new TreeMap<>();
    for (Described source : sources) {
      try (SqlQueryEngine engine =
          SqlQueryEngine.open(
              List.of(Databases.project(source.source)), DuckDbSettings.defaults())) {
        for (String name : KnownFunctions.names()) {
          lines
              .computeIfAbsent(name, _ -> new StringBuilder())
              .append(" | ")
              .append(how(name, source, engine));
        }
      }
    }
    StringBuilder text = new StringBuilder("| function");
    sources.forEach(source -> text.append(" | ").append(source.name));
    text.append(" | Trino | ClickHouse |\n")
        .append("|---".repeat(sources.size() + 3))
        .append("|\n");
    lines.forEach((name, cells) ->
        text.append("| ")
            .append(code(name))
            .append(cells)
            .append(" | ")
            .append(trino.apply(name))
            .append(" | ")
            .append(clickHouse.apply(name))
            .append(" |\n"));
    return text.toString();
  }

  private static String how(String name, Described source, SqlQueryEngine engine) {
    boolean translated =
        source.table.lines().stream()
            .flatMap(line -> line.functions().stream())
            .anyMatch(function -> function.name().equals(name));
    if (translated) {
      return "translated";
    }
    return isAbsent(name, engine) ? "–" : "the same";
  }

  private static boolean isAbsent(String name, SqlQueryEngine engine) {
    try {
      return engine.explain(request("select " + name + "(1)").build()).sql().isEmpty();
    } catch (QueryFailedException e) {
      return e.failure().message().startsWith("Function [" + name + "] is not available");
    }
  }

  private static String translated(String name, Translations table) {
    StringBuilder text = new StringBuilder("\n### " + name + "\n\n");
    text.append("| function | what ").append(name).append(" runs |\n|---|---|\n");
    for (Translation line : table.lines()) {
      text.append("| ").append(code(line.spelled())).append(" | ");
      text.append(code(line.meaning())).append(" |\n");
    }
    return text.toString();
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
