package io.asyncquery.sql.clickhouse;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.SqlQueryEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code IN} of a query, whose column is of another type than what is looked for in it. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedClickHouse.class)
class ClickHouseMembershipTest {

  private static final String ROWS =
      "(1, 1, 1.00, 1.001, 1.0000000001, 10000000000000000000000000000.00),"
          + " (2, 2, 1.50, 1.500, 2, 1.5), (3, NULL, NULL, NULL, NULL, NULL),"
          + " (4, 3, -4.00, -4.000, -4, -4), (5, 6, 0.10, 0.100, 0.1, 0.1)";

  @AutoClose private final TwoEngines both;

  ClickHouseMembershipTest(ClickHouseServer server, @TempDir Path folder) throws Exception {
    both =
        TwoEngines.of(
            server,
            folder,
            "m",
            "id INTEGER, i INTEGER, d DECIMAL(9,2), e DECIMAL(9,3), y DECIMAL(38,10),"
                + " w DECIMAL(38,2)",
            "id Int32, i Nullable(Int32), d Nullable(Decimal(9,2)), e Nullable(Decimal(9,3)),"
                + " y Nullable(Decimal(38,10)), w Nullable(Decimal(38,2))",
            ROWS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e in (select d from m where d is not null)",
        "e not in (select d from m where d is not null)",
        "e in (select d from m)",
        "e not in (select d from m)",
        "d in (select e from m)",
        "e in (select i from m)",
        "e in (select i from m) or id = 3",
        "y in (select d from m)",
        "w in (select y from m)",
        "y in (select w from m)",
        "i in (select e from m)",
        "e + 0.5 in (select i from m)",
        "e * 1.0 in (select d from m)",
        "1.001 in (select d from m where d is not null)",
        "1.5 in (select i from m where i is not null)",
        "1.5 in (select e from m where e is not null)",
        "e in (select cast(d as double) from m)",
        "e in (select d from m where id > 99)",
        "e in (select max(d) from m)",
        "e in (select d from m union all select d + 1 from m)",
        "e in (with t as (select d from m) select d from t order by d limit 3)",
        "e = any (select d from m)",
        "e = some (select i from m)",
        "e <> all (select d from m where d is not null)",
        "not e = any (select d from m where d is not null)",
        "(e, id) in (select d, id from m)",
        "(id, e) in (select i, i from m where i is not null)",
        "id in (select i from m)",
        "cast(id as varchar) in (select cast(i as varchar) from m)",
      })
  void a_value_is_in_a_query_if_it_equals_one_of_its_values(String condition) {
    String sql = "select id from m where " + condition + " order by id";

    assertEquals(answer(both.truth(), sql), answer(both.engine(), sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e > any (select i from m where i is not null)",
        "e >= some (select e from m where e is not null)",
        "e < any (select d from m where d is not null)",
        "d <= any (select e from m where e is not null)",
        "e > all (select d from m where id > 3)",
        "e >= all (select e from m where e is not null)",
        "e < all (select i from m where i > 0)",
        "e <= all (select e from m where e is not null)",
        "e = all (select e from m where id = 2)",
        "e = all (select e from m where e is not null)",
        "e <> any (select e from m where id = 2)",
        "e <> any (select e from m where e is not null)",
        "e > all (select e from m where id > 99)",
        "e > any (select e from m where id > 99)",
        "e = all (select e from m where id > 99)",
        "e > all (select e from m where id > 1)",
        "not e > all (select e from m where id > 1)",
        "not e > any (select e from m where id > 1)",
        "e > any (select e from m)",
        "w > all (select y from m where id = 2)",
        "i + 1 >= all (select max(i) from m group by id > 2)",
      })
  void a_value_is_compared_with_all_values_of_a_query(String condition) {
    String sql = "select id from m where " + condition + " order by id";

    assertEquals(answer(both.truth(), sql), answer(both.engine(), sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id, e in (select d from m) as x from m order by id",
        "select id, case when e in (select i from m) then 1 else 0 end as x from m order by id",
        "select sum(e) in (select cast(3.4 as decimal(9,1))) as x from m where e > 1.4 or e < 1",
        "select id, sum(e) as x from m group by id having sum(e) in (select d from m) order by id",
        "select id from m group by id having sum(e) + 0.001 not in (select i from m where i > 0)"
            + " order by id",
        "select id from m as a join m as b using (id) where a.e in (select d from m) order by id",
      })
  void a_value_is_in_a_query_wherever_that_is_asked(String sql) {
    assertEquals(answer(both.truth(), sql), answer(both.engine(), sql));
  }

  private static String answer(SqlQueryEngine engine, String sql) {
    return engine.run(
        request(sql).build(), new Cancellation(), batches -> Rows.readAll(batches).toString());
  }
}
