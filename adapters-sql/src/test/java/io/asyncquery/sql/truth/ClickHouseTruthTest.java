package io.asyncquery.sql.truth;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.sample.StarSchemaTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole numbers may be of another width than DuckDB's, and decimals of other digits. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseTruthTest extends TruthSuite {

  private static final Set<String> WHOLE =
      Set.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT");

  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\([0-9]+,([0-9]+)\\)");

  private final ClickHouseServer server;

  ClickHouseTruthTest(ClickHouseServer server) {
    this.server = server;
  }

  @Override
  protected SqlQueryEngine open(Path duckDb) throws Exception {
    StarSchemaTables.copy(duckDb, server, "truth");
    return open();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "select 9223372036854775807 + 9223372036854775807 + n from %s; converted",
        "select n * n * n * n * n from %s; converted",
        "select cast(n * 1000 as smallint) from %s; converted",
        "select cast(t as integer) from %s; converted",
        "select cast('2020-02-30' as date) from %s; converted",
        "select coalesce(cast(n as bigint), cast(1 as double)) from %s; does not fit",
        "select date '2020-02-01' - date '2020-01-01' from %s; does not fit",
        "select a.n from %s as a left join dates on a.n > d_year; does not fit",
        "select n from %s as a where n in (select d_year from dates where d_year > a.n); does not"
            + " fit",
        "select (select d_year from dates where d_year > a.n) from %s as a; does not fit",
        "select lag(n) ignore nulls over (order by n) from %s; IGNORE NULLS of lag",
        "select sum(n * cast(9e28 as decimal(38, 0))) from %s; out of the range",
        "select mod(n, n - n) from %s; Division by zero",
      })
  void what_it_cannot_say_rightly_is_refused(String query, String refusal) {
    QueryFailedException failed =
        assertThrows(
            QueryFailedException.class,
            () ->
                rows(
                    query
                        .formatted("(select 5000000000 as n, cast('x' as varchar) as t) as r")
                        .replace("as r as a", "as a")));

    assertTrue(failed.failure().message().contains(refusal), failed.failure().message());
  }

  /** Its own sum would have left out the highest bits. */
  @Test
  void a_sum_has_more_digits_than_what_is_summed_up() {
    assertEquals(
        List.of(List.of("18446744073709551614")),
        rows("select sum(n) from (values (9223372036854775807), (9223372036854775807)) as t(n)"));
  }

  @Test
  void unknown_is_not_outside_of_a_list() {
    String numbers = "from (values (1), (2), (null)) as t(n) ";
    assertEquals(List.of(), rows("select n " + numbers + "where n not in (1, null)"));
    assertEquals(
        List.of(), rows("select n " + numbers + "where n not in (select n " + numbers + ")"));
    assertEquals(
        List.of(List.of("1"), List.of("2"), List.of("null")),
        rows(
            "select n "
                + numbers
                + "where n not in (select n "
                + numbers
                + "where n > 5) order by n"));
    assertEquals(
        List.of(List.of("1", "true"), List.of("2", "null"), List.of("null", "null")),
        rows("select n, n in (1, null) as c " + numbers + "order by n"));
  }

  /** To ClickHouse the table within has its own name besides, and would be the one meant. */
  @Test
  void a_query_within_knows_the_table_around_it_by_its_name() {
    assertEquals(
        rows(
            "select count(*) from dates as a where exists"
                + " (select 1 from dates as b where b.d_year = a.d_year + 1)"),
        rows(
            "select count(*) from dates where exists"
                + " (select 1 from dates as b where b.d_year = dates.d_year + 1)"));
  }

  @Test
  void nothing_is_counted_as_nought_for_each_row() {
    assertEquals(
        List.of(List.of("1", "0"), List.of("2", "1")),
        rows(
            "select n, (select count(*) from (values (1), (2)) as u(m) where u.m < t.n) as c"
                + " from (values (1), (2)) as t(n) order by n"));
  }

  /** Other engines write the digits that the type has, and no more of a time than there are. */
  @Test
  void numbers_and_times_have_other_texts() {
    assertEquals(
        List.of(List.of("1.5", "1", "2020-01-01 00:00:00.500000")),
        rows(
            "select cast(1.50 as varchar), cast(cast(1 as double) as varchar),"
                + " cast(timestamp '2020-01-01 00:00:00.5' as varchar)"));
  }

  @Test
  void of_two_doubles_as_near_rounding_to_digits_takes_the_even_one() {
    assertEquals(
        List.of(List.of("0.12", "0.130", "3")),
        rows(
            "select round(cast(0.125 as double), 2), round(0.125, 2),"
                + " round(cast(2.5 as double))"));
  }

  /** DuckDB's are INTEGER but for the last three: DECIMAL(18,1), (19,2) and (18,2). */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; UTINYINT",
        "1000; USMALLINT",
        "-1; TINYINT",
        "d_year + d_year; BIGINT",
        "d_year - d_year; BIGINT",
        "mod(d_year, 7); SMALLINT",
        "min(7); UTINYINT",
        "round(cast(d_year as decimal(18,2)), 1); DECIMAL(18,2)",
        "cast(d_year as decimal(18,2)) + 1.00; DECIMAL(38,2)",
        "coalesce(cast(d_year as decimal(18,2)), 1.0); DECIMAL(18,2)",
      })
  void types_that_are_other_than_duckdbs(String expression, String type) {
    assertEquals(List.of(type), answer("select " + expression + " as x from dates").types());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sum(d_year); HUGEINT",
        "sum(0); HUGEINT",
        "sum(cast(d_year as decimal(18,2))); DECIMAL(38,2)",
        "avg(d_year); DOUBLE",
        "count(*); BIGINT",
        "year(max(d_datekey)); BIGINT",
        "max(d_year) / 2; DOUBLE",
      })
  void types_that_are_duckdbs(String expression, String type) {
    assertEquals(List.of(type), answer("select " + expression + " as x from dates").types());
  }

  private List<List<String>> rows(String sql) {
    return answer(sql).rows();
  }

  private Answer answer(String sql) {
    try (SqlQueryEngine engine = open()) {
      return engine.run(request(sql).build(), new Cancellation(), Answer::of);
    }
  }

  private SqlQueryEngine open() {
    return SqlQueryEngine.open(
        List.of(Databases.project(server.source("truth"))), DuckDbSettings.defaults());
  }

  @Override
  protected void assertSame(Answer expected, Answer answer, String message) {
    if (!answer.hasValuesOf(expected)) {
      assertEquals(expected.rows(), answer.rows(), message);
    }
    for (int i = 0; i < expected.types().size(); i++) {
      if (!isLike(expected.types().get(i), answer.types().get(i))) {
        assertEquals(expected.types(), answer.types(), message);
      }
    }
  }

  /** Decimals have at least the digits behind the point that DuckDB's have. */
  private static boolean isLike(String expected, String type) {
    Matcher one = DECIMAL.matcher(expected);
    Matcher other = DECIMAL.matcher(type);
    return expected.equals(type)
        || (WHOLE.contains(expected) && WHOLE.contains(type))
        || (one.matches()
            && other.matches()
            && Integer.parseInt(other.group(1)) >= Integer.parseInt(one.group(1)));
  }

  /** Each takes a good part of a second; {@code truth.queries} says otherwise by hand. */
  @Override
  protected int few() {
    return 40;
  }

  @Override
  protected int many() {
    return 80;
  }
}
