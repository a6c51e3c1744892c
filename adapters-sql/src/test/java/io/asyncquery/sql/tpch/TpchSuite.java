package io.asyncquery.sql.tpch;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.SqlQueryEngine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each query gives the rows, in their order, that DuckDB gives over a plain connection to the same
 * text. Numbers are compared with the digits that engines agree on: they divide decimals, and take
 * averages, to a different number of places.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TpchSuite {

  private static final MathContext DIGITS = new MathContext(7);

  private SqlQueryEngine engine;
  private Connection truth;

  /** The engine under test, whose project DEFAULT holds the tables. */
  protected abstract SqlQueryEngine open(Path folder) throws Exception;

  /** The query as it is sent. */
  protected String sent(String sql) {
    return sql;
  }

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    Path file = TpchData.duckDb(folder, "truth.duckdb", EnumSet.allOf(TpchTable.class));
    truth = DriverManager.getConnection("jdbc:duckdb:" + file);
    engine = open(folder);
  }

  @AfterAll
  void close() throws Exception {
    truth.close();
    engine.close();
  }

  @ParameterizedTest
  @EnumSource
  void the_query_gives_the_rows_that_duckdb_gives(TpchQuery query) throws SQLException {
    List<List<String>> expected = truth(query.sql());

    assertFalse(expected.isEmpty(), "no rows: nothing is compared");
    assertEquals(expected, answer(query));
  }

  /** What DuckDB gives. */
  final List<List<String>> truth(String sql) throws SQLException {
    try (Statement statement = truth.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(text(result.getObject(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private List<List<String>> answer(TpchQuery query) {
    try {
      return engine
          .run(request(sent(query.sql())).build(), new Cancellation(), Rows::readAll)
          .stream()
          .map(row -> row.stream().map(TpchSuite::text).toList())
          .toList();
    } catch (QueryFailedException e) {
      throw new AssertionError(query + ": " + e.failure().message(), e);
    }
  }

  /** A number may come as a text, where it has more digits than a decimal. */
  static String text(@Nullable Object value) {
    String text = String.valueOf(value);
    try {
      return new BigDecimal(text).round(DIGITS).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
