package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.sample.StarSchema;
import io.asyncquery.sql.sample.StarSchemaQuery;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Planning does not change what a query means. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {

  private Comparison comparison;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    Path file =
        Databases.duckDb(folder, Comparison.statements("tables.sql", ";").toArray(String[]::new));
    comparison = Comparison.over(DuckDbSource.openFile(file, DuckDbSettings.defaults()));
  }

  @AfterAll
  void close() throws Exception {
    comparison.close();
  }

  static Stream<String> queries() {
    return Comparison.statements("same-as-direct.sql", ";;").stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void a_planned_query_gives_what_it_gives_when_it_is_sent_directly(String sql) throws Exception {
    comparison.assertMeans(sql, sql);
  }

  @Test
  void the_queries_are_all_read() {
    assertTrue(queries().count() > 200);
  }

  /** SQL that DuckDB does not take as it stands, with what it must mean there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select floor(ts to month) from t | select date_trunc('month', ts) from t
          select ceil(ts to day) from t | select date_trunc('day', ts) + interval 1 day from t
          select ceil(d to year) from (values (date '2020-01-01')) v(d) | select date '2020-01-01'::timestamp
          select timestampadd(month, a, d) from t | select d + to_months(a) from t
          select timestampdiff(day, d, date '2020-02-01') from t | select date_sub('day', d, date '2020-02-01') from t
          select listagg(b, '-') within group (order by a desc) from t | select listagg(b, '-' order by a desc) from t
          select last_value(v) ignore nulls over (order by k) from nulls | select last_value(v ignore nulls) over (order by k) from nulls
          select list_transform(l, y -> y + a) from t | select list_transform(l, lambda y: y + a) from t
          select list_reduce(l, (x, y) -> x + y) from t | select list_reduce(l, lambda x, y: x + y) from t
          select safe_cast(b as integer) from t | select try_cast(b as integer) from t
          select * from table("range"(5)) as r(i) | select * from range(5) as r(i)
          select {fn ucase(b)}, {d '2020-01-02'}, {ts '2020-01-02 03:04:05'} from t | select ucase(b), date '2020-01-02', timestamp '2020-01-02 03:04:05' from t
          select U&'\\4e2d', e'a\\nb', _utf8'x', N'y' | select '中', concat('a', chr(10), 'b'), 'x', 'y'
          select (1 < 2) = true, 1 < 2 = true | select (1 < 2) = true, (1 < 2) = true
          select json_array(1, b) from t | select json_array(1, b) from t
          """)
  void sql_of_the_standard_is_spelled_as_duckdb_does(String sql, String meaning) throws Exception {
    comparison.assertMeans(meaning, sql);
  }

  @Test
  void the_thirteen_queries_of_the_star_schema_benchmark_mean_the_same(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, 0.01, progress -> {});
    try (Comparison sample =
        Comparison.over(DuckDbSource.openFile(file, DuckDbSettings.defaults()))) {
      for (StarSchemaQuery query : StarSchemaQuery.values()) {
        sample.assertMeans(query.sql(), query.sql());
      }
      sample.assertMeans("select * from p_lineorder", "select * from P_LINEORDER");
    }
  }

  /** None of the sender's text reaches the source but names and literals, quoted. */
  @Test
  void what_runs_is_spelled_anew() throws Exception {
    assertEquals(
        "SELECT \"a\" AS \"x\"\"; drop\" FROM \"test\".\"main\".\"t\" WHERE (\"b\" = '''; drop')",
        comparison.planned(
            "select /* c */ a as \"x\"\"; drop\" -- d\nfrom T where b = '''; drop'"));
    assertEquals(
        "SELECT 1 FROM \"test\".\"main\".\"u\"",
        comparison.planned("select /*+ \"x*/ getenv('y') --\"(u) */ 1 from u /*+ \"*/ y\"(a) */"));
  }
}
