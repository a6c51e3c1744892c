package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file and ClickHouse, whose rows meet here. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseAndDuckDbTest {

  private SqlQueryEngine engine;

  @BeforeAll
  void open(ClickHouseServer server, @TempDir Path folder) throws Exception {
    server.execute(
        "default",
        "CREATE DATABASE meeting",
        "CREATE TABLE meeting.things(id Int32, b Nullable(Bool), i Nullable(Int8),"
            + " s Nullable(UInt16), l Nullable(UInt64), g Nullable(Int128),"
            + " d Nullable(Decimal(38,10)), k Nullable(Decimal(4,1)), r Nullable(Float32),"
            + " f Nullable(Float64), t Nullable(String), e Nullable(Date32),"
            + " m Nullable(DateTime64(6)), z Nullable(DateTime64(6, 'UTC')), u Nullable(UUID))"
            + " ENGINE = MergeTree ORDER BY id",
        "INSERT INTO meeting.things VALUES (1, true, -128, 65535, 18446744073709551615,"
            + " 170141183460469231731687303715884105727,"
            + " 1234567890123456789012345678.0123456789, -999.9, 1.5, -1e300,"
            + " 'a text of more than twelve bytes, 三', '2299-12-31',"
            + " '2020-02-29 12:00:00.000001', '2020-02-29 12:00:00.000001',"
            + " '00000000-0000-0000-0000-000000000001'),"
            + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL)");
    Path file =
        Databases.duckDb(folder, "CREATE TABLE ids AS SELECT range::INTEGER n FROM range(9)");
    engine =
        SqlQueryEngine.open(
            List.of(
                new ProjectDefinition(
                    "DEFAULT",
                    Map.of(
                        "lake",
                        new SourceDefinition.DuckDbFile(file),
                        "click",
                        server.source("meeting")),
                    "lake",
                    Optional.empty())),
            DuckDbSettings.defaults());
  }

  @AfterEach
  void all_connections_are_back() {
    assertEquals(0, Databases.lentConnections(engine));
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void values_of_every_type_come_through_the_meeting_place_as_they_were() {
    Answer alone = answer("select x.* from click.things x order by id");
    Answer met = answer("select x.* from ids join click.things x on n = x.id order by n");

    assertEquals(2, alone.rows().size());
    assertEquals(alone.rows(), met.rows());
    assertEquals(alone.columns(), met.columns());
  }

  @Test
  void rows_of_both_are_one_result() {
    assertEquals(
        "[[0], [1], [1], [2], [2]]",
        answer(
                "select n as x from ids where n < 3 union all select id from click.things order by"
                    + " x")
            .rows()
            .toString());
  }

  @Test
  void filters_are_clickhouses() {
    String plan =
        engine
            .explain(
                request(
                        "select t.t from click.things t join ids on n = t.id where t.l > 1 and"
                            + " t.e is not null")
                    .build())
            .toString();

    assertTrue(plan.contains("(`l` > "), plan);
    assertTrue(plan.indexOf("(`l` > ") < plan.indexOf("This server"), plan);
  }

  private Answer answer(String sql) {
    return engine.run(
        request(sql).build(),
        new Cancellation(),
        batches -> new Answer(batches.columns(), Rows.readAll(batches)));
  }

  private record Answer(List<Column> columns, List<List<@Nullable Object>> rows) {}
}
