package io.asyncquery.sql.truth;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.sample.StarSchemaTables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kind for any driver, which translates no functions: generated of what PostgreSQL has by the
 * same names. Of types, nothing is compared: {@link JdbcTypesTruthTest} does.
 */
class JdbcTruthTest extends TruthSuite {

  private final PostgreSqlServer server = PostgreSqlServer.start();
  private final SqlQueryEngine engine =
      SqlQueryEngine.open(
          List.of(Databases.project(server.jdbcSource())), DuckDbSettings.defaults());

  JdbcTruthTest() throws Exception {}

  @Override
  protected SqlQueryEngine open(Path duckDb) throws Exception {
    StarSchemaTables.copy(duckDb, server);
    return SqlQueryEngine.open(
        List.of(Databases.project(server.jdbcSource())), DuckDbSettings.defaults());
  }

  @Override
  protected Spelled query(long seed) {
    return Queries.of(seed, AnyDriver::has);
  }

  @Override
  protected void assertSame(Answer expected, Answer answer, String message) {
    if (!answer.hasValuesOf(expected)) {
      assertEquals(expected.rows(), answer.rows(), message);
    }
  }

  /** What the database has not by that name, it refuses itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nvl(c_name, 'x')",
        "add_months(date '2020-01-31', 1)",
        "timestampadd(month, 1, timestamp '2020-01-31 00:00:00')",
        "floor(timestamp '2020-01-31 00:00:00' to month)",
        "count(distinct c_name, c_city)",
        "c_name rlike 'A'",
        "percentile(c_custkey, 0.5)",
      })
  void what_the_database_has_not_is_no_result(String expression) {
    assertThrows(QueryFailedException.class, () -> rows("select " + expression + " from customer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "extract(dow from d_datekey); [EXTRACT(DOW)]",
        "dayofweek(d_datekey); [DAYOFWEEK]",
        "weekday(d_datekey); [WEEKDAY]",
        "substr(d_month, 0, 4); [SUBSTR from 0]",
        "substring(d_month, -3); [SUBSTRING from -3]",
        "substring(d_month from 0 for 2); [SUBSTRING from 0]",
      })
  void what_databases_mean_otherwise_by_the_same_words_is_refused(String value, String refused) {
    QueryFailedException failed =
        assertThrows(QueryFailedException.class, () -> rows("select " + value + " from dates"));

    assertTrue(
        failed.failure().message().startsWith(refused + " is not available in this source: "),
        failed.failure().message());
  }

  /** Many others make NULL of it. */
  @Test
  void a_function_means_what_the_database_means_as_postgresql_joins_texts_without_its_nulls() {
    assertEquals(
        List.of(List.of("a!")), rows("select concat('a', cast(null as varchar), '!') as c"));
  }

  /** As in the standard, and other than in DuckDB. */
  @Test
  void a_quotient_of_integers_is_the_database_s() {
    assertEquals(List.of(List.of("3")), rows("select 7 / 2 as c"));
  }

  /** Others have a double, and equal doubles need not be equal decimals. */
  @Test
  void a_logarithm_to_a_base_is_a_decimal_as_it_is_to_postgresql() {
    assertEquals(List.of(List.of("3.0000000000000000")), rows("select log(2, 8) as c"));
  }

  private List<List<String>> rows(String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Answer::of).rows();
  }

  @Override
  protected int many() {
    return 500;
  }

  @AfterAll
  void stop() throws Exception {
    engine.close();
    server.close();
  }
}
