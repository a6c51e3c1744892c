package io.asyncquery.sql.mysql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.jdbc.JdbcSettings;
import io.asyncquery.sql.server.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that the kind for any driver takes, though it has a kind of its own. */
class MariaDbByJdbcTest {

  /** It would give 1, or 0 with a warning that nobody sees. */
  @Test
  void two_pipes_that_mean_or_are_refused() throws Exception {
    try (MariaDbServer server = MariaDbServer.start();
        SqlQueryEngine engine =
            SqlQueryEngine.open(
                List.of(
                    Databases.project(
                        new SourceDefinition.Jdbc(
                            new JdbcSettings(
                                server.settings().server(),
                                new Secret("jdbc:mariadb://127.0.0.1:" + server.port() + "/data"),
                                Optional.empty())))),
                DuckDbSettings.defaults())) {
      assertEquals(
          QueryFailure.invalidSql("[||] is not available in this source: write CONCAT"),
          assertThrows(QueryFailedException.class, () -> rows(engine, "select 'a' || 'b' as c"))
              .failure());
      assertEquals(List.of(List.of("ab")), rows(engine, "select concat('a', 'b') as c"));
    }
  }

  private static List<?> rows(SqlQueryEngine engine, String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll);
  }
}
