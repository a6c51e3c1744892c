package io.asyncquery.sql.postgresql;

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
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions, operators and types of users that are called like PostgreSQL's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionsOfUsersTest {

  private final PostgreSqlServer server = PostgreSqlServer.start();
  private final SqlQueryEngine engine =
      SqlQueryEngine.open(List.of(Databases.project(server.source())), DuckDbSettings.defaults());

  FunctionsOfUsersTest() throws IOException {}

  /** Those that fit better than PostgreSQL's own to what our statements would ask without care. */
  @BeforeAll
  void fill() throws Exception {
    server.execute(
        "CREATE TABLE people(id INTEGER, name VARCHAR)",
        "INSERT INTO people VALUES (1, 'Ann'), (2, 'Ben')",
        "CREATE TABLE secret(x TEXT)",
        "INSERT INTO secret VALUES ('hidden')",
        // Where the role puts the schema of users first
        "CREATE FUNCTION public.length(TEXT) RETURNS INTEGER STABLE LANGUAGE SQL AS"
            + " 'SELECT (count(*) / 0)::integer FROM secret'",
        "CREATE FUNCTION public.lower(VARCHAR) RETURNS TEXT STABLE LANGUAGE SQL AS"
            + " 'SELECT x FROM secret'",
        "CREATE FUNCTION public.floor(INTEGER) RETURNS TEXT IMMUTABLE LANGUAGE SQL AS"
            + " 'SELECT x FROM secret'",
        "CREATE FUNCTION public.twice(x INTEGER) RETURNS INTEGER IMMUTABLE LANGUAGE SQL AS"
            + " 'SELECT 2 * x'",
        "CREATE TYPE public.oid AS ENUM ('x')",
        "CREATE TYPE public.\"name\" AS ENUM ('x')",
        "CREATE FUNCTION public.pg_function_is_visible(pg_catalog.oid) RETURNS BOOLEAN STABLE"
            + " LANGUAGE SQL AS 'SELECT count(*) / 0 > 0 FROM secret'",
        "ALTER ROLE postgres SET search_path = public, pg_catalog");
    for (List<String> types :
        List.of(
            List.of("pg_catalog.name", "varchar"),
            List.of("pg_catalog.name", "text"),
            List.of("\"char\"", "text"),
            List.of("\"char\"", "\"char\""),
            List.of("pg_catalog.oid", "pg_catalog.oid"),
            List.of("bigint", "pg_catalog.oid"),
            List.of("pg_catalog.oid", "bigint"))) {
      String name = "tell_" + String.join("_", types).replaceAll("[^a-z]", "");
      server.execute(
          "CREATE FUNCTION public.%s(%s, %s) RETURNS BOOLEAN STABLE LANGUAGE SQL AS 'SELECT count(*) / 0 > 0 FROM secret'"
              .formatted(name, types.get(0), types.get(1)),
          "CREATE OPERATOR public.= (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.%s)"
              .formatted(types.get(0), types.get(1), name),
          "CREATE OPERATOR public.<> (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.%s)"
              .formatted(types.get(0), types.get(1), name),
          "CREATE OPERATOR public.!~ (LEFTARG = %s, RIGHTARG = %s, FUNCTION = public.%s)"
              .formatted(types.get(0), types.get(1), name));
    }
  }

  @AfterAll
  void stop() throws IOException {
    engine.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from people order by id | [[1, Ann], [2, Ben]]",
        "select ID from Public.PEOPLE where id = 1 | [[1]]",
        "select length(name) from people where id = 1 | [[3]]",
        "select upper(name), twice(id) from people where id = 2 | [[BEN, 4]]"
      })
  void our_own_statements_never_enter_them(String sql, String rows) {
    assertEquals(
        rows, engine.run(request(sql).build(), new Cancellation(), Rows::readAll).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select lower(name) from people",
        "select lcase(name) from people",
        "select floor(id) from people"
      })
  void a_name_of_PostgreSQL_that_users_have_added_to_is_refused(String sql) {
    String message = failure(engine, sql);

    assertTrue(message.matches("Function \\[\\w+] is not allowed.*"), message);
  }

  @Test
  void operators_of_users_are_no_way_past_a_restricted_grant() {
    VisibleTables people =
        new VisibleTables.Only(List.of(new Table(List.of("people"), Optional.of(Set.of("id")))));

    assertEquals(
        "Operator [!~] of source [data] is its users' and not allowed; ask for it to be taken out"
            + " of the search path",
        assertThrows(
                QueryFailedException.class,
                () ->
                    engine
                        .seeing(people)
                        .run(
                            request("select id from people").build(),
                            new Cancellation(),
                            Rows::readAll))
            .failure()
            .message());
  }

  private static String failure(SqlQueryEngine engine, String sql) {
    return assertThrows(
            QueryFailedException.class,
            () -> engine.run(request(sql).build(), new Cancellation(), Rows::readAll),
            sql)
        .failure()
        .message();
  }
}
