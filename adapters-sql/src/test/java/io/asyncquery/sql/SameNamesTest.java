package io.asyncquery.sql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sources, schemas and tables that have one name. The tables of each schema hold one number, which
 * tells them apart.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameNamesTest {

  private final PostgreSqlServer server = PostgreSqlServer.start();
  private SqlQueryEngine engine;

  SameNamesTest() throws Exception {}

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    server.execute(
        "CREATE SCHEMA visits",
        "CREATE TABLE visits.visits AS SELECT 10 AS id",
        "CREATE TABLE visits.main AS SELECT 11 AS id",
        "CREATE TABLE public.visits AS SELECT 12 AS id",
        "CREATE SCHEMA \"Main\"",
        "CREATE TABLE \"Main\".visits AS SELECT 13 AS id");
    Path own =
        Databases.duckDb(
            Files.createDirectory(folder.resolve("own")),
            "CREATE TABLE main AS SELECT 20 AS id",
            "CREATE TABLE other AS SELECT 21 AS id",
            "CREATE SCHEMA other",
            "CREATE TABLE other.other AS SELECT 22 AS id",
            "CREATE TABLE other.main AS SELECT 23 AS id");
    Path lake =
        Databases.duckDb(
            Files.createDirectory(folder.resolve("lake")),
            "CREATE TABLE main AS SELECT 40 AS id",
            "CREATE TABLE other AS SELECT 41 AS id",
            "CREATE SCHEMA click",
            "CREATE TABLE click.visits AS SELECT 44 AS id",
            "CREATE TABLE click.only_there AS SELECT 45 AS id");
    Map<String, SourceDefinition> sources =
        Map.of(
            "click",
            server.source("visits"),
            "visits",
            server.source(),
            "main",
            new SourceDefinition.DuckDbFile(own),
            "lake",
            new SourceDefinition.DuckDbFile(lake));
    engine =
        SqlQueryEngine.open(
            List.of(
                new ProjectDefinition("CLICK", sources, "click", Optional.empty()),
                new ProjectDefinition("VISITS", sources, "visits", Optional.of("visits")),
                new ProjectDefinition("MAIN", sources, "main", Optional.empty()),
                new ProjectDefinition("OTHER", sources, "main", Optional.of("Other")),
                new ProjectDefinition("LAKE", sources, "lake", Optional.empty())),
            DuckDbSettings.defaults());
  }

  @AfterEach
  void all_connections_are_back() {
    assertEquals(0, engine.lentConnections());
  }

  @AfterAll
  void close() throws Exception {
    engine.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CLICK, visits, 10",
    "CLICK, click.visits, 10",
    "CLICK, CLICK.Visits, 10",
    "CLICK, click.visits.visits, 10",
    "CLICK, click.main, 11",
    "CLICK, click.public.visits, 12",
    "CLICK, public.visits, 12",
    "CLICK, click.main.visits, 13",
    "VISITS, visits, 10",
    "VISITS, visits.visits, 10",
    "VISITS, visits.visits.visits, 10",
    "VISITS, visits.main, 11",
    "MAIN, main, 20",
    "MAIN, main.main, 20",
    "MAIN, main.main.main, 20",
    "MAIN, other, 21",
    "MAIN, main.other, 21",
    "MAIN, main.other.other, 22",
    "MAIN, other.other, 22",
    "OTHER, other, 22",
    "OTHER, main.other, 22",
    "OTHER, main.main, 23",
    "OTHER, main.main.main, 20",
    "LAKE, main, 40",
    "LAKE, lake.main, 40",
    "LAKE, lake.main.main, 40",
    "LAKE, lake.click.visits, 44",
  })
  void a_table_is_found_by_each_of_its_names(String project, String table, int id) {
    assertEquals(List.of(id), ids(project, "select id from " + table));
  }

  @ParameterizedTest
  @CsvSource({
    "CLICK, click.visits, visits.id",
    "CLICK, click.visits, click.visits.id",
    "CLICK, click.visits, click.visits.visits.id",
    "CLICK, click.visits.visits, click.visits.id",
    "CLICK, visits, click.visits.id",
  })
  void a_column_is_found_behind_each_name_of_its_table(String project, String table, String name) {
    assertEquals(List.of(10), ids(project, "select " + name + " from " + table));
  }

  @Test
  void a_source_wins_over_a_schema_of_its_name() {
    assertEquals(List.of(10), ids("LAKE", "select id from click.visits"));
    assertEquals(List.of(45), ids("LAKE", "select id from lake.click.only_there"));
    assertThrows(QueryFailedException.class, () -> ids("LAKE", "select id from click.only_there"));
  }

  @ParameterizedTest
  @CsvSource({
    "CLICK, click.visits, main.main, 30",
    "CLICK, click.visits, main.other, 31",
    "CLICK, click.visits.visits, main.other.other, 32",
    "CLICK, visits, main.other, 31",
    "MAIN, click.visits, other, 31",
    "MAIN, visits.visits, main.other, 33",
    "LAKE, click.visits, other, 51",
    "CLICK, click.visits, visits.visits, 22",
  })
  void so_are_tables_of_several_sources(String project, String one, String other, int sum) {
    assertEquals(
        List.of(sum),
        ids(project, "select a.id + b.id from " + one + " a cross join " + other + " b"));
    assertEquals(
        List.of(sum),
        ids(
            project,
            "with recursive r as (select 1 n union all select n + 1 from r where n < 1)"
                + (" select a.id + b.id from r, " + one + " a, " + other + " b")));
  }

  @Test
  void a_table_without_a_source_is_not_that_of_a_source_called_like_the_default_schema() {
    assertEquals(
        List.of(10 + 20 + 41),
        ids("LAKE", "select a.id + b.id + c.id from click.visits a, main.main b, other c"));
  }

  @Test
  void who_may_see_one_table_sees_no_other_by_any_name() {
    List<String> same =
        List.of("click.visits", "lake.click.visits", "click.main", "visits.visits", "main.other");
    for (String visible : same) {
      List<Integer> own = ids("LAKE", "select id from " + visible);
      QueryEngine restricted =
          engine.seeing(
              new VisibleTables.Only(
                  List.of(
                      new VisibleTables.Table(List.of(visible.split("\\.")), Optional.empty()))));
      for (String table : same) {
        String sql = "select id from " + table;
        if (table.equals(visible) || visible.endsWith("." + table)) {
          // Of the source that is called like the schema nothing is there for this user.
          assertEquals(own, ids(restricted, "LAKE", sql), sql);
        } else {
          assertThrows(QueryFailedException.class, () -> ids(restricted, "LAKE", sql), sql);
        }
      }
    }
  }

  private List<Integer> ids(String project, String sql) {
    return ids(engine, project, sql);
  }

  private static List<Integer> ids(QueryEngine engine, String project, String sql) {
    return engine.run(request(sql).in(project).build(), new Cancellation(), Rows::readAll).stream()
        .map(row -> ((Number) row.getFirst()).intValue())
        .toList();
  }
}
