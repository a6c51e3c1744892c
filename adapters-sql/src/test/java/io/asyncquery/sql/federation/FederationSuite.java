package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A source called {@value #LAKE}, most often a file, and others, whose rows meet here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FederationSuite {

  protected static final String LAKE = "lake";

  private SqlQueryEngine engine;

  /** A file in {@code folder} with the table {@code ids} of the numbers {@code n} from 0 to 8. */
  protected static SourceDefinition ids(Path folder) throws SQLException {
    return file(folder, "CREATE TABLE ids AS SELECT range::INTEGER n FROM range(9)");
  }

  protected static SourceDefinition file(Path folder, String... statements) throws SQLException {
    return new SourceDefinition.DuckDbFile(Databases.duckDb(folder, statements));
  }

  /** The sources by their names; those of {@value #LAKE} need no source in front. */
  protected abstract Map<String, SourceDefinition> sources(Path folder) throws Exception;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    engine =
        SqlQueryEngine.open(
            List.of(Databases.project(sources(folder), LAKE)), DuckDbSettings.defaults());
  }

  protected final SqlQueryEngine engine() {
    return engine;
  }

  /** Stops what the test has started besides. */
  protected void stop() throws Exception {}

  @AfterEach
  void all_connections_are_back() {
    assertEquals(0, Databases.lentConnections(engine));
  }

  @AfterAll
  void close() throws Exception {
    engine.close();
    stop();
  }

  /** Whether rows of {@code table}, joined to {@code ids}, are what its source alone gives. */
  protected final void assertComeAsTheyWere(String table) {
    Answer alone = answer("select x.* from " + table + " x order by id");
    Answer met = answer("select x.* from ids join " + table + " x on n = x.id order by n");

    assertFalse(alone.rows().isEmpty());
    assertEquals(alone.rows(), met.rows());
    assertEquals(alone.columns(), met.columns());
  }

  protected final String explained(String sql) {
    return engine.explain(request(sql).build()).toString();
  }

  protected final List<String> rows(String sql) {
    return answer(sql).rows().stream().map(List::toString).toList();
  }

  private Answer answer(String sql) {
    return engine.run(
        request(sql).build(),
        new Cancellation(),
        batches -> new Answer(batches.columns(), Rows.readAll(batches)));
  }

  private record Answer(List<Column> columns, List<List<@Nullable Object>> rows) {}
}
