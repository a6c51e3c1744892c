package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.sql.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PIVOT is what DuckDB makes of it, where it understands it: names, types and rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PivotTest {

  private Comparison comparison;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    Path file =
        Databases.duckDb(
            folder,
            "CREATE TABLE sales(region VARCHAR, kind VARCHAR, \"Year\" INTEGER, price DECIMAL(9,2),"
                + " day DATE)",
            "INSERT INTO sales VALUES ('north', 'a', 2020, 1.50, '2020-01-01'),"
                + " ('north', 'b', 2020, 2.50, '2020-01-02'), ('north', 'a', 2021, 4.00, NULL),"
                + " ('south', 'a', 2020, NULL, '2020-01-01'), ('south', NULL, 2021, 8.00, NULL),"
                + " (NULL, 'it''s', 2021, 16.00, '2021-01-01')",
            "CREATE VIEW few AS SELECT region, kind, price FROM sales",
            "CREATE VIEW narrow AS SELECT kind, price FROM sales");
    comparison = Comparison.over(DuckDbSource.openFile(file, DuckDbSettings.defaults()));
  }

  @AfterAll
  void close() throws Exception {
    comparison.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from few pivot (sum(price) for kind in ('a' as a, 'b' as b))",
        "select * from few pivot (sum(price) for kind in ('a', 'b', 'it''s')) as p",
        "select * from few pivot (sum(price) as s, count(*) as n for kind in ('a' as x, 'b'))",
        "select * from few pivot (SUM(PRICE) for KIND in ('a' as \"Big A\", 'none')) p",
        "select p.region, coalesce(p.a, 0) as a from few pivot (max(price) for kind in ('a' as a))"
            + " p where p.a is not null order by 1",
        "select * from sales pivot (min(price) for \"Year\" in (2020, 2021 as later))",
        "select * from sales pivot (count(price) for (kind, \"Year\") in (('a', 2020) as x,"
            + " ('b', 2021) as y))",
        "select * from few pivot (count(distinct price) for kind in ('a' as a, null as n))",
        "select * from narrow pivot (sum(price) for kind in ('a' as a, 'b' as b))",
        "select * from (select kind, price * 2 as twice, region from few where price > 1)"
            + " pivot (avg(twice) for kind in ('a' as a)) p",
        "with w as (select * from few) select * from w pivot (sum(price) for kind in ('a' as a))",
        "select p.a, s.n from few pivot (sum(price) for kind in ('a' as a)) p join"
            + " (select region, count(*) as n from sales group by 1) s on s.region = p.region",
        "select * from (select * from few pivot (sum(price) for kind in ('a' as a, 'b' as b)))"
            + " pivot (max(b) for region in ('north' as n))",
        "select region from few union all select region from few"
            + " pivot (sum(price) for kind in ('a' as a))",
        "select * from few pivot (count(*) for kind in ('a' as a)) order by region limit 2"
      })
  void rows_columns_and_types_are_those_of_duckdb(String sql) throws Exception {
    comparison.assertMeans(sql, sql);
  }

  @Test
  void a_filter_within_is_heeded() throws Exception {
    comparison.assertMeans(
        "select region, sum(price) filter (kind = 'a' and price > 2) as a from few group by region",
        "select * from few pivot (sum(price) filter (where price > 2) for kind in ('a' as a))");
  }

  @Test
  void kylins_functions_are_translated_within() throws Exception {
    comparison.assertMeans(
        "select region, count(distinct kind) filter (\"Year\" = 2020) as y from"
            + " (select region, kind, \"Year\" from sales) group by region",
        "select * from (select region, kind, \"Year\" from sales)"
            + " pivot (count(distinct nvl(kind, null)) for \"Year\" in (2020 as y))");
  }

  @Test
  void tables_in_it_are_named_in_full() throws Exception {
    String planned =
        comparison.planned("select * from few pivot (sum(price) for kind in ('a' as a))");

    assertTrue(planned.contains("FROM \"test\".\"main\".\"few\""), planned);
  }
}
