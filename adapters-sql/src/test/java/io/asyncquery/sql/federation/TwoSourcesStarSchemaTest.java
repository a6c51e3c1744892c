package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.sample.StarSchema;
import io.asyncquery.sql.sample.StarSchemaQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of the Star Schema Benchmark give the same with the dimensions in another source. */
class TwoSourcesStarSchemaTest {

  private static final Pattern DIMENSIONS =
      Pattern.compile("\\b(customer|supplier|part|dates)\\b", Pattern.CASE_INSENSITIVE);

  @TempDir Path folder;

  @Test
  void every_query_gives_the_rows_that_one_source_gives() throws Exception {
    Path facts = folder.resolve("facts.duckdb");
    Path dimensions = folder.resolve("dimensions.duckdb");
    StarSchema.create(facts, 0.01, _ -> {});
    StarSchema.create(dimensions, 0.01, _ -> {});
    try (SqlQueryEngine engine =
        SqlQueryEngine.open(
            List.of(
                Databases.project(
                    Map.of(
                        "facts", new SourceDefinition.DuckDbFile(facts),
                        "dimensions", new SourceDefinition.DuckDbFile(dimensions)),
                    "facts")),
            DuckDbSettings.defaults())) {
      for (StarSchemaQuery query : StarSchemaQuery.values()) {
        String several = DIMENSIONS.matcher(query.sql()).replaceAll("dimensions.$1");
        assertEquals(rows(engine, query.sql()), rows(engine, several), query.label());
      }
      assertFalse(rows(engine, StarSchemaQuery.Q4_1.sql()).isEmpty());
    }
  }

  private static List<List<@Nullable Object>> rows(SqlQueryEngine engine, String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll);
  }
}
