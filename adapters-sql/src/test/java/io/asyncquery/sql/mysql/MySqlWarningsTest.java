package io.asyncquery.sql.mysql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What these servers only warn of is a failure, and what is right is no warning. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlWarningsTest {

  private static final String LONG = "a".repeat(2_000);

  private final MariaDbServer server = MariaDbServer.start();
  private final SqlQueryEngine engine =
      SqlQueryEngine.open(List.of(Databases.project(server.source())), DuckDbSettings.defaults());

  MySqlWarningsTest() throws Exception {}

  @BeforeAll
  void fill() throws Exception {
    server.makeTables(1_000);
    server.execute(
        "CREATE TABLE edges(u BIGINT UNSIGNED, s BIGINT, d DOUBLE, t VARCHAR(20))",
        "INSERT INTO edges VALUES (18446744073709551615, -1, 1e300, '20x')",
        "CREATE TABLE alike(n INTEGER, t LONGTEXT)",
        "INSERT INTO alike VALUES (1, '" + LONG + "c'), (2, '" + LONG + "b')");
  }

  @AfterAll
  void stop() throws IOException {
    engine.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select cast(name as integer) from few | A value cannot be converted to the type wanted
          select cast('1.5' as integer) | A value cannot be converted to the type wanted
          select cast(t as double) from edges | A value cannot be converted to the type wanted
          select cast(t as decimal(9,2)) from edges | A value cannot be converted to the type wanted
          select cast('2020-02-30' as date) | A value cannot be converted to the type wanted
          select cast('2020-01-01 25:00:00' as timestamp) | A value cannot be converted to the type wanted
          select n from few where name = 1 | A value cannot be converted to the type wanted
          select n from few where since > 'soon' | A value cannot be converted to the type wanted
          select n from few where n = '1x' | A value cannot be converted to the type wanted
          select sum(name) from few | A value cannot be converted to the type wanted
          select count(*) from few a join few b on a.n = b.name | A value cannot be converted to the type wanted
          select max(n + name) from few | A value cannot be converted to the type wanted
          select json_extract('{x', '$.a') | A value cannot be converted to the type wanted
          select convert(x'ff' using utf8mb4) | [USING of a character set] is not available; texts are UTF-8 (line 1, column 8)
          select decode(x'ff', 'utf-8') | A value cannot be converted to the type wanted
          select cast(12345 as decimal(3,1)) | A number is out of the range of its type
          select cast(d as bigint) from edges | A number is out of the range of its type
          select cast(u as bigint) from edges | A number is out of the range of its type
          select cast(1e300 as bigint) | A number is out of the range of its type
          select cast(2147483648 as integer) | A number is out of the range of its type
          select cast(-2147483649 as integer) | A number is out of the range of its type
          select cast(32768 as smallint) | A number is out of the range of its type
          select cast(-129 as tinyint) | A number is out of the range of its type
          select cast(n - 2 as unsigned) from few | A number is out of the range of its type
          select cast(-1.5 as bigint unsigned) | A number is out of the range of its type
          select cast(u + 0 as signed) from edges | A number is out of the range of its type
          select cast(300 as tinyint unsigned) | A number is out of the range of its type
          select since + interval '1' year from few | A time is out of the range of its type
          select add_months(since, 1) from few | A time is out of the range of its type
          with recursive r(n, t) as (values (1, null) union all select n + 1, 'b' from r where n < 3) select t from r | [NULL without a type in the first query of WITH RECURSIVE] is not available in this source
          select unix_timestamp('2050-01-01') | A number is out of the range of its type
          select unix_timestamp('1969-12-31 23:59:59') | A number is out of the range of its type
          select from_unixtime(99999999999) | A number is out of the range of its type
          select from_unixtime(-1, 'yyyy') | A number is out of the range of its type
          select repeat(name, 20000000) from few | A text that the query makes is too long for its source
          select length(repeat(name, 20000000)) from few | A text that the query makes is too long for its source
          select length(group_concat(repeat(t, 9999))) from many | A text that the query makes is too long for its source
          with recursive r(n) as (select 1 union all select n * 1000 from r where n < 1000000000000) select n from r | A number is out of the range of its type
          with recursive r(n, t) as (select 1, 'a' union all select n + 1, concat(t, 'b') from r where n < 3) select t from r | A text is longer than its column, whose type the first query of a WITH RECURSIVE gives: cast it there, such as to VARCHAR(1000)
          with recursive r(n, t) as (select 1, null union all select n + 1, 'b' from r where n < 3) select t from r | [NULL without a type in the first query of WITH RECURSIVE] is not available in this source
          select try_cast(name as integer) from few | [TRY_CAST] is not available in this source; write CAST (line 1, column 8)
          """)
  void what_is_another_value_than_was_asked_for_fails(String sql, String message) {
    assertEquals(message, failure(sql).message(), sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select cast(2147483647 as integer), cast(-2147483648 as integer) | [[2147483647, -2147483648]]
          select cast(127 as tinyint), cast(-32768 as smallint) | [[127, -32768]]
          select cast('9223372036854775807' as bigint), cast(s as bigint) from edges | [[9223372036854775807, -1]]
          select cast(' 12 ' as bigint), cast(5000000000 as signed), cast(5000000000 as unsigned) | [[12, 5000000000, 5000000000]]
          select cast(u as unsigned), cast('18446744073709551615' as bigint unsigned) from edges | [[18446744073709551615, 18446744073709551615]]
          select cast(255 as tinyint unsigned), cast(cast('7' as bigint) as bigint) | [[255, 7]]
          select cast(2.5 as integer), cast(2.5e0 as integer), cast(' 12 ' as integer) | [[3, 2, 12]]
          select cast(null as integer), cast(null as bigint) | [[null, null]]
          select cast(5 as boolean), cast(0 as boolean) | [[1, 0]]
          select cast('abcde' as varchar(3)), cast('ab' as char(9)) | [[abc, ab]]
          select cast(1.55 as decimal(3,1)), cast('1.55' as decimal(3,1)) | [[1.6, 1.6]]
          select to_date('soon'), to_date('2020-02-30'), to_date('2020-1-5') | [[null, null, 2020-01-05]]
          select to_date('30.02.2020', 'dd.MM.yyyy'), to_date('29.02.2020', 'dd.MM.yyyy') | [[null, 2020-02-29]]
          select to_timestamp('2020-01-05T10:11:12.5'), to_timestamp('2020-01-05 25:00:00') | [[2020-01-05T10:11:12.500, null]]
          select unix_timestamp('2038-01-18'), unix_timestamp('1970-01-02 00:00:00.9') | [[2147385600, 86400]]
          select from_unixtime(2147483647), from_unixtime(0), from_unixtime(null) | [[2038-01-19 03:14:07, 1970-01-01 00:00:00, null]]
          select 1 / 0, mod(1, 0), ln(0) | [[null, null, null]]
          select n from few where name in ('one', '1') | [[1]]
          select n from few where n in ('1', '2') order by n | [[1], [2]]
          with recursive r(n, t) as (select 1, cast('a' as varchar(9)) union all select n + 1, concat(t, 'b') from r where n < 3) select t from r order by n | [[a], [ab], [abb]]
          with recursive r(n, t) as (select 1, cast(null as varchar(9)) union all select n + 1, 'b' from r where n < 2) select t from r order by n | [[null], [b]]
          """)
  void what_is_right_is_no_warning(String sql, String rows) {
    assertEquals(rows, run(sql).toString(), sql);
  }

  @Test
  void a_binary_value_gets_no_bytes_that_it_has_not() {
    assertEquals(
        List.of(List.of(StandardCharsets.UTF_8.encode("ab"), StandardCharsets.UTF_8.encode("abc"))),
        run("select cast('ab' as varbinary(5)), cast('abcde' as varbinary(3))"));
    assertEquals(
        List.of(
            List.of(ByteBuffer.wrap(new byte[] {'a', 'b', 0}), ByteBuffer.wrap(new byte[] {'a'}))),
        run("select cast('ab' as binary(3)), cast('ab' as binary(1))"));
  }

  @Test
  void what_the_server_is_set_to_changes_no_result() throws Exception {
    server.execute(
        "SET GLOBAL sql_select_limit = 1",
        "SET GLOBAL lc_time_names = 'id_ID'",
        "SET GLOBAL group_concat_max_len = 4",
        "SET GLOBAL div_precision_increment = 0");
    try (SqlQueryEngine other =
        SqlQueryEngine.open(
            List.of(Databases.project(server.source())), DuckDbSettings.defaults())) {
      assertEquals("[[1], [2], [3]]", run(other, "select n from few where n < 4 order by n"));
      assertEquals(
          "[[March, one,, 0.500000000000]]",
          run(
              other,
              "select to_char(date '2020-03-01', 'MMMM'), (select group_concat(name order by n)"
                  + " from few where n in (1, 4)), 1 / 2"));
    } finally {
      server.execute(
          "SET GLOBAL sql_select_limit = 18446744073709551615",
          "SET GLOBAL lc_time_names = 'en_US'",
          "SET GLOBAL group_concat_max_len = 1048576",
          "SET GLOBAL div_precision_increment = 4");
    }
  }

  @Test
  void texts_are_told_apart_behind_their_first_thousand_bytes() {
    assertEquals("[[2], [1]]", run("select n from alike order by t").toString());
    assertEquals(
        "[[1, 2], [2, 1]]",
        run("select n, rank() over (order by t) from alike order by n").toString());
  }

  @Test
  void a_failure_behind_many_rows_is_one_too() {
    assertEquals(
        "A value cannot be converted to the type wanted",
        failure("select n, t, cast(case when n = 999 then t else '1' end as integer) from many")
            .message());
  }

  private QueryFailure failure(String sql) {
    return assertThrows(QueryFailedException.class, () -> run(sql), sql).failure();
  }

  private static String run(SqlQueryEngine engine, String sql) {
    return engine.run(
        request(sql).build(), new Cancellation(), batches -> Rows.readAll(batches).toString());
  }

  private List<List<@Nullable Object>> run(String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll);
  }
}
