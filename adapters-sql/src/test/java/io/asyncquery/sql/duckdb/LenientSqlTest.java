package io.asyncquery.sql.duckdb;

import io.asyncquery.sql.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders write and Calcite's grammar would not take, with what it must mean to DuckDB. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LenientSqlTest {

  private Comparison comparison;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    Path file =
        Databases.duckDb(
            folder,
            "CREATE TABLE t(a INTEGER, b VARCHAR, \"date\" DATE, \"time\" TIME, \"timestamp\""
                + " TIMESTAMP, \"year\" INTEGER, \"value\" INTEGER, \"user\" VARCHAR, \"order\""
                + " INTEGER, \"group\" VARCHAR, l INTEGER[], \"中文\" VARCHAR)",
            "INSERT INTO t SELECT i, 'b' || i, DATE '2020-01-01' + CAST(i AS INTEGER), TIME"
                + " '10:00:00', TIMESTAMP '2020-01-01 10:00:00', 2000 + i, i, 'u' || i, -i, 'g' ||"
                + " i % 2, [i, 2], '值' || i FROM range(1, 6) r(i)",
            "CREATE TABLE u(a INTEGER, c INTEGER)",
            "INSERT INTO u VALUES (2, 20), (3, 30), (NULL, 40)",
            "CREATE TABLE v(a INTEGER, c INTEGER, d INTEGER)",
            "INSERT INTO v VALUES (2, 20, 7), (3, 31, 8)");
    comparison = Comparison.over(DuckDbSource.openFile(file, DuckDbSettings.defaults()));
  }

  @AfterAll
  void close() throws Exception {
    comparison.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "===",
      quoteCharacter = '`',
      textBlock =
          """
          select struct_pack(x => a, y => b) as s from t === select {'x': a, 'y': b} as s from t
          select trunc(a / 2) as h from t === select (a // 2)::double as h from t
          select date, time, timestamp, year, value, user from t === select "date", "time", "timestamp", "year", "value", "user" from t
          select t.date, t.order, T.Group, t.time from t         === select "date", "order", "group", "time" from t
          select date d, count(*) from t group by date order by date desc === select "date" d, count(*) from t group by all order by 1 desc
          select a from t where date >= date '2020-01-03' and time = time'10:00:00' === select a from t where "date" >= '2020-01-03'
          select a from t where date between {d '2020-01-02'} and date'2020-01-03' or date is null === select a from t where a in (1, 2)
          select cast(date as timestamp), cast(timestamp as date), cast(time as time) + interval 0 hour as x, date::varchar, timestamp::date from t === select "date"::timestamp, "timestamp"::date, "time" + interval 0 hour as x, "date"::varchar, "timestamp"::date from t
          select a as date, b time, a + 1 as timestamp from t order by date === select a as "date", b as "time", a + 1 as "timestamp" from t
          select (select max(date) as date from t) as date, (select 1 as time) === select (select max("date") from t) as "date", 1
          select extract(year from date), year(date), max(date) over (partition by year order by date) from t === select year("date"), year("date"), max("date") over (partition by "year" order by "date") from t
          select case when date < date '2020-01-03' then date else null end as x from t === select case when "date" < '2020-01-03' then "date" end as x from t
          select order, group from t where order < -2 and group = 'g1' order by order === select "order", "group" from t where "order" < -2 and "group" = 'g1'
          select limit, left, right, full from (select 1 as "limit", 2 as "left", 3 as "right", 4 as "full") q where limit = 1 and left('xy', 1) = 'x' or (full = 5) === select 1 as "limit", 2 as "left", 3 as "right", 4 as "full"
          select sum(value) over (order by date rows between 1 preceding and current row) s from t === select sum("value") over (order by "date" rows between 1 preceding and current row) s from t
          select uuid '550e8400-e29b-41d4-a716-446655440000' as u, cast('550e8400-e29b-41d4-a716-446655440000' as uuid) v, uuid() is null n === select '550e8400-e29b-41d4-a716-446655440000'::uuid as u, '550e8400-e29b-41d4-a716-446655440000'::uuid v, false n
          select monday, uuid from (select 1 monday, 2 uuid) q === select 1 monday, 2 uuid
          select q.date from t as q join t as date on q.date = date.date === select "date" from t
          select a from T order by T."date" limit 2 === select a from t order by "date" limit 2
          select 1 as one where 1 = 1 === select 1 as one
          select 1 as one where 1 = 0 === select 1 as one where false
          select 1 as one where false union all select 2 where true === select 2 as one
          select (select a where a > 1) as x, count(*) filter (where b is not null) c from t group by a === select case when a > 1 then a end as x, 1::bigint c from t
          select extract(day from date '2020-01-05') as d where 1 is distinct from 2 === select 5::bigint as d
          select [1, 2] as l, [[1], [2, 3]] as m, l[1] as f, [a, 2][1] as g from t === select [1, 2] as l, [[1], [2, 3]] as m, a as f, a as g from t
          select a from t where a == 2 or a==3 === select a from t where a in (2, 3)
          select N'中' || b as x from t where 中文 = N'值1' === select '中b1' as x
          select "中文" as 列, '它''s' as "名 字" from T order by 列 === select "中文" as 列, '它''s' as "名 字" from t
          select * from u natural join v === select * from u natural join v
          select * from u natural join (select 2 as a, 1 as p) x natural join (select 2 as a, 5 as q) y === select 2 as a, 20 as c, 1 as p, 5 as q
          select a, p, q from t natural join (select 2 as a, 1 as p) x natural join (select 2 as a, 5 as q) y === select 2 as a, 1 as p, 5 as q
          select * from u join (select 2 as a, 1 as p) x using (a) join v using (a) === select 2 as a, 20 as c, 1 as p, 20 as c, 7 as d
          select a, count(*) n from u join v using (a) group by a having a > 2 order by a === select 3 as a, 1::bigint as n
          select a, c, max(d) as m from u natural join v natural join (select 2 as a, 5 as q) x where a > 1 group by a, c order by a === select 2 as a, 20 as c, 7 as m
          select a from u full join v using (a) full join t using (a) where a > 3 order by a === select a from t where a > 3
          select a as k, row_number() over (partition by a order by a) as r from u join v using (a) join t using (a) qualify r = 1 order by a desc === select a as k, 1::bigint as r from v
          select a, p from u join v using (a) join (select 2 as p) x on a = p === select 2 as a, 2 as p
          select a, p from u full join v using (a) left join (select 3 as p) x on a = p and d > 7 where a > 1 === select a, case when a = 3 then 3 end as p from v
          select -a as a from u join v using (a) order by a === select -a as a from v
          select * from u natural join (v natural join (select 2 as a, 1 as p)) === select 2 as a, 20 as c, 7 as d, 1 as p
          select p from (select 1 as p, 2 as a) x, u natural join v === select 1 as p
          select count(*) as n from t tablesample bernoulli (100) repeatable (1) === select 5::bigint as n
          select count(*) as n from (select a.a from t a, t b, t c, t d) tablesample system (100) === select 625::bigint as n
          select group as g, count(*) c from t group by g having c > 2 order by c desc, g === select 'g1' as g, 3::bigint as c
          select a % 2 m, sum(a) from t group by 1 order by 2 desc, 1 === select a % 2 m, sum(a) from t group by 1
          select /* one */ a, b /* ; -- */ from t; -- three === select a, b from t
          select a from t;; === select a from t
          values (1, 'a'), (2, null) === values (1, 'a'), (2, null)
          select a from t limit 2, 1 === select a from t limit 1 offset 2
          select count(distinct a, b) as c from t === select 5::bigint as c
          select a from t where a >= all (2, 3) order by a === select a from t where a >= 3
          select x, i from unnest(array[5, 6]) with ordinality as r(x, i) === select * from (values (5, 1::bigint), (6, 2::bigint)) r(x, i)
          select a, ordinality from t, unnest(l) with ordinality as r where a = 2 === select 2 as a, unnest([1, 2])::bigint as ordinality
          select json_object('a': a, 'b' value b) as j, json_array(a, null) as k from u join t using (a) where a = 2 === select '{"a":2,"b":"b2"}'::json as j, '[2,null]'::json as k
          select a from t where a <=> 2 === select 2 as a
          select row(a, b) as r from t === select row(a, b) as r from t
          """)
  void it_means_what_who_wrote_it_meant(String sql, String meaning) throws Exception {
    comparison.assertMeans(meaning, sql);
  }
}
