package io.asyncquery.sql.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarSchemaQueryTest {
  @TempDir Path folder;

  @Test
  void the_labels_are_those_of_the_paper() {
    assertEquals(
        List.of(
            "Q1.1", "Q1.2", "Q1.3", "Q2.1", "Q2.2", "Q2.3", "Q3.1", "Q3.2", "Q3.3", "Q3.4", "Q4.1",
            "Q4.2", "Q4.3"),
        Arrays.stream(StarSchemaQuery.values()).map(StarSchemaQuery::label).toList());
  }

  @Test
  void every_query_runs_at_a_small_scale() throws Exception {
    try (SampleFile sample = sample(0.01)) {
      for (StarSchemaQuery query : StarSchemaQuery.values()) {
        sample.rows(query.sql());
      }
      assertEquals(28, sample.rows(StarSchemaQuery.Q4_1.sql()).size());
    }
  }

  @Test
  @Tag("slow")
  void every_query_gives_rows_at_scale_1() throws Exception {
    try (SampleFile sample = sample(1)) {
      assertEquals(6_001_215, sample.number("SELECT count(*) FROM P_LINEORDER"));
      for (StarSchemaQuery query : StarSchemaQuery.values()) {
        List<String> rows = sample.rows(query.sql());
        assertFalse(rows.isEmpty(), query.label());
        assertFalse(rows.getFirst().contains("null"), query.label());
      }
    }
  }

  private SampleFile sample(double scale) throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, scale, progress -> {});
    return new SampleFile(file);
  }
}
