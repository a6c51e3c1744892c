package io.asyncquery.sql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

  @TempDir Path folder;
  @AutoClose private SqlQueryEngine engine;

  @BeforeEach
  void open() throws Exception {
    Path file = Databases.duckDb(folder, "CREATE TABLE Orders(ID INTEGER, Day DATE)");
    engine =
        SqlQueryEngine.open(
            List.of(Databases.project(new SourceDefinition.DuckDbFile(file))),
            DuckDbSettings.defaults());
  }

  @Test
  void it_is_the_source_and_the_sql_that_it_would_run_with_the_limit_of_the_request() {
    Explanation explanation =
        engine.explain(request("select nvl(id, 0) from DATA.orders -- x").limit(3).build());

    assertEquals("data", assertInstanceOf(Explanation.OneSource.class, explanation).source());
    assertEquals(
        "Source [data] runs: SELECT COALESCE(\"id\", 0) FROM \"test\".\"main\".\"orders\"\nLIMIT 3",
        explanation.toString());
    assertEquals(0, engine.lentConnections());
  }

  @Test
  void what_cannot_run_is_not_explained() {
    QueryFailedException thrown =
        assertThrows(
            QueryFailedException.class, () -> engine.explain(request("select x from t").build()));

    assertEquals(
        QueryFailure.invalidSql("Table 't' not found (line 1, column 15)"), thrown.failure());
    assertEquals(0, engine.lentConnections());
  }

  @Test
  void the_log_tells_it_of_every_query_that_runs() {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(Explanation.LOG_NAME);
    Level before = logger.getLevel();
    logger.addHandler(handler);
    logger.setLevel(Level.FINE);
    try {
      String sql = "select id from orders";
      List<?> _ = engine.run(request(sql).build(), new Cancellation(), Rows::readAll);

      assertTrue(lines.contains(engine.explain(request(sql).build()).toString()), lines::toString);
    } finally {
      logger.setLevel(before);
      logger.removeHandler(handler);
    }
  }
}
