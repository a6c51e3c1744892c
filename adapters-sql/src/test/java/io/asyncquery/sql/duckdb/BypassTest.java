package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.sql.BypassSuite;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.plan.TableScope;
import io.asyncquery.sql.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing gets past what keeps queries to DuckDB harmless. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BypassTest extends BypassSuite {

  private final QueryPlanner anyFunction =
      new QueryPlanner(
          EVERY_FUNCTION,
          DuckDbTranslations.INSTANCE,
          DuckDbDialect.INSTANCE,
          NameMatching.ANY_CASE);
  private DuckDbSource source;
  private SqlQueryEngine small;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    Path file =
        Databases.duckDb(
            folder,
            "CREATE TABLE t(a INTEGER, b VARCHAR)",
            "INSERT INTO t VALUES (1, 'x')",
            "CREATE SEQUENCE s",
            "CREATE MACRO home() AS getvariable('home')",
            "CREATE MACRO passwords() AS TABLE SELECT * FROM read_text('/etc/passwd')",
            "CREATE VIEW files AS SELECT * FROM read_text('/etc/passwd')");
    source = DuckDbSource.openFile(file, DuckDbSettings.defaults());
    Path empty = Databases.duckDb(Files.createDirectory(folder.resolve("small")));
    small =
        SqlQueryEngine.open(
            List.of(Databases.project(new SourceDefinition.DuckDbFile(empty))),
            new DuckDbSettings(Optional.of(1), Optional.of("64MB"), folder, Optional.empty()));
  }

  @AfterAll
  void close() {
    small.close();
    source.close();
  }

  @Override
  protected Source source() {
    return source;
  }

  @Override
  protected Source guarded() {
    return source;
  }

  @Override
  protected SqlQueryEngine small() {
    return small;
  }

  @Override
  protected QueryPlanner anyFunction() {
    return anyFunction;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select /*+ x('*/ version() as v, /*') */ a from t",
        "select /*+ x(\"*/ version() as v, /*\") */ a from t",
        "select /*+ x(a='*/ version() as v, /*') */ a from t",
        "select /*+ x(\"*/\"='/*') */ a from t",
        "select /*+ \"x*/ version() as v, /*\" */ a from t",
        "select /*+ x('/*') */ a from t",
        "select * from t /*+ x('*/ , duckdb_settings() /*') */"
      })
  void nothing_of_a_hint_reaches_the_source(String sql) throws Exception {
    try (Handle handle = source.connect(new Cancellation())) {
      TableScope scope = new TableScope(source.catalog(handle), "data", "main");
      String spelled = source.planner(handle).plan(ParsedQuery.of(sql), RowRange.ALL, scope);

      assertFalse(Pattern.compile("version|settings|[*]/|/[*]").matcher(spelled).find(), spelled);
    }
  }
}
