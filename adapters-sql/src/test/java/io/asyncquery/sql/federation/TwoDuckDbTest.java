package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two database files give what one would that has the tables of both in two schemas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoDuckDbTest {

  private static final String[] SALES = {
    "CREATE SCHEMA IF NOT EXISTS sales",
    "CREATE TABLE sales.orders(id INTEGER, item VARCHAR, price DECIMAL(9,2), day DATE)",
    "INSERT INTO sales.orders VALUES (1, 'a', 1.50, '2020-01-01'), (2, 'b', 2.50, '2020-01-02'),"
        + " (3, 'c', NULL, NULL), (4, NULL, 4.00, '2020-02-01'), (5, 'a', 7.00, '2020-02-01')",
    "CREATE TABLE sales.stock(item VARCHAR, pieces BIGINT)",
    "INSERT INTO sales.stock VALUES ('a', 11), ('c', 3)"
  };
  private static final String[] DEPOT = {
    "CREATE SCHEMA IF NOT EXISTS depot",
    "CREATE TABLE depot.stock(item VARCHAR, pieces BIGINT)",
    "INSERT INTO depot.stock VALUES ('a', 10), ('b', NULL), ('z', 7), (NULL, 1)",
    "CREATE TABLE depot.full_stock AS SELECT * FROM depot.stock WHERE item IS NOT NULL",
    "CREATE TABLE depot.wide(item VARCHAR, kinds VARCHAR[], place STRUCT(x INTEGER, y VARCHAR),"
        + " moment TIMESTAMPTZ, for_how INTERVAL, raw BLOB, u UUID, h HUGEINT, s TIMESTAMP_S)",
    "INSERT INTO depot.wide VALUES ('a', ['k', NULL, 'a kind of more than twelve bytes'],"
        + " {'x': 1, 'y': 'a place of more than twelve bytes'}, '2020-01-01 00:00:00+02',"
        + " INTERVAL '1 month 2 days 3 seconds', 'abc'::BLOB,"
        + " '00000000-0000-0000-0000-000000000001', 170141183460469231731687303715884105727,"
        + " '2020-01-01 00:00:00'), ('b', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
        + " ('z', [], {'x': NULL, 'y': ''}, '2020-01-01 00:00:00+00', INTERVAL '-1 day', '',"
        + " 'ffffffff-ffff-ffff-ffff-ffffffffffff', -1, '1969-12-31 23:59:59')"
  };

  /** Marks what Calcite's algebra has no place for, so that it runs over whole tables. */
  private static final String WHOLE = "/* whole */";

  private SqlQueryEngine two;
  private SqlQueryEngine one;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    Path sales = Files.createDirectory(folder.resolve("sales"));
    Path depot = Files.createDirectory(folder.resolve("depot"));
    Path both = Files.createDirectory(folder.resolve("both"));
    two =
        engine(
            Map.of(
                "sales", new SourceDefinition.DuckDbFile(Databases.duckDb(sales, SALES)),
                "depot", new SourceDefinition.DuckDbFile(Databases.duckDb(depot, inMain(DEPOT)))),
            "sales");
    Databases.duckDb(both, SALES);
    one =
        engine(
            Map.of("both", new SourceDefinition.DuckDbFile(Databases.duckDb(both, DEPOT))), "both");
  }

  private static String[] inMain(String[] statements) {
    return Arrays.stream(statements).map(s -> s.replace("depot.", "main.")).toArray(String[]::new);
  }

  private static SqlQueryEngine engine(Map<String, SourceDefinition> sources, String first) {
    return SqlQueryEngine.open(
        List.of(new ProjectDefinition("DEFAULT", sources, first, Optional.of("sales"))),
        DuckDbSettings.defaults());
  }

  @AfterEach
  void all_connections_are_back() {
    assertEquals(0, Databases.lentConnections(two));
  }

  @AfterAll
  void close() {
    two.close();
    one.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select o.id, s.pieces from sales.orders o join depot.stock s on o.item = s.item",
        "select o.id, s.pieces from sales.orders o, depot.stock s where o.item = s.item"
            + " and o.price > 1 and s.pieces > 3",
        "select o.id, s.* from sales.orders o left join depot.stock s on o.item = s.item"
            + " and s.pieces > 1 where o.id < 5",
        "select * from sales.orders o right join depot.stock s on o.item = s.item",
        "select * from sales.orders o full join depot.stock s using (item)",
        "select * from sales.orders natural join depot.stock",
        "select s.*, o.id from sales.orders o right join depot.stock s using (item)",
        "select * from (select * from sales.orders natural join depot.stock) x where pieces > 3",
        "select * exclude (price) from sales.orders o left join depot.stock s using (item)"
            + " qualify row_number() over (order by id) < 3",
        "select * replace (id + 1 as id) from sales.orders o join depot.stock s on o.item = s.item",
        "select o.id, s.item from sales.orders o cross join depot.stock s",
        "select o.id from sales.orders o where o.item in (select item from depot.stock)",
        "select o.id from sales.orders o where o.item not in (select item from depot.stock)",
        "select o.id from sales.orders o where o.item not in (select item from depot.full_stock)",
        "select o.id from sales.orders o where o.item in (select item from depot.full_stock)"
            + " or o.price > 3",
        "select o.id from sales.orders o where exists"
            + " (select 1 from depot.stock s where s.item = o.item and s.pieces > o.price)",
        "select o.id from sales.orders o where not exists"
            + " (select * from depot.stock s where s.item = o.item)",
        "select o.id, (select max(s.pieces) from depot.stock s where s.item = o.item) most"
            + " from sales.orders o",
        "select o.id, (select count(*) from depot.stock) n from sales.orders o"
            + " where o.price > (select avg(pieces) / 100 from depot.stock)",
        "select o.id from sales.orders o where o.price > all (select pieces from depot.stock"
            + " where pieces < 5)",
        "select s.item, count(*) n, sum(o.price) total, min(o.day) d from depot.stock s"
            + " join sales.orders o on o.item = s.item group by s.item having count(*) > 1",
        "select item, n, pieces from (select item, count(*) n from sales.orders group by item) o"
            + " join depot.stock s using (item)",
        "select count(*) from sales.orders o join depot.stock s on o.item = s.item",
        "select s.item, (select max(p) from (select sum(price) p from sales.orders group by item))"
            + " m from depot.stock s",
        "select max(p), count(n) from (select s.item, sum(o.price) p, count(*) n from depot.stock s"
            + " join sales.orders o on o.item = s.item group by s.item)",
        "select max(r) from (select row_number() over (order by o.id) r from depot.stock s"
            + " join sales.orders o on o.item = s.item)",
        "select sum(max(o.price)) over (order by s.item) t, s.item from depot.stock s"
            + " join sales.orders o on o.item = s.item group by s.item",
        "select count(distinct o.item) n, sum(s.pieces) filter (where s.pieces > 1) p,"
            + " string_agg(o.item, ',' order by o.id desc) l"
            + " from sales.orders o left join depot.stock s on o.item = s.item",
        "select item from sales.orders union select item from depot.stock",
        "select item, 1 x from sales.orders union all select item, pieces from depot.stock",
        "select item from sales.orders intersect select item from depot.stock",
        "select item from sales.orders except select item from depot.stock",
        "select item from sales.orders union all select item from depot.stock order by item"
            + " limit 4",
        "select o.id, s.pieces from sales.orders o join depot.stock s on o.item = s.item"
            + " order by o.price desc, id limit 2 offset 1",
        "select o.id, s.pieces, row_number() over (partition by s.item order by o.price desc) n,"
            + " sum(o.price) over (order by o.id rows between 1 preceding and current row) r,"
            + " lag(o.id, 1, 0) over (order by o.id) l, count(*) over () c"
            + " from sales.orders o join depot.stock s on o.item = s.item",
        "select * from (select o.id, o.item, rank() over (partition by o.item order by o.id) r"
            + " from sales.orders o join depot.stock s on o.item = s.item) where r = 1 and id > 0",
        "select o.id from sales.orders o join depot.stock s on o.item = s.item"
            + " qualify row_number() over (partition by o.item order by o.id) = 1",
        "with o as (select item, sum(price) p from sales.orders group by item), s as"
            + " (select * from depot.stock) select o.item, p, pieces from O join S"
            + " on o.item = s.item where p is not null",
        "with o as (select item from sales.orders) select a.item from o a join depot.stock s"
            + " on a.item = s.item join o b on a.item = b.item",
        "with recursive r as (select 1 n union all select n + 1 from r where n < 3)"
            + " select n, o.item, s.pieces from r join sales.orders o on o.id = n"
            + " left join depot.stock s on s.item = o.item /* whole */",
        "select item from sales.stock where pieces > (select min(pieces) from depot.stock where"
            + " item is not null)",
        "select item from sales.stock where item in (select item from depot.stock group by item"
            + " having count(*) > 0)",
        "with recursive r as (select 1 n union all select n + 1 from r where n < 3) select n,"
            + " sales.stock.item from r, sales.stock where n in (select pieces from depot.stock"
            + " where depot.stock.item <> sales.stock.item) /* whole */",
        "select a.item, a.pieces, b.pieces from sales.stock a join depot.stock b"
            + " on a.item = b.item",
        "select o.id, a.pieces, b.pieces from sales.orders o left join depot.stock b"
            + " on o.item = b.item left join sales.stock a on o.item = a.item",
        "select 1 from sales.orders where id = 77 union all select 1 from depot.stock"
            + " where pieces = 77",
        "select o.id, s.pieces from sales.orders o join depot.stock s on o.item = s.item"
            + " where o.id > 100",
        "select sum(s.pieces), count(*) from sales.orders o join depot.stock s"
            + " on o.item = s.item where o.id > 100",
        "select s.item, case when o.price > 2 then 'much' else 'little' end c,"
            + " cast(o.price as double) d, o.day + interval 1 day t, upper(o.item) || '!' u,"
            + " coalesce(o.price, 0) z, o.id between 1 and 3 b, o.item in ('a', 'B') i,"
            + " substring(o.item, 1, 1) sub, extract(year from o.day) y, o.id / 2 h"
            + " from sales.orders o left join depot.stock s on o.item = s.item",
        "select o.item, grouping(o.item) g, sum(s.pieces) p from sales.orders o"
            + " join depot.stock s on o.item = s.item group by rollup(o.item)",
        "select o.id from sales.orders o join depot.stock s on o.item = s.item where exists"
            + " (select 1 from sales.orders x where x.item = o.item and x.id <> o.id) /* whole */",
        "select o.id, (select max(x.id) from sales.orders x where x.item = o.item) m,"
            + " (select min(x.pieces) from depot.stock x where x.item = s.item) p"
            + " from sales.orders o join depot.stock s on o.item = s.item /* whole */",
        "select s.item from depot.stock s where exists (select 1 from depot.stock x where"
            + " x.item = s.item and x.pieces > (select min(id) from sales.orders o"
            + " where o.item = s.item and o.item = x.item))",
        "with s as (select item, pieces from depot.stock) select o.id, a.pieces from"
            + " sales.orders o join s a on o.item = a.item where exists (select 1 from s b where"
            + " b.item <> a.item and b.pieces < a.pieces) /* whole */",
        "select distinct s.item is null from sales.orders o left join depot.stock s"
            + " on o.item = s.item",
        "select o.id, w.* from sales.orders o join depot.wide w on o.item = w.item",
        "select o.id, w.place.x, w.kinds[1], list_transform(w.kinds, lambda k: k || o.item)"
            + " from sales.orders o join depot.wide w on o.item = w.item",
        "select o.id, v.x from sales.orders o join (values (1, 'p'), (2, null)) v(n, x)"
            + " on o.id = v.n join depot.stock s on s.item = o.item",
        "select o.id, k.p from sales.orders o, lateral (select max(pieces) p from depot.stock s"
            + " where s.item = o.item) k /* whole */",
        "select * from (select id from sales.orders order by id desc limit 2) o,"
            + " (select item from depot.stock order by item nulls first limit 2) s",
        "select o.id i, s.pieces id from sales.orders o join depot.stock s on o.item = s.item"
            + " order by o.id",
        "select o.id, s.item from sales.orders o join depot.stock s on o.item = s.item"
            + " group by 1, 2 order by 2 desc, 1",
        "select 'A' || o.item x, 'a' || o.item y from sales.orders o join depot.stock s"
            + " on o.item = s.item",
        "select o.id from sales.orders o left join depot.stock s on o.item = s.item"
            + " where s.item is null",
        "select o.id from sales.orders o left join depot.stock s on o.item = s.item"
            + " where coalesce(s.pieces, 5) > 4",
        "select * from (select s.item, s.pieces, o.id from depot.stock s join sales.orders o"
            + " on o.item = s.item) pivot (sum(pieces) for id in (1 as one, 2 as two))",
        "select p.id, p.what, p.v, s.pieces from (select id, item, price, price * 2 as twice from"
            + " sales.orders) unpivot include nulls (v for what in (price, twice as 'double')) p"
            + " left join depot.stock s on s.item = p.item",
        "select item, count(*) n, max(pieces) m from sales.orders full join depot.stock using"
            + " (item) group by item having count(*) > 0 order by item nulls first",
        "select item, a.id, b.id c, s.pieces from sales.orders a full join depot.stock s"
            + " using (item) full join (select item, id from sales.orders where id > 2) b"
            + " using (item) where item is not null",
        "select item, pieces from (select item, id from sales.orders) a natural join"
            + " (select item, pieces from depot.stock) b natural join"
            + " (select distinct item from sales.orders) c where item > 'a'",
        "select o.id, s.item, p.item x from sales.orders o, depot.stock s full join"
            + " sales.orders p on p.item = s.item /* whole */",
        "select p.id, p.a, s.pieces from sales.orders pivot (max(price) for item in ('a', 'b')) p"
            + " left join depot.stock s on s.pieces = p.a",
        "select o.id from sales.orders o join depot.stock s on o.item = s.item"
            + " where o.id >= all (2, 1) and s.pieces = any (7, 10)",
        "select o.id, r.x, r.i from sales.orders o join depot.stock s on o.item = s.item,"
            + " unnest(array[o.id, 7]) with ordinality as r(x, i) /* whole */",
        "select o.id, json_object('p': s.pieces) j, position('a' in o.item from 1) p"
            + " from sales.orders o join depot.stock s on o.item = s.item",
        "select o.id from sales.orders o left join depot.stock s on o.item = s.item where"
            + " split_part(s.item, 'x', 2) = 'y' and o.id > 100"
      })
  void rows_are_those_of_one_database(String sql) {
    String marked = sql.replace("lambda k:", "k ->");
    assertEquals(rows(one, marked), rows(two, marked));
    String plan = two.explain(request(marked).build()).toString();
    assertEquals(sql.contains(WHOLE), !plan.contains("[part1]"), plan);
  }

  @Test
  void of_a_join_by_names_only_the_columns_that_are_used_are_read() {
    String plan =
        two.explain(
                request(
                        "select x.id from (select * from sales.orders natural join depot.stock) x"
                            + " where x.pieces > 3")
                    .build())
            .toString();
    assertTrue(plan.contains("[sales] runs: SELECT \"id\", \"item\" FROM (SELECT"), plan);
    assertTrue(plan.contains("\"pieces\" > 3"), plan);
  }

  @Test
  void rows_of_one_source_that_only_another_joins_are_not_multiplied_there() {
    String plan =
        two.explain(
                request(
                        "select count(*) from depot.stock a, depot.full_stock b, sales.orders o"
                            + " where a.item = o.item and b.pieces = o.id")
                    .build())
            .toString();

    assertEquals(2, plan.split("Source \\[depot] runs", -1).length - 1, plan);
  }

  @Test
  void a_product_that_is_counted_is_counted_where_its_rows_lie() {
    String plan =
        two.explain(
                request(
                        "select o.id from sales.orders o"
                            + " join (select count(*) n from depot.stock a, depot.stock b) c"
                            + " on c.n > o.id")
                    .build())
            .toString();

    assertTrue(Pattern.compile("Source \\[depot] runs: SELECT COUNT").matcher(plan).find(), plan);
  }

  private static List<String> rows(SqlQueryEngine engine, String sql) {
    List<List<@Nullable Object>> rows =
        engine.run(request(sql).build(), new Cancellation(), Rows::readAll);
    List<String> texts = rows.stream().map(List::toString).toList();
    return sql.contains("order by") ? texts : texts.stream().sorted().toList();
  }
}
