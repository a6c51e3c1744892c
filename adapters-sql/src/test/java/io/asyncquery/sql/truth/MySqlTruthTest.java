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
import io.asyncquery.sql.mysql.MariaDbServer;
import io.asyncquery.sql.sample.StarSchemaTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of types, nothing is compared: there is no BOOLEAN, and sums are decimals. */
class MySqlTruthTest extends TruthSuite {

  /** What the server has not, and where MariaDB forgets rows, digits or an offset. */
  private static final Pattern OTHERWISE =
      Pattern.compile(
          "\\b(percentile|initcap|intersect_count)\\("
              + "|^select distinct .* OFFSET "
              + "|stddev_pop\\(.* having "
              + "|power\\(power\\(.* union |\\bunion .*power\\(power\\(",
          Pattern.DOTALL);

  private final MariaDbServer server = MariaDbServer.start();
  private final SqlQueryEngine engine = open();

  MySqlTruthTest() throws Exception {}

  private SqlQueryEngine open() {
    return SqlQueryEngine.open(
        List.of(Databases.project(server.source())), DuckDbSettings.defaults());
  }

  @Override
  protected SqlQueryEngine open(Path duckDb) throws Exception {
    StarSchemaTables.copy(duckDb, server);
    return open();
  }

  @Override
  protected boolean isComparable(String kylin) {
    return !OTHERWISE.matcher(kylin).find();
  }

  @Override
  protected void assertSame(Answer expected, Answer answer, String message) {
    if (!answer.hasValuesOf(expected)) {
      assertEquals(expected.rows(), answer.rows(), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "percentile(c_custkey, 0.5)",
        "initcap(c_name)",
        "intersect_count(c_custkey, c_name, array['a'])"
      })
  void what_the_server_has_not_is_refused(String expression) {
    QueryFailedException failed =
        assertThrows(
            QueryFailedException.class,
            () ->
                engine.run(
                    request("select " + expression + " from customer").build(),
                    new Cancellation(),
                    Answer::of));

    assertTrue(
        failed.failure().message().contains("is not available in source"),
        failed.failure().message());
  }

  /** The number of a column cannot be asked whether it is NULL, and a union has no other name. */
  @Test
  void an_order_that_the_server_would_take_for_another_is_refused() {
    QueryFailedException failed =
        assertThrows(
            QueryFailedException.class,
            () ->
                engine.run(
                    request(
                            "select c_custkey from customer union all select s_suppkey from"
                                + " supplier order by 1 nulls last")
                        .build(),
                    new Cancellation(),
                    Answer::of));

    assertEquals(
        "[ORDER BY 1 NULLS LAST] is not available in this source: give the column's name",
        failed.failure().message());
  }

  @Test
  void mariadb_itself_forgets_the_offset_of_one_value_that_is_distinct() throws SQLException {
    assertEquals(1, rows("SELECT DISTINCT 1 AS c1 FROM customer ORDER BY 1 LIMIT 10 OFFSET 7"));
  }

  @Test
  void mariadb_itself_forgets_a_group_by_a_value_whose_deviation_is_asked_for()
      throws SQLException {
    String grouped = "SELECT 40 AS c1, stddev_pop(c_custkey) AS c2 FROM customer GROUP BY c1";

    assertEquals(1, rows(grouped));
    assertEquals(0, rows(grouped + " HAVING stddev_pop(c_custkey) IS NOT NULL"));
  }

  /** A floor has no digits behind the point to it, and what it is divided by four, within 17. */
  @Test
  void mariadb_itself_cuts_off_what_is_divided_of_a_large_floor_in_a_union() throws SQLException {
    String large = "SELECT %s / 10 AS n FROM customer WHERE c_custkey = 1";
    String floor = large.formatted("floor(1e22 * c_custkey)");
    String cast = large.formatted("CAST(floor(1e22 * c_custkey) AS DOUBLE)");

    assertEquals(1e21, number(floor));
    assertEquals(1e17, number(floor + " UNION ALL " + floor));
    assertEquals(1e21, number(cast + " UNION ALL " + cast));
  }

  private int rows(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int rows = 0;
      while (result.next()) {
        rows++;
      }
      return rows;
    }
  }

  private double number(String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getDouble(1);
    }
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
