package io.asyncquery.sql.clickhouse;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the profile of its user says, a query gives what it gives elsewhere, or fails. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedClickHouse.class)
class ClickHouseProfileTest {

  private static final String DATABASE = "profiles";

  private final ClickHouseServer server;

  ClickHouseProfileTest(ClickHouseServer server) {
    this.server = server;
  }

  @BeforeAll
  void fill() throws SQLException {
    server.makeTables(DATABASE, 100_000);
    server.execute(
        DATABASE,
        "CREATE TABLE pairs(n Int32, m Nullable(Int32)) ENGINE = MergeTree ORDER BY n",
        "INSERT INTO pairs VALUES (1, 9), (1, 8), (2, NULL), (3, 7)",
        "CREATE TABLE nested(p Tuple(a Int32, b String)) ENGINE = MergeTree ORDER BY tuple()");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit = 2 | select n from few order by n",
        "limit = 1, offset = 1 | select count(*) from few",
        "offset = 1 | select n from few order by n",
        "offset = 1, limit = 3 | select n from few order by n limit 2",
        "extremes = 1 | select n, name from few order by n",
        "compatibility = '21.1' | select greatest(n, m), least(n, m) from pairs order by n, m",
        "allow_experimental_analyzer = 0 | select n, (select max(m) from pairs p where p.n = few.n)"
            + " from few order by n",
        "join_default_strictness = 'ANY'"
            + " | select p.n, p.m from few join pairs p on p.n = few.n order by p.n, p.m",
        "join_default_strictness = 'ANY', any_join_distinct_right_table_keys = 1"
            + " | select p.n, p.m from few left join pairs p on p.n = few.n order by 1, 2",
        "enable_positional_arguments = 0 | select m, n from pairs order by 2 desc, 1",
        "count_distinct_implementation = 'uniqHLL12' | select count(distinct n) from many",
        "empty_result_for_aggregation_by_empty_set = 1 | select count(*) from few where n > 9",
        "least_greatest_legacy_null_behavior = 1"
            + " | select greatest(n, m), least(n, m) from pairs order by n, m",
        "implicit_table_at_top_level = 'few' | select 1",
        "force_grouping_standard_compatibility = 0"
            + " | select n, grouping(n), sum(m) from pairs group by rollup(n) order by 1, 2",
        "precise_float_parsing = 0 | select cast('1.0416666666666667e-5' as double)",
        "describe_include_subcolumns = 1 | select p from nested",
        "print_pretty_type_names = 1 | select p from nested",
        "short_circuit_function_evaluation = 'disable'"
            + " | select case when n = 1 then 0 else 1 / (n - 1) end from few order by n",
        "recursive_cte_max_steps_in_type_inference = 0, max_recursive_cte_evaluation_depth = 9"
            + " | with recursive r(n) as (select 1 union all select n + 1 from r where n < 300)"
            + " select max(n) from r",
        "transform_null_in = 1 | select n from pairs where m in (select m from pairs where n > 1)",
      })
  void what_it_says_does_not_change_what_sql_means(String profile, String sql) {
    assertEquals(answer(server.settings(DATABASE), sql), answer(with(profile), sql));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_result_rows = 2, result_overflow_mode = 'break' | select n from many",
        "max_rows_to_read = 2, read_overflow_mode = 'break' | select n from many",
        "max_rows_to_group_by = 2, group_by_overflow_mode = 'break'"
            + " | select n, count(*) from many group by n",
        "max_rows_to_group_by = 2, group_by_overflow_mode = 'any'"
            + " | select n, count(*) from many group by n",
        "max_rows_to_sort = 2, sort_overflow_mode = 'break' | select n from many order by t",
        "max_rows_in_distinct = 2, distinct_overflow_mode = 'break' | select distinct t from many",
        "max_rows_in_set = 2, set_overflow_mode = 'break'"
            + " | select count(*) from few where n in (select n from many)",
        "max_rows_in_join = 2, join_overflow_mode = 'break'"
            + " | select count(*) from few a join many b on a.n = b.n",
      })
  void a_limit_of_it_fails_what_is_longer(String profile, String sql) {
    assertEquals(
        QueryFailure.source("Source [data] has not enough resources for the query"),
        failure(with(profile), sql));
  }

  @Test
  void a_time_limit_of_it_fails_what_takes_longer() {
    assertEquals(
        "Source [data] ended the query: it took longer than it may there",
        failure(
                with("max_execution_time = 1, timeout_overflow_mode = 'break'"),
                "select count(*) from many a join many b on a.n <> b.n")
            .message());
  }

  @Test
  void what_the_operator_has_set_for_the_source_is_heeded() {
    ClickHouseSettings two =
        ClickHouseServer.settings(
            server.port(), "default", DATABASE, Duration.ofMinutes(1), Map.of("limit", "2"));

    assertEquals("[[1], [2]]", answer(two, "select n from few order by n"));
  }

  @Test
  void a_recursion_may_have_many_steps() {
    String sql =
        "with recursive r(n) as (select 1 union all select n + 1 from r where n < 2500)"
            + " select count(*), max(n), sum(n) from r";

    assertEquals("[[2500, 2500, 3126250]]", answer(server.settings(DATABASE), sql));
  }

  @Test
  void what_a_recursion_makes_has_a_type_that_holds_it_or_fails() {
    String sql =
        "with recursive r(n, m, t) as (select 1, 1, 'a' union all"
            + " select n * 1000, m + 1, t || 'b' from r where m < %d) select max(n), max(t) from r";

    assertEquals("[[1000000000000, abbbb]]", answer(server.settings(DATABASE), sql.formatted(5)));
    assertEquals(
        QueryFailure.invalidSql("A value cannot be converted to the type wanted"),
        failure(server.settings(DATABASE), sql.formatted(20)));
  }

  @Test
  void a_recursion_deeper_than_the_source_allows_is_a_limit_of_the_query() {
    ClickHouseSettings shallow =
        ClickHouseServer.settings(
            server.port(),
            "default",
            DATABASE,
            Duration.ofMinutes(1),
            Map.of("max_recursive_cte_evaluation_depth", "100"));

    assertEquals(
        QueryFailure.limit("The query is nested or recurses too deeply for its source"),
        failure(
            shallow,
            "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*)"
                + " from r"));
  }

  private ClickHouseSettings with(String profile) {
    return ClickHouseServer.settings(
        server.port(),
        ClickHouseServer.PROFILE + profile,
        DATABASE,
        Duration.ofMinutes(1),
        Map.of());
  }

  private static QueryFailure failure(ClickHouseSettings settings, String sql) {
    return assertThrows(QueryFailedException.class, () -> answer(settings, sql)).failure();
  }

  private static String answer(ClickHouseSettings settings, String sql) {
    SourceDefinition source = new SourceDefinition.ClickHouse(settings);
    try (SqlQueryEngine engine =
        SqlQueryEngine.open(List.of(Databases.project(source)), DuckDbSettings.defaults())) {
      return engine.run(
          request(sql).build(), new Cancellation(), batches -> Rows.readAll(batches).toString());
    }
  }
}
