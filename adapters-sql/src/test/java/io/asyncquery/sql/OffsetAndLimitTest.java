package io.asyncquery.sql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each bound of the request applies where the outermost query has none of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OffsetAndLimitTest {

  private SqlQueryEngine engine;

  @BeforeAll
  void open(@TempDir Path folder) throws SQLException {
    Path file = Databases.duckDb(folder, "CREATE TABLE t AS SELECT range AS n FROM range(1, 11)");
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
      textBlock =
          """
          # sql                                                     | offset | limit | rows
          select n from t order by n                                |        |       | 1 2 3 4 5 6 7 8 9 10
          select n from t order by n                                |        | 3     | 1 2 3
          select n from t order by n                                | 7      |       | 8 9 10
          select n from t order by n                                | 2      | 3     | 3 4 5
          select n from t order by n                                |        | 0     |
          select n from t order by n                                | 100    |       |
          select n from t order by n                                | 0      | 99999999999 | 1 2 3 4 5 6 7 8 9 10
          select n from t order by n;                               | 2      | 3     | 3 4 5
          select n from t order by n limit 4                        |        | 2     | 1 2 3 4
          select n from t order by n limit 4                        | 2      | 1     | 3 4 5 6
          select n from t order by n offset 8                       |        | 1     | 9
          select n from t order by n offset 8                       | 1      |       | 9 10
          select n from t order by n limit 2 offset 5               | 1      | 1     | 6 7
          select n from t order by n fetch first 2 rows only        | 1      | 5     | 2 3
          select n from t order by n offset 3 rows fetch next 2 rows only | 1 | 1    | 4 5
          select n from t order by n limit 3, 2                     | 1      | 1     | 4 5
          select n from t                                           |        | 2     | 1 2
          (select n from t order by n limit 4)                      | 1      | 1     | 2 3 4 5
          (select n from t order by n limit 4) order by n desc      | 1      | 2     | 3 2
          select n from (select n from t order by n limit 4) q order by n desc | 1 | 2 | 3 2
          select n from t where n in (select n from t order by n limit 5) order by n | 1 | 2 | 2 3
          with q as (select n from t order by n limit 4) select n from q order by n desc | | 2 | 4 3
          with q as (select n from t) select n from q order by n limit 4 | 1 | 2     | 2 3 4 5
          with q as (select n from t) select n from q order by n    | 1      | 2     | 2 3
          with q as (select n from t) select n from q               | 1      | 2     | 2 3
          select n from t union all select n from t order by n      | 1      | 3     | 1 2 2
          select n from t where n < 3 union all select n from t where n > 8 | 1 | 2  | 2 9
          select n from t union all select n from t order by n limit 2 | 2   | 5     | 2 2
          (select n from t order by n limit 1) union all (select n from t order by n desc limit 1) | 1 | 5 | 10
          values (1), (2), (3)                                      | 1      | 1     | 2
          values (1), (2), (3) order by 1 desc                      | 1      | 1     | 2
          table t                                                   | 8      |       | 9 10
          select 1                                                  |        | 5     | 1
          select 1                                                  | 1      |       |
          select max(n) from t                                      |        | 5     | 10
          select n % 3 from t group by n % 3 order by 1             | 1      | 1     | 1
          select distinct n % 3 from t order by 1 desc              | 0      | 2     | 2 1
          """)
  void each_bound_of_the_request_applies_where_the_sql_has_none(
      String sql, Long offset, Long limit, String rows) {
    RequestBuilder request = request(sql);
    if (offset != null) {
      request.offset(offset);
    }
    if (limit != null) {
      request.limit(limit);
    }

    List<String> actual =
        engine.run(request.build(), new Cancellation(), Rows::readAll).stream()
            .map(row -> row.getFirst().toString())
            .toList();

    assertEquals(rows == null ? List.of() : Arrays.asList(rows.split(" ")), actual);
  }
}
