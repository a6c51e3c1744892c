package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/**
 * PIVOT and UNPIVOT are what DuckDB makes of them, where it understands them: names, types, rows.
 */
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
            "CREATE TABLE wide(id INTEGER, x INTEGER, \"Y\" BIGINT)",
            "INSERT INTO wide VALUES (1, 10, NULL), (2, 20, 25), (3, NULL, NULL)",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from wide unpivot (v for w in (x, Y))",
        "select * from wide unpivot include nulls (v for w in (x, y)) as p where p.id > 1",
        "select id, w, v from (select id, x, Y from wide where id > 1) unpivot (v for w in (x, y))",
        "select w, sum(v) as s from wide unpivot (v for w in (\"x\", \"Y\")) p group by w",
        "with q as (select id, x as 中, Y from wide) select * from q unpivot (v for w in (中, y))",
        "select * from few pivot (sum(price) for kind in ('a' as a, 'b' as b))"
            + " unpivot (v for w in (a, b))",
        "select p.v, s.n from wide unpivot (v for w in (x)) p join"
            + " (select region, count(*) as n from sales group by 1) s on s.n = p.id",
        "select * from wide unpivot (v for unpivot_row in (x, y))",
        "select v from (select 1 as id, 2 as unpivot_row) unpivot (v for w in (unpivot_row))"
      })
  void what_it_turned_is_turned_back(String sql) throws Exception {
    comparison.assertMeans(sql, sql);
  }

  @Test
  void columns_that_become_rows_may_have_other_names_and_come_in_groups() throws Exception {
    comparison.assertMeans(
        "select id, label, 1 as rank, x as a, \"Y\" as b from wide, (select 'p' as label)"
            + " where x is not null or \"Y\" is not null union all select id, 'q', 2, \"Y\", x"
            + " from wide where x is not null or \"Y\" is not null",
        "select * from wide unpivot ((a, b) for (label, rank) in ((x, y) as ('p', 1), (y, x)"
            + " as ('q', 2)))");
  }

  @Test
  void what_it_reads_is_read_once() throws Exception {
    String planned = comparison.planned("select * from wide unpivot (v for w in (x, y))");

    assertEquals(1, planned.split("\"wide\"", -1).length - 1, planned);
  }

  @Test
  void tables_in_it_are_named_in_full() throws Exception {
    String planned =
        comparison.planned("select * from few pivot (sum(price) for kind in ('a' as a))");

    assertTrue(planned.contains("FROM \"test\".\"main\".\"few\""), planned);
  }
}
