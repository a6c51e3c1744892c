package io.asyncquery.sql.clickhouse;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.SqlQueryEngine;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where ClickHouse by itself leaves out the highest bits, or takes the last time that it knows, a
 * query gives what DuckDB gives, or fails.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedClickHouse.class)
class ClickHouseRangeTest {

  private static final Pattern REASON =
      Pattern.compile(
          "A value cannot be converted to the type wanted|A number is out of the range of its type"
              + "|Column \\[.*] holds a value that \\[.*] cannot.*",
          Pattern.DOTALL);

  private static final String ROW =
      "(2000000000, 9000000000000000000, 1234567.89,"
          + " 123456789012345678901234567890123456.78, '2020-01-31', '2020-01-31 10:11:12.123456',"
          + " 1e10, '300.7', 170141183460469231731687303715884105727, NULL,"
          + " 1234567890123456789012345678.0123456789, 0.5)";

  @AutoClose private final TwoEngines both;

  ClickHouseRangeTest(ClickHouseServer server, @TempDir Path folder) throws Exception {
    both =
        TwoEngines.of(
            server,
            folder,
            "v",
            "i INTEGER, b BIGINT, d DECIMAL(9,2), w DECIMAL(38,2), dt DATE, ts TIMESTAMP, f DOUBLE,"
                + " s VARCHAR, h HUGEINT, n INTEGER, y DECIMAL(38,10), z DECIMAL(38,38)",
            "i Int32, b Nullable(Int64), d Decimal(9,2), w Nullable(Decimal(38,2)), dt Date32,"
                + " ts Nullable(DateTime64(6)), f Float64, s Nullable(String), h Int128,"
                + " n Nullable(Int32), y Decimal(38,10), z Decimal(38,38)",
            ROW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cast(d as decimal(5,2))",
        "cast(w as decimal(10,2))",
        "cast(w as decimal(38,4))",
        "cast(i as decimal(5,0))",
        "cast(b as decimal(18,0))",
        "cast(b as decimal(38,20))",
        "cast(h as decimal(38,0))",
        "cast(f as decimal(9,2))",
        "cast(s as decimal(4,2))",
        "cast(999.99 as decimal(4,1))",
        "cast(sum(d) as decimal(4,2))",
        "w * 10",
        "w * w",
        "b + b",
        "h + 1",
        "sum(w) * 10",
        "sum(h) + sum(h)",
        "cast(i as smallint)",
        "cast(h as bigint)",
        "cast(w as integer)",
        "cast(f as integer)",
        "cast(s as tinyint)",
        "cast('99999999999999999999' as integer)",
        "cast(1e300 as real)",
        "cast('2020-01-31 25:11:12' as timestamp)",
        "cast('2020-01-31 10:61:12' as timestamp)",
        "cast('2020-02-30' as date)",
        "cast('20' as timestamp)",
        "cast('10:11:12' as timestamp)",
        "cast('20200131' as date)",
        "cast('25:00:00' as time)",
        "cast(i as date)",
        "cast(i as timestamp)",
        "cast(ts as double)",
        "year(cast(i as date))",
      })
  void what_does_not_fit_fails_as_in_duckdb(String expression) {
    assertThrows(QueryFailedException.class, () -> answer(both.truth(), expression));
    assertFails(expression);
  }

  /** DuckDB has times beyond the year 9999, and texts of more forms. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "timestampadd(year, 8000, ts)",
        "timestampadd(month, 120000, ts)",
        "timestampadd(day, 5000000, dt)",
        "timestampadd(second, 900000000000, ts)",
        "year(timestampadd(second, 900000000000, ts))",
        "add_months(dt, 120000)",
        "date_add(dt, 5000000)",
        "date_sub(dt, 1000000)",
        "dt + interval '8000' year",
        "ts + interval '100000000' hour",
        "ts - interval '3000' year",
        "ceil(timestamp '9999-12-31 23:06:07' to year)",
        "from_unixtime(999999999999)",
        "cast('10000-01-01' as date)",
        "cast('0000-01-01' as date)",
        "cast('2020-01-31 10:11:12+02' as timestamp)",
        "time '23:00:00' + interval '2' hour",
        "coalesce(cast('30000000000000000000000000000000000000' as decimal(38,0)), 1.5)",
        "round(cast(999.99 as decimal(5,2)))",
      })
  void what_only_duckdb_can_say_fails(String expression) {
    var _ = answer(both.truth(), expression);
    assertFails(expression);
  }

  private void assertFails(String expression) {
    QueryFailedException failed =
        assertThrows(QueryFailedException.class, () -> answer(both.engine(), expression));
    assertTrue(REASON.matcher(failed.failure().message()).matches(), failed.failure().message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cast(d as decimal(18,9))",
        "cast(d as decimal(8,1))",
        "cast(d as decimal(7,0))",
        "cast(1 as decimal(38,30))",
        "cast(b as decimal(38,19))",
        "cast(f as decimal(18,2))",
        "cast(n as decimal(5,2))",
        "cast(s as decimal(4,1))",
        "cast(s as smallint)",
        "cast('170141183460469231731687303715884105727' as hugeint)",
        "cast(9.5 as tinyint)",
        "cast(0.1 as real)",
        "cast(n as date)",
        "cast(n as timestamp)",
        "try_cast(d as decimal(5,2))",
        "try_cast(d as decimal(8,1))",
        "try_cast(w as decimal(38,4))",
        "try_cast(s as integer)",
        "try_cast(i as smallint)",
        "try_cast(9.5 as integer)",
        "try_cast(0.1 as real)",
        "try_cast(9007199254740993 as double)",
        "try_cast('20' as timestamp)",
        "try_cast('2020-01-31 25:00:00' as timestamp)",
        "try_cast('25:00:00' as time)",
        "mod(w, 7)",
        "sum(h)",
        "sum(b)",
        "sum(i)",
        "sum(d)",
        "sum(n)",
        "date '9999-12-31'",
        "date '0001-01-01'",
        "timestamp '9999-12-31 23:59:59.999999'",
        "timestamp '0001-01-01 00:00:00'",
        "cast('1850-01-01' as date)",
        "cast(date '9999-12-31' as timestamp)",
        "last_day(date '2500-02-03')",
        "last_day(date '1850-02-03')",
        "trunc(date '2500-02-03', 'year')",
        "trunc(date '1850-02-03', 'month')",
        "floor(timestamp '2500-03-04 05:06:07' to month)",
        "timestampadd(year, 300, ts)",
        "timestampadd(year, 7979, ts)",
        "timestampadd(year, -2019, dt)",
        "timestampadd(month, 95759, ts)",
        "timestampadd(day, n, ts)",
        "timestampadd(day, 1, max(ts))",
        "add_months(dt, -2400)",
        "date_add(dt, 1000000)",
        "dt - interval '200' year",
        "max(ts) + interval '1' day",
        "from_unixtime(-4000000000)",
        "from_unixtime(n)",
        "year(date '9999-12-31')",
        "extract(hour from timestamp '1850-03-04 05:06:07')",
        "to_date('20')",
        "to_date('2020-01-31 25:00:00')",
        "to_timestamp('10:11:12')",
        "to_timestamp('1850-02-03 04:05:06')",
        "dt between '1850-01-01' and '9999-12-31'",
      })
  void what_fits_is_what_duckdb_gives(String expression) {
    assertEquals(answer(both.truth(), expression), answer(both.engine(), expression));
  }

  /** DuckDB refuses most of them, for it brings both sides to one scale in 128 bits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "h > 1.5",
        "not h between 1.5 and 2.5",
        "h + 0 > cast(1 as decimal(38,20))",
        "b > cast(1 as decimal(38,20))",
        "w > y",
        "y < w",
        "w <> y",
        "w is distinct from y",
        "h > y",
        "h > w",
        "y > b",
        "b > z",
        "z < 2",
        "2 > z",
        "z between 0 and 2",
        "w between y and h",
        "w not in (y, z)",
        "nullif(w, y) > 1",
        "nullif(y, w) > 1",
        "(w, 1) > (y, 1)",
        "case w when y then false else true end",
        "max(w) > min(y)",
        "h > (select max(y) from v)",
        "w > (select max(y) from v)",
        "not exists (select 1 from v u join v t on u.w = t.y)",
        "exists (select 1 from v u join v t on u.w > t.y and u.i = t.i)",
        "exists (select 1 from v u join v t on u.d = t.d and u.y < t.h)",
      })
  void large_decimals_are_compared_as_they_are(String condition) {
    assertEquals("[BOOLEAN] [[true]]", answer(both.engine(), condition));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "greatest(w, y)",
        "least(w, y)",
        "coalesce(w, y)",
        "coalesce(y, w, z)",
        "case when i > 1 then w else y end",
        "case when true then w else y end",
      })
  void large_decimals_that_no_common_type_holds_fail(String expression) {
    assertFails(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "greatest(d, y)",
        "least(y, d, i)",
        "greatest(i, b)",
        "coalesce(d, y)",
        "coalesce(n, i)",
        "case when i > 1 then d else y end",
        "case when n > 1 then s else cast(i as varchar) end",
      })
  void values_of_several_types_are_brought_to_one_that_holds_them(String expression) {
    String number = "cast(" + expression + " as decimal(38,10))";
    assertEquals(answer(both.truth(), number), answer(both.engine(), number));
  }

  private static String answer(SqlQueryEngine engine, String expression) {
    return engine.run(
        request("select " + expression + " as x from v").build(),
        new Cancellation(),
        batches ->
            batches.columns().stream().map(column -> column.type().sqlName()).toList()
                + " "
                + Rows.readAll(batches));
  }
}
