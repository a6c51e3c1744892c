package io.asyncquery.sql.duckdb;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file whose macros are called like DuckDB's own functions and operators. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MacrosOfFilesTest {

  /** One for each use: by our own statements, in what translations make, by senders. */
  private static final List<String> MACROS =
      List.of(
          "lower(x) AS (SELECT max(secret) FROM vault)",
          "upper(x) AS (SELECT max(secret) FROM vault)",
          "count(x) AS 4711",
          "count_star() AS 4711",
          "sum(x) AS 4711",
          "trim(x) AS 'macro'",
          "substring(x, y, z) AS 'macro'",
          "array_slice(x, y, z) AS 'macro'",
          "date_part(x, y) AS 4711",
          "split_part(x, y, z) AS 'macro'",
          "strftime(x, y) AS 'macro'",
          "list_value(x, y) AS 'macro'",
          "row(x, y) AS 'macro'",
          "chr(x) AS 'macro'",
          "length(x) AS 4711",
          "concat(x, y) AS 'macro'",
          "\"+\"(x, y) AS 4711",
          "\"*\"(x, y) AS 4711",
          "\"||\"(x, y) AS 'macro'",
          "\"~~\"(x, y) AS true",
          "coalesce(x, y) AS 4711",
          "json_array_length(x, y) AS 1",
          "json_serialize_sql(x) AS '{}'",
          "\"->>\"(x, y) AS NULL",
          "current_database() AS 'elsewhere'",
          "current_schema() AS 'elsewhere'",
          "bool_and(x) AS true",
          "duckdb_schemas() AS TABLE SELECT 'x' AS database_name, 'vault' AS schema_name,"
              + " false AS internal",
          "duckdb_tables() AS TABLE SELECT 1 AS x",
          "duckdb_views() AS TABLE SELECT 1 AS x",
          "duckdb_functions() AS TABLE SELECT 'own' AS function_name, 'scalar' AS function_type,"
              + " true AS internal, 'CONSISTENT' AS stability, false AS has_side_effects",
          "range(x) AS TABLE SELECT secret AS range FROM vault",
          "unnest(x) AS TABLE SELECT secret FROM vault",
          "own(x) AS (SELECT max(secret) FROM vault)");

  private Path file;
  private SqlQueryEngine engine;

  @BeforeAll
  void open(@TempDir Path folder) throws SQLException, IOException {
    List<String> statements =
        new ArrayList<>(
            List.of(
                "CREATE TABLE people(id INTEGER, name VARCHAR)",
                "INSERT INTO people VALUES (1, 'Ann'), (2, 'Ben')",
                "CREATE TABLE vault(secret VARCHAR)",
                "INSERT INTO vault VALUES ('hidden')",
                "CREATE SCHEMA Other",
                "CREATE TABLE other.things(a INTEGER)",
                "INSERT INTO other.things VALUES (7)"));
    MACROS.forEach(macro -> statements.add("CREATE MACRO " + macro));
    statements.add("CREATE VIEW shouted AS SELECT id, own(name) AS loud FROM people");
    Path made = Databases.duckDb(folder, statements.toArray(String[]::new));
    file = Files.move(made, folder.resolve("it's \"odd\", and so on.duckdb"));
    engine =
        SqlQueryEngine.open(
            List.of(Databases.project(new SourceDefinition.DuckDbFile(file))),
            DuckDbSettings.defaults());
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select lower(name), UPPER(name), \"lower\"(name) from people where id = 1 | [[ann, ANN,"
            + " ann]]",
        "select count(*), count(id), sum(id) from people | [[2, 2, 3]]",
        "select id + 1, id * 3, concat(name, 'x') from people where id = 1 | [[2, 3, Annx]]",
        "select id from people where name like 'B%' | [[2]]",
        "select trim(' a '), substring('abc' from 2 for 1), substr('abc', 3) | [[a, b, c]]",
        "select extract(year from date '2020-05-06'), year(date '2021-01-01') | [[2020, 2021]]",
        "select date_format(date '2020-05-06', 'yyyy-MM'), split_part('a-b', '-', 2) | [[2020-05,"
            + " b]]",
        "select char(65), concat('a', 'b'), length('abc'), coalesce(null, 5) | [[A, ab, 3, 5]]",
        "select count(distinct id, name) from people | [[2]]",
        "select sum(id) over (order by id) from people order by id | [[1], [3]]",
        "select * from table(\"range\"(2)) as t(n) | [[0], [1]]",
        "select * from Other.THINGS | [[7]]",
        "select * from people order by id limit 1 | [[1, Ann]]",
        "select count(*) from shouted where loud = 'hidden' | [[2]]"
      })
  void names_mean_what_they_mean_everywhere(String sql, String rows) {
    assertEquals(rows, rows(engine, sql));
  }

  @Test
  void a_macro_of_the_file_itself_is_refused_by_its_name() {
    assertEquals(
        "Function [own] is not allowed (line 1, column 8)",
        failure("select own(name) from people"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"select * from nix", "select * from elsewhere.people"})
  void what_is_not_there_is_told_as_ever(String sql) {
    assertTrue(failure(sql).startsWith("Table '"), failure(sql));
  }

  /** Who sees one table alone cannot be led to another. */
  @Test
  void restricted_grants_hold() {
    VisibleTables people =
        new VisibleTables.Only(List.of(new Table(List.of("people"), Optional.of(Set.of("name")))));

    assertEquals(
        "[[ann, ANN]]",
        engine
            .seeing(people)
            .run(
                request("select lower(name), upper(name) from people where name like 'A%'").build(),
                new Cancellation(),
                Rows::readAll)
            .toString());
  }

  /** The layer of its own: the connection, with whatever SQL. */
  @Test
  void a_connection_alone_puts_functions_of_DuckDB_first(@TempDir Path other) throws Exception {
    Path copy = Files.copy(file, other.resolve("copy.duckdb"));
    try (DuckDbSource source = DuckDbSource.openFile(copy, DuckDbSettings.defaults());
        var handle = source.connect(new Cancellation())) {
      assertEquals(List.of("abc"), handle.select("SELECT lower('ABC')").mapTo(String.class).list());
      DuckDbFunctions functions = new DuckDbFunctions(handle);
      assertEquals(
          List.of(true, true, false),
          Stream.of("lower", "sum", "own")
              .map(name -> functions.function(name).orElseThrow().allowed())
              .toList());
    }
  }

  private String failure(String sql) {
    return assertThrows(QueryFailedException.class, () -> rows(engine, sql), sql)
        .failure()
        .message();
  }

  private static String rows(SqlQueryEngine engine, String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll).toString();
  }
}
