package io.asyncquery.sql.postgresql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not granted is not there, though PostgreSQL has more ways to name it than others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgreSqlRestrictionTest {

  private static final VisibleTables SOME =
      new VisibleTables.Only(
          List.of(
              new Table(List.of("people"), Optional.of(Set.of("ID", "name", "nosuch"))),
              new Table(List.of("public", "orders"), Optional.empty()),
              new Table(List.of("Mixed"), Optional.of(Set.of("id"))),
              new Table(List.of("public", "visits"), Optional.of(Set.of("id", "day"))),
              new Table(List.of("hr", "visits"), Optional.of(Set.of("id", "day"))),
              new Table(List.of("hr", "grades"), Optional.of(Set.of("grade")))));

  private final PostgreSqlServer server = PostgreSqlServer.start();
  private final SqlQueryEngine engine =
      SqlQueryEngine.open(List.of(Databases.project(server.source())), DuckDbSettings.defaults());

  PostgreSqlRestrictionTest() throws IOException {}

  @BeforeAll
  void fill() throws Exception {
    server.execute(
        "CREATE TABLE people(id INTEGER, name VARCHAR, salary INTEGER)",
        "INSERT INTO people VALUES (1, 'ann', 4711), (2, 'ben', 4712)",
        "CREATE TABLE orders(id INTEGER, buyer INTEGER)",
        "INSERT INTO orders VALUES (10, 1), (11, 4711)",
        "CREATE TABLE secret(id INTEGER, x VARCHAR)",
        "INSERT INTO secret VALUES (1, 'hidden')",
        "CREATE TABLE \"Mixed\"(\"Id\" INTEGER, \"Salary\" INTEGER)",
        "INSERT INTO \"Mixed\" VALUES (5, 4711)",
        "CREATE TABLE \"MIXED\"(id INTEGER, salary INTEGER)",
        "CREATE VIEW payroll AS SELECT * FROM people",
        "CREATE SCHEMA hr",
        "CREATE TABLE hr.grades(id INTEGER, grade INTEGER)",
        "INSERT INTO hr.grades VALUES (4711, 7)",
        "CREATE TABLE visits(id INTEGER, salary INTEGER, day INTEGER)",
        "INSERT INTO visits VALUES (1, 4711, 10)",
        "CREATE TABLE hr.visits(id INTEGER, salary INTEGER, day INTEGER)",
        "INSERT INTO hr.visits VALUES (1, 4711, 20)",
        "CREATE SCHEMA vault",
        "CREATE TABLE vault.people(id INTEGER, salary INTEGER)",
        "CREATE FUNCTION pay(x INTEGER) RETURNS BIGINT STABLE LANGUAGE SQL AS"
            + " 'SELECT sum(salary) FROM people'",
        "CREATE FUNCTION pay_of(p people) RETURNS INTEGER IMMUTABLE LANGUAGE SQL AS"
            + " 'SELECT p.salary'");
  }

  @AfterAll
  void stop() throws IOException {
    engine.close();
    server.close();
  }

  private List<List<@Nullable Object>> rows(String sql) {
    return engine.seeing(SOME).run(request(sql).build(), new Cancellation(), Rows::readAll);
  }

  private String refusal(String sql) {
    return assertThrows(QueryFailedException.class, () -> rows(sql), sql).failure().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from people order by id | [[1, ann], [2, ben]]",
        "select people.* from PEOPLE order by 1 | [[1, ann], [2, ben]]",
        "select public.people.name from public.people where public.people.id = 1 | [[ann]]",
        "table people | [[1, ann], [2, ben]]",
        "select * from people as p(a, b) where a = 1 | [[1, ann]]",
        "with people as (select 5 as salary) select salary from people | [[5]]",
        "select * from orders natural join people | []",
        "select o.id, p.* from orders o join people p on o.buyer = p.id | [[10, 1, ann]]",
        "select (select max(name) from people) as m | [[ben]]",
        "select * from hr.grades | [[7]]",
        "select * from \"Mixed\" | [[5]]",
        "select count(*) from people | [[2]]",
        "select public.visits.day, hr.visits.day from public.visits, hr.visits where"
            + " public.visits.id = hr.visits.id | [[10, 20]]",
        "select * from public.visits, hr.visits | [[1, 10, 1, 20]]",
        "select hr.visits.* from public.visits join hr.visits on public.visits.id = hr.visits.id"
            + " order by public.visits.day | [[1, 20]]",
        "select day from hr.visits where exists (select 1 from public.visits where public.visits.id"
            + " = hr.visits.id) | [[20]]",
        "select visits.day from public.visits where id in (select visits.id from hr.visits where"
            + " visits.day = 20) | [[10]]",
        "select hr.visits.day + public.visits.day as d from hr.visits, public.visits order by"
            + " hr.visits.day | [[30]]",
        "select hr.grades.grade, public.visits.day, hr.visits.day from hr.grades, public.visits,"
            + " hr.visits | [[7, 10, 20]]",
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
        "select public.people.$ from public.people|salary",
        "select PEOPLE.\"$\" from people|salary",
        "select id from people where $ > 1|salary",
        "select id from people order by $|salary",
        "select count(*) from people group by $|salary",
        "select max(id) over (order by $) from people|salary",
        "select * from people p join orders o using ($)|salary",
        "select id from orders where exists (select $ from people)|salary",
        "select * from people as p(a, b, $)|salary",
        "select $ from hr.grades|id",
        "select $ from \"Mixed\"|Salary",
        "select * from $|secret",
        "select * from $|payroll",
        "select * from $|MIXED",
        "select * from public.$|secret",
        "select * from data.public.$|secret",
        "select * from hr.$|secret",
        "select * from $.people|vault",
        "select * from $.pg_class|pg_catalog",
        "select * from $.tables|information_schema",
        "select * from $|pg_authid",
        "table $|secret",
        "with s as (select * from $) select 1|secret",
        "select 1 union select id from $|secret",
        "select * from people, lateral (select * from $) s|secret",
        "select $ from people|people",
        "select $ from people p|p",
        "select to_json($) from people|people",
        "select row_to_json($) from people|people",
        "select $ from people|ctid",
        "select $ from people|tableoid"
      })
  void what_is_not_granted_is_not_there(String attempt) {
    int bar = attempt.lastIndexOf('|');
    String name = attempt.substring(bar + 1);
    String sql = attempt.substring(0, bar);

    String refusal = refusal(sql.replace("$", name));

    assertEquals(refusal(sql.replace("$", "nix")).replace("nix", name), refusal);
    Stream.of("4711", "hidden", "payroll", "vault")
        .filter(hidden -> !sql.replace("$", name).contains(hidden))
        .forEach(hidden -> assertFalse(refusal.contains(hidden), refusal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select pay(1)",
        "select pay_of(null)",
        "select salary(p) from people p",
        "select (p).salary from people p",
        "select (people.*).salary from people",
        "select query_to_xml('select * from secret', true, false, '')",
        "select table_to_xml('secret', true, false, '')",
        "select to_regclass('secret')",
        "select cast('secret' as regclass)",
        "select 'secret'::regclass",
        "select cast(null as secret)",
        "select cast(null as people array)",
        "select cast('(1,ann,3)' as people)",
        "select json_populate_record(cast(null as secret), '{}')",
        "select has_table_privilege('secret', 'select')",
        "select pg_relation_size('secret')",
        "select col_description(1, 1)"
      })
  void nothing_else_of_the_source_names_it(String sql) {
    String refusal = refusal(sql);

    assertFalse(refusal.contains("4711") || refusal.contains("hidden"), refusal);
  }

  @Test
  void the_source_itself_is_asked_for_nothing_else() {
    assertEquals(
        "SELECT * FROM (SELECT \"id\", \"name\" FROM \"public\".\"people\") AS \"people\"",
        engine.explain(request("select * from people").build(), SOME).sql().replace("\n", " "));
  }
}
