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
import io.asyncquery.sql.sample.StarSchemaTables;
import io.asyncquery.sql.trino.SharedTrino;
import io.asyncquery.sql.trino.TrinoServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums are of other types than DuckDB's: of types, nothing is compared. */
@Tag("slow")
@ExtendWith(SharedTrino.class)
class TrinoTruthTest extends TruthSuite {

  private static final String MIXED_JOIN = " || '-' || ";

  private final TrinoServer server;

  TrinoTruthTest(TrinoServer server) {
    this.server = server;
  }

  @Override
  protected SqlQueryEngine open(Path duckDb) throws Exception {
    StarSchemaTables.copy(duckDb, server, "truth");
    return open();
  }

  /** It joins texts alone by that operator, and the generator joins numbers to them. */
  @Override
  protected boolean isComparable(String kylin) {
    return !kylin.contains(MIXED_JOIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c_name || '-' || c_custkey",
        "mod(c_custkey, 2) || c_name",
      })
  void a_number_is_joined_to_a_text_by_concat_alone(String expression) {
    QueryFailedException failed =
        assertThrows(
            QueryFailedException.class, () -> rows("select " + expression + " from customer"));

    assertTrue(
        failed.failure().message().contains("Unexpected parameters"), failed.failure().message());
  }

  @Test
  void an_alias_may_be_grouped_by() {
    List<List<String>> rows =
        rows("select d_year as y, 2 as c from dates group by y, c order by y");

    assertEquals(List.of("1992", "2"), rows.getFirst());
    assertEquals(
        rows, rows("select d_year as y, 2 as c from dates group by d_year order by d_year"));
  }

  /** As DuckDB has it: the alias hides no column. */
  @Test
  void a_name_that_is_a_column_s_is_no_alias_in_group_by() {
    String item = "select substr(c_region, 1, 1)";
    String from = ", count(*) from customer group by c_region order by 1, 2";

    assertEquals(rows(item + from), rows(item + " as c_region" + from));
  }

  @Test
  void a_quotient_of_decimals_is_a_decimal_of_fewer_places_than_a_double_s() {
    assertEquals(
        List.of(List.of("0.333333", "0.3333333333")),
        rows("select 1.00 / 3.0, cast(1.00 as double) / 3.0"));
  }

  @Test
  void an_average_of_decimals_has_more_places_than_they_have() {
    assertEquals(
        List.of(List.of("1.333333333")),
        rows("select avg(cast(x as decimal(9,1))) from (values (1), (1), (2)) as t(x)"));
  }

  @Test
  void an_expression_within_grouping_sets_is_refused() {
    QueryFailedException failed =
        assertThrows(
            QueryFailedException.class,
            () -> rows("select count(*) from customer group by rollup(upper(c_city))"));

    assertTrue(failed.failure().message().contains("must be"), failed.failure().message());
    assertEquals(
        rows("select upper(c_city) from customer group by 1 order by 1").size() + 1,
        rows("select count(*) from (select upper(c_city) as city from customer) c"
                + " group by rollup(city)")
            .size());
  }

  private List<List<String>> rows(String sql) {
    try (SqlQueryEngine engine = open()) {
      return engine.run(request(sql).build(), new Cancellation(), Answer::of).rows();
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
  }

  /** Each takes a second and more; {@code truth.queries} says otherwise by hand. */
  @Override
  protected int few() {
    return 30;
  }

  @Override
  protected int many() {
    return 50;
  }

  /** Its GENERIC_INTERNAL_ERROR, such as of a constant IN a list of constants and columns. */
  @Override
  protected boolean isFaultOfItsOwn(QueryFailedException failed) {
    return failed.failure().message().endsWith("failed with its error [65536]");
  }
}
