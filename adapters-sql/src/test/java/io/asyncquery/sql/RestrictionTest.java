package io.asyncquery.sql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not granted is not there, whatever a query says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictionTest {

  private static final Table PEOPLE =
      new Table(List.of("people"), Optional.of(Set.of("ID", "name", "nosuch")));

  private static final VisibleTables SOME =
      new VisibleTables.Only(
          List.of(
              PEOPLE,
              new Table(List.of("main", "orders"), Optional.empty()),
              new Table(List.of("nosuch"), Optional.empty()),
              new Table(List.of("hr", "grades"), Optional.of(Set.of("grade"))),
              new Table(List.of("main", "visits"), Optional.of(Set.of("id", "day"))),
              new Table(List.of("hr", "visits"), Optional.of(Set.of("id", "day"))),
              new Table(List.of("archive", "people"), Optional.of(Set.of("id")))));

  private SqlQueryEngine engine;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    Path data =
        Databases.duckDb(
            folder,
            "CREATE TABLE people(id INTEGER, name VARCHAR, salary INTEGER)",
            "INSERT INTO people VALUES (1, 'ann', 4711), (2, 'ben', 4712)",
            "CREATE TABLE orders(id INTEGER, buyer INTEGER)",
            "INSERT INTO orders VALUES (10, 1), (11, 4711)",
            "CREATE TABLE secret(id INTEGER, x VARCHAR)",
            "INSERT INTO secret VALUES (1, 'hidden')",
            "CREATE VIEW payroll AS SELECT * FROM people",
            "CREATE SCHEMA hr",
            "CREATE TABLE hr.grades(id INTEGER, grade INTEGER)",
            "INSERT INTO hr.grades VALUES (4711, 7)",
            "CREATE TABLE hr.secret(id INTEGER)",
            "CREATE TABLE visits(id INTEGER, salary INTEGER, day INTEGER)",
            "INSERT INTO visits VALUES (1, 4711, 10)",
            "CREATE TABLE hr.visits(id INTEGER, salary INTEGER, day INTEGER)",
            "INSERT INTO hr.visits VALUES (1, 4711, 20)",
            "CREATE SCHEMA vault",
            "CREATE TABLE vault.people(id INTEGER, salary INTEGER)");
    Path archive =
        Databases.duckDb(
            Files.createDirectory(folder.resolve("archive")),
            "CREATE TABLE people(id INTEGER, salary INTEGER)",
            "INSERT INTO people VALUES (8, 4711)",
            "CREATE TABLE secret(id INTEGER)");
    engine =
        SqlQueryEngine.open(
            List.of(
                Databases.project(
                    Map.of(
                        "data", new SourceDefinition.DuckDbFile(data),
                        "archive", new SourceDefinition.DuckDbFile(archive),
                        "closed", new SourceDefinition.DuckDbFile(archive)),
                    "data")),
            DuckDbSettings.defaults());
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private List<List<@Nullable Object>> rows(String sql) {
    return engine.seeing(SOME).run(request(sql).build(), new Cancellation(), Rows::readAll);
  }

  private String refusal(String sql) {
    return assertThrows(QueryFailedException.class, () -> rows(sql)).failure().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from people order by id | [[1, ann], [2, ben]]",
        "select p.* from people p order by id | [[1, ann], [2, ben]]",
        "select people.* from PEOPLE order by 1 | [[1, ann], [2, ben]]",
        "select main.people.name from main.people where main.people.id = 1 | [[ann]]",
        "select main.people.* from main.people where people.id = 1 | [[1, ann]]",
        "select \"name\" from data.main.people where id = 2 | [[ben]]",
        "table people | [[1, ann], [2, ben]]",
        "select * from (table people) p(a, b) order by a | [[1, ann], [2, ben]]",
        "select * from people as p(a, b) where a = 1 | [[1, ann]]",
        "with p as (select * from people) select * from p where id = 1 | [[1, ann]]",
        "with people as (select 5 as salary) select salary from people | [[5]]",
        "select * from people union all select 3, 'x' order by 1 | [[1, ann], [2, ben], [3, x]]",
        "select * from orders natural join people | []",
        "select * from orders join people using (id) | []",
        "select o.id, p.* from orders o join people p on o.buyer = p.id | [[10, 1, ann]]",
        "select * from orders o, lateral (select * from people p where p.id = o.buyer) x | [[10, 1,"
            + " 1, ann]]",
        "select (select max(name) from people) as m | [[ben]]",
        "select grade from hr.grades | [[7]]",
        "select * from hr.grades | [[7]]",
        "select * from archive.people | [[8]]",
        "select * from archive.main.people | [[8]]",
        "select * exclude (name) from people order by id | [[1], [2]]",
        "select name from people group by name order by name | [[ann], [ben]]",
        "select main.visits.day, hr.visits.day from main.visits, hr.visits where main.visits.id ="
            + " hr.visits.id | [[10, 20]]",
        "select * from main.visits, hr.visits | [[1, 10, 1, 20]]",
        "select hr.visits.* from main.visits join hr.visits on main.visits.id = hr.visits.id order"
            + " by main.visits.day | [[1, 20]]",
        "select day from hr.visits where exists (select 1 from main.visits where main.visits.id ="
            + " hr.visits.id) | [[20]]",
        "select visits.day from main.visits where id in (select visits.id from hr.visits where"
            + " visits.day = 20) | [[10]]",
        "select hr.visits.day + main.visits.day as d from hr.visits, main.visits order by"
            + " hr.visits.day | [[30]]",
        "select hr.grades.grade, main.visits.day, hr.visits.day from hr.grades, main.visits,"
            + " hr.visits | [[7, 10, 20]]",
        "select * from people pivot (count(id) for name in ('ann')) | [[1]]",
        "select * from people pivot (max(name) for id in (1 as one)) | [[ann]]",
        "select p.* from main.people pivot (max(id) for name in ('ann' as x)) as p | [[1]]",
        "select * from people unpivot (v for w in (name)) order by id | [[1, name, ann], [2,"
            + " name, ben]]",
        "select 1 | [[1]]"
      })
  void what_is_granted_can_be_queried(String sql, String rows) {
    assertEquals(rows, rows(sql).toString());
  }

  /** {@code nix} is nowhere: the same is said of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select $ from people|salary",
        "select people.$ from people|salary",
        "select main.people.$ from main.people|salary",
        "select PEOPLE.\"$\" from people|salary",
        "select p.$ from people p|salary",
        "select id from people where $ > 1|salary",
        "select id from people order by $|salary",
        "select count(*) from people group by $|salary",
        "select max(id) over (order by $) from people|salary",
        "select * exclude ($) from people|salary",
        "select * from people p join orders o using ($)|salary",
        "select (select $) from people|salary",
        "select id from orders where exists (select $ from people)|salary",
        "select * from people as p(a, b, $)|salary",
        "select $ from hr.grades|id",
        "select $.name from people|salary",
        "select * from $|secret",
        "select * from $|payroll",
        "select * from main.$|secret",
        "select * from data.main.$|secret",
        "select * from data.$|secret",
        "select * from hr.$|secret",
        "select * from $.people|vault",
        "select * from data.$.people|vault",
        "select * from $.people|closed",
        "select * from $.main.people|closed",
        "select * from people, $.people|closed",
        "select * from archive.$|secret",
        "select $ from archive.people|salary",
        "select * from $.tables|information_schema",
        "table $|secret",
        "select * from people where id in (table $)|secret",
        "with s as (select * from $) select 1|secret",
        "select 1 union select id from $|secret",
        "select * from people, lateral (select * from $) s|secret",
        "select * from people pivot (max($) for name in ('ann'))|salary",
        "select * from people unpivot (v for w in ($))|salary",
        "select $ from people unpivot (v for w in (name))|salary",
        "select * from $ unpivot (v for w in (x))|secret",
        "select $, count(*) from people natural join orders group by $|salary",
        "select * from people pivot (count(*) for $ in (4711))|salary",
        "select * from people pivot (max(id) filter (where $ > 1) for name in ('ann'))|salary",
        "select $ from people pivot (max(id) for name in ('ann'))|salary",
        "select * from $ pivot (max(id) for x in ('hidden'))|secret",
        "select * from people pivot (max((select id from $)) for name in ('ann'))|secret",
        "select * from people pivot (max(id) for name in ((select x from $) as n))|secret",
        "select $ from people|people",
        "select $ from people p|p",
        "select to_json($) from people|people",
        "select $ from people|rowid"
      })
  void what_is_not_granted_is_not_there(String attempt) {
    int bar = attempt.lastIndexOf('|');
    String name = attempt.substring(bar + 1);
    String sql = attempt.substring(0, bar);

    String refusal = refusal(sql.replace("$", name));

    assertEquals(refusal(sql.replace("$", "nix")).replace("nix", name), refusal);
    Arrays.asList("4711", "hidden", "payroll", "vault", "closed").stream()
        .filter(hidden -> !sql.replace("$", name).contains(hidden))
        .forEach(hidden -> assertFalse(refusal.contains(hidden), refusal));
  }

  @Test
  void a_source_of_which_nothing_is_granted_is_not_told_of() {
    assertEquals(
        "Table 'closed' not found",
        refusal("select * from closed.people c, archive.people a").replaceAll(" \\(.*| in .*", ""));
  }

  @Test
  void a_restriction_on_what_is_not_there_opens_nothing() {
    VisibleTables nothing =
        new VisibleTables.Only(
            List.of(
                new Table(List.of("nosuch"), Optional.empty()),
                new Table(List.of("nosuch", "people"), Optional.empty()),
                new Table(List.of("people"), Optional.of(Set.of("nosuch")))));
    for (String sql :
        List.of("select * from people", "select count(*) from people", "select * from secret")) {
      assertThrows(
          QueryFailedException.class,
          () ->
              engine.seeing(nothing).run(request(sql).build(), new Cancellation(), Rows::readAll));
    }
  }

  @Test
  void of_two_restrictions_both_hold() {
    VisibleTables salaries =
        new VisibleTables.Only(
            List.of(new Table(List.of("people"), Optional.of(Set.of("salary", "id")))));

    assertEquals(
        List.of(List.of(1), List.of(2)),
        engine
            .seeing(salaries)
            .seeing(SOME)
            .run(
                request("select * from people order by 1").build(),
                new Cancellation(),
                Rows::readAll));
  }

  @Test
  void what_one_is_shown_another_is_not() {
    assertEquals(
        3,
        engine
            .run(request("select * from people").build(), new Cancellation(), Rows::readAll)
            .getFirst()
            .size());
    assertEquals(2, rows("select * from people").getFirst().size());
    assertEquals(
        3,
        engine
            .run(request("select * from people").build(), new Cancellation(), Rows::readAll)
            .getFirst()
            .size());
  }

  @Test
  void the_source_itself_is_asked_for_nothing_else() {
    assertEquals(
        "SELECT * FROM (SELECT \"id\", \"name\" FROM \"test\".\"main\".\"people\") AS \"people\"",
        engine.explain(request("select * from people").build(), SOME).sql().replace("\n", " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select cast('secret' as regclass)",
        "select cast(null as secret)",
        "select cast(null as people array)"
      })
  void a_type_may_be_no_table(String sql) {
    assertEquals("is not allowed", refusal(sql).replaceAll("Type \\[\\w+] (.*) \\(.*", "$1"));
  }
}
