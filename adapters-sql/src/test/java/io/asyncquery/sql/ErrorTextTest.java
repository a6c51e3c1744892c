package io.asyncquery.sql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sender of wrong SQL reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorTextTest {

  private SqlQueryEngine engine;

  @BeforeAll
  void open(@TempDir Path folder) throws SQLException {
    Path file =
        Databases.duckDb(
            folder,
            "CREATE TABLE t(a INTEGER, b VARCHAR)",
            "INSERT INTO t VALUES (1, 'secret value'), (2, NULL)",
            "CREATE TABLE u(a INTEGER)",
            "CREATE TABLE numbers AS SELECT range AS n FROM range(6000000)",
            "CREATE TABLE gone(a INTEGER)",
            "CREATE VIEW broken AS SELECT * FROM gone",
            "DROP TABLE gone");
    engine =
        SqlQueryEngine.open(
            List.of(Databases.project(new SourceDefinition.DuckDbFile(file))),
            DuckDbSettings.defaults());
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select x from t                       | Column 'x' not found in any table (line 1, column 8)
          select "x y" from t                   | Column 'x y' not found in any table; a text stands in single quotes (line 1, column 8)
          select a from t where b = "b1"        | Column 'b1' not found in any table; a text stands in single quotes (line 1, column 27)
          select a, b from t group by a         | Expression 'b' is not being grouped (line 1, column 11)
          select a from t where date > 1        | Column 'date' not found in any table (line 1, column 23)
          select a from t order                 | Syntax error at the end of the SQL
          select t.                             | Syntax error at the end of the SQL
          select 1 where x = 1                  | Column 'x' not found in any table (line 1, column 16)
          select distinct on (a) a, b from t    | Syntax error near 'on': [DISTINCT ON] is not available; write QUALIFY ROW_NUMBER() OVER (PARTITION BY ... ORDER BY ...) = 1 (line 1, column 17)
          select DISTINCT On(a) a from t        | Syntax error near 'On': [DISTINCT ON] is not available; write QUALIFY ROW_NUMBER() OVER (PARTITION BY ... ORDER BY ...) = 1 (line 1, column 17)
          select {'a': 1}                       | Syntax error near ''a'': [{'name': value}] is not available; write STRUCT_PACK(name => value) (line 1, column 9)
          select { a: 1 }                       | Syntax error near 'a': [{'name': value}] is not available; write STRUCT_PACK(name => value) (line 1, column 10)
          select months_between(a, a) from t    | Function [months_between] is not available in source [data] (line 1, column 8)
          select t.x from t                     | Column 'x' not found in table 't' (line 1, column 10)
          select z.a from t                     | Table 'z' not found (line 1, column 8)
          select * from nowhere                 | Table 'nowhere' not found (line 1, column 15)
          select * from main.nowhere            | Table 'nowhere' not found in 'main' (line 1, column 15)
          select * from nowhere.t               | Table 'nowhere' not found (line 1, column 15)
          select a from t, u                    | Column 'a' is ambiguous (line 1, column 8)
          select a, count(*) from t             | Expression 'a' is not being grouped (line 1, column 8)
          select nope(a) from t                 | Function 'nope' not found (line 1, column 8)
          select main.nope(a) from t            | Function 'main.nope' not found (line 1, column 8)
          select * from nope(1)                 | Function 'nope' not found (line 1, column 15)
          selec 1                               | Syntax error near 'selec' (line 1, column 1)
          select * from t where                 | Syntax error at the end of the SQL
          select a from t group by a having     | Syntax error at the end of the SQL
          select a a a from t                   | Syntax error near 'a' (line 1, column 12)
          select 'open from t                   | A quote is not closed (line 1, column 8)
          select a from t limit -1              | Syntax error near '-' (line 1, column 23)
          select (a from t                      | Syntax error near 'from' (line 1, column 11)
          select * from 'file.csv'              | Syntax error near ''file.csv'' (line 1, column 15)
          select a // 2 from t                  | Syntax error near '//': it is not available; write TRUNC(a / b) to divide, -- to comment (line 1, column 10)
          select ? from t                       | Parameters [?] are not supported (line 1, column 8)
          select a from t limit ?               | Parameters [?] are not supported (line 1, column 23)
          select a from t union select a, b from t | Column count mismatch in UNION (line 1, column 30)
          select sum(b) from t                  | No function matches the given name and argument types 'sum(VARCHAR)'
          select * from t pivot (sum(x) for b in ('a')) | Column 'x' not found in any table (line 1, column 28)
          select * from t pivot (sum(a) for x in ('a')) | Column 'x' not found in any table (line 1, column 35)
          select b from t pivot (sum(a) for b in ('a')) | Column 'b' not found in any table (line 1, column 8)
          select * from nix pivot (sum(a) for b in ('a')) | Table 'nix' not found (line 1, column 15)
          select * from t pivot (sum(a), max(a) for b in ('a')) | Each of several aggregates in [PIVOT] needs a name: SUM(x) AS s (line 1, column 24)
          select * from t pivot (sum(a) for b in (lower('A'))) | A value in [PIVOT] that is no number or text needs a name: IN (x AS name) (line 1, column 41)
          select * from t pivot (sum(a) for b in ('a' as x, 'b' as X)) | [PIVOT] has two columns [X]: give one another name (line 1, column 51)
          select * from (select a, b, a as k from t) pivot (sum(a) for b in ('a' as K)) | [PIVOT] has two columns [K]: give one another name (line 1, column 68)
          select * from (select a, b, a from t) pivot (sum(a) for b in ('a')) | Two columns of what [PIVOT] takes have the same name: select them by other names (line 1, column 39)
          select * from t pivot (lower(b) for b in ('a')) | Measure expression in PIVOT must use aggregate function (line 1, column 24)
          select * from t pivot (sum(a) over () for b in ('a')) | Measure expression in PIVOT must use aggregate function (line 1, column 24)
          select * from t unpivot (x for y in (a, nix)) | Column 'nix' not found in any table (line 1, column 41)
          select * from t unpivot ((x, z) for y in (a)) | Value count in UNPIVOT (1) must match number of FOR columns (2) (line 1, column 43)
          select * from t unpivot (B for y in (a)) | Duplicate column name 'B' in UNPIVOT (line 1, column 26)
          select * from t unpivot (x for y in (a as b)) | A value in [UNPIVOT] cannot name a column: write IN (x AS 'value') (line 1, column 43)
          select a from t unpivot (x for y in (a)) | Column 'a' not found in any table (line 1, column 8)
          select * from (select a, b, a from t) unpivot (x for y in (b)) | Two columns of what [UNPIVOT] takes have the same name: select them by other names (line 1, column 39)
          select * from t unpivot (x for y in (a, b)) | Cannot mix values of type INTEGER and VARCHAR in CASE expression - an explicit cast is required
          select * from t, u join t v using (b) | Column 'b' not found in any table (line 1, column 36)
          select * from (t join t v on t.a = v.a) join u using (a) | Column name 'a' in NATURAL join or USING clause is not unique on one side of join (line 1, column 55)
          select a at time zone 'UTC' from t    | Syntax error near 'time': [AT TIME ZONE] is not available; write FROM_UTC_TIMESTAMP(x, 'zone') for a time in UTC, TO_UTC_TIMESTAMP(x, 'zone') for one in the zone (line 1, column 13)
          select a from t where a at local > 1  | Syntax error near 'at': [AT TIME ZONE] is not available; write FROM_UTC_TIMESTAMP(x, 'zone') for a time in UTC, TO_UTC_TIMESTAMP(x, 'zone') for one in the zone (line 1, column 25)
          select top 3 a from t                 | Syntax error near '3': [TOP n] is not available; write LIMIT n (line 1, column 12)
          select a from t fetch first 1 row with ties | Syntax error near 'with': [WITH TIES] is not available; write QUALIFY RANK() OVER (ORDER BY ...) <= n (line 1, column 35)
          select a from t fetch next row only   | Syntax error near 'row': [FETCH] needs a number; write FETCH NEXT 1 ROW ONLY (line 1, column 28)
          select sum(a) over (order by a groups 1 preceding) from t | Syntax error near 'groups': [GROUPS] of a window is not available; write ROWS or RANGE (line 1, column 32)
          select a from t group by all order by 1 | Syntax error near 'order': [GROUP BY ALL] is not available; name what to group by (line 1, column 30)
          select a from t group by all          | Syntax error at the end of the SQL: [GROUP BY ALL] is not available; name what to group by
          select a from t order by all          | Column 'all' not found in any table; [ORDER BY ALL] is not available: name what to order by (line 1, column 26)
          select unnest([1, 2]) from t          | Syntax error near '(': [UNNEST] stands in FROM; write EXPLODE(x) in SELECT (line 1, column 14)
          select group_concat(b separator '-') from t | [SEPARATOR] is not available in this source; write STRING_AGG(x, 'separator') (line 1, column 23)
          select a between symmetric 2 and 1 from t | [BETWEEN SYMMETRIC] is not available in this source; write LEAST and GREATEST (line 1, column 8)
          select (a, b) overlaps (a, b) from t  | [OVERLAPS] is not available in this source; compare each begin with the other end (line 1, column 8)
          select t.a from t left anti join u on t.a = u.a | [ANTI JOIN] is not available in this source; write NOT EXISTS (line 1, column 29)
          select t.a from t left semi join u on t.a = u.a | [SEMI JOIN] is not available in this source; write EXISTS (line 1, column 29)
          select unique (select a from t)       | [UNIQUE] is not available in this source; compare COUNT(*) with COUNT(DISTINCT x) (line 1, column 8)
          select a from t group by distinct rollup(a) | [GROUP BY DISTINCT] is not available in this source (line 1, column 17)
          select * from t match_recognize (pattern (x) define x as x.a > 1) | [MATCH_RECOGNIZE] is not supported (line 1, column 17)
          select -- nothing                     | Syntax error at the end of the SQL
          """)
  void wrong_sql_is_named_with_its_place(String sql, String message) {
    assertEquals(QueryFailure.invalidSql(message), failure(sql));
  }

  @Test
  void lines_are_counted() {
    assertEquals(
        QueryFailure.invalidSql("Column 'x' not found in any table (line 3, column 3)"),
        failure("select a,\n  -- a comment\r\n  x\nfrom t"));
    assertEquals(
        QueryFailure.invalidSql("Syntax error near 'form' (line 2, column 3)"),
        failure("select a b\n  form t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select 1; select 2       | One query at a time is allowed, not [2] statements
          insert into t values (1) | Only queries are allowed, not [INSERT]
          update t set a = 1       | Only queries are allowed, not [UPDATE]
          delete from t            | Only queries are allowed, not [DELETE]
          create table x(a int)    | Only queries are allowed, not [CREATE]
          drop table t             | Only queries are allowed, not [DROP]
          select 1; drop table t   | Only queries are allowed, not [DROP]
          explain select 1         | Only queries are allowed, not [EXPLAIN]
          describe t               | Only queries are allowed, not [DESCRIBE]
          set threads = 1          | Only queries are allowed, not [SET]
          select getenv('HOME')    | Function [getenv] is not allowed (line 1, column 8)
          """)
  void what_is_no_query_is_refused(String sql, String message) {
    assertEquals(QueryFailure.rejected(message), failure(sql));
  }

  @Test
  void an_unknown_project_is_named() {
    QueryFailedException thrown =
        assertThrows(
            QueryFailedException.class,
            () ->
                engine.run(
                    request("select 1").in("XXX").build(), new Cancellation(), Rows::readAll));

    assertEquals(QueryFailure.rejected("Project 'XXX' does not exist;"), thrown.failure());
  }

  @Test
  void a_division_by_zero_at_row_5_000_000_is_the_senders() {
    QueryFailure failure = failure("select mod(7, n - 5000000) from numbers");

    assertEquals(FailureCategory.INVALID_SQL, failure.category());
    assertTrue(failure.message().startsWith("Division by zero"), failure::message);
  }

  @Test
  void no_data_is_told() {
    QueryFailure failure = failure("select cast(b as integer) from t");

    assertEquals(FailureCategory.INVALID_SQL, failure.category());
    assertEquals(
        "Could not convert string [...] to INT32 when casting from source column b",
        failure.message());
    assertFalse(failure("select a * 9000000000000000000 * 9 from t").message().contains("9"));
  }

  @Test
  void a_table_that_its_source_cannot_read_is_told_from_one_that_is_not_there() {
    assertEquals(
        QueryFailure.source("Table 'broken' cannot be read"), failure("select * from broken"));
  }

  @ParameterizedTest
  @CsvSource({"(, )", "abs(, )", "not (, )"})
  void sql_nested_too_deeply_is_refused_and_harms_nobody(String open, String close) {
    String sql = "select " + open.repeat(100_000) + "1" + close.repeat(100_000);

    assertTrue(
        failure(sql).message().startsWith("The SQL is nested more than [500] deep (line 1, "));
    assertEquals("1", one("select 1"));
  }

  @Test
  void what_is_deep_without_brackets_is_refused_or_works() {
    assertEquals(
        FailureCategory.INVALID_SQL,
        failure("select " + "case when a = 1 then 1 else ".repeat(20_000) + "1").category());
    assertEquals("2", one("select " + "- ".repeat(400) + "2"));
  }

  @Test
  void a_condition_of_thousands_of_terms_is_no_depth() {
    String terms = "a = 0" + " or a = 2".repeat(3_000);

    assertEquals("1", one("select count(*) from t where " + terms));
    assertEquals("501", one("select 1" + " + 1".repeat(500)));
  }

  private String one(String sql) {
    return engine
        .run(request(sql).build(), new Cancellation(), Rows::readAll)
        .getFirst()
        .getFirst()
        .toString();
  }

  private QueryFailure failure(String sql) {
    return assertThrows(
            QueryFailedException.class,
            () -> engine.run(request(sql).build(), new Cancellation(), Rows::readAll),
            sql)
        .failure();
  }
}
