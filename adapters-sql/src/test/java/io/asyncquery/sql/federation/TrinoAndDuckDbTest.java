package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.trino.SharedTrino;
import io.asyncquery.sql.trino.TrinoServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file and a cluster, whose rows meet here; and a cluster of which not all is granted. */
@Tag("slow")
@ExtendWith(SharedTrino.class)
class TrinoAndDuckDbTest extends FederationSuite {

  private static final VisibleTables SOME =
      new VisibleTables.Only(
          List.of(new Table(List.of("things"), Optional.of(Set.of("id", "T", "nosuch")))));

  private final TrinoServer server;
  private final SqlQueryEngine cluster;

  TrinoAndDuckDbTest(TrinoServer server) {
    this.server = server;
    this.cluster =
        SqlQueryEngine.open(
            List.of(Databases.project(server.source("meeting"))), DuckDbSettings.defaults());
  }

  @Override
  protected Map<String, SourceDefinition> sources(Path folder) throws Exception {
    server.execute("default", "CREATE SCHEMA IF NOT EXISTS memory.meeting");
    server.execute(
        "meeting",
        "CREATE TABLE things(id INTEGER, b BOOLEAN, s SMALLINT, l BIGINT, d DECIMAL(38,10), r REAL,"
            + " f DOUBLE, c CHAR(3), t VARCHAR, y VARBINARY, e DATE, h TIME(6), m TIMESTAMP(6),"
            + " z TIMESTAMP(6) WITH TIME ZONE, u UUID, j JSON)",
        "INSERT INTO things VALUES (1, true, SMALLINT '-32768', 9223372036854775807,"
            + " DECIMAL '1234567890123456789012345678.0123456789', REAL '1.5', -1e300, 'ab',"
            + " 'a text of more than twelve bytes, 三', x'00ff', DATE '9999-12-31',"
            + " TIME '23:59:59.999999', TIMESTAMP '2020-02-29 12:00:00.000001',"
            + " TIMESTAMP '2020-02-29 12:00:00.000001 +02:00',"
            + " UUID '00000000-0000-0000-0000-000000000001', JSON '{\"a\":1}'),"
            + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL, NULL)",
        "CREATE TABLE hidden(id INTEGER)");
    return Map.of(LAKE, ids(folder), "trino", server.source("meeting"));
  }

  @Override
  protected void stop() {
    cluster.close();
  }

  @Test
  void values_of_every_type_come_through_the_meeting_place_as_they_were() {
    assertComeAsTheyWere("trino.things");
  }

  @Test
  void filters_are_the_clusters() {
    String plan =
        explained(
            "select t.t from trino.things t join ids on n = t.id where t.l > 1 and t.e is not"
                + " null");

    assertTrue(plan.indexOf("(\"l\" > 1)") < plan.indexOf("This server"), plan);
  }

  @Test
  void what_is_not_granted_is_not_there() {
    for (String sql :
        List.of(
            "select l from things",
            "select t.\"l\" from things t",
            "select id from things order by l",
            "select count(*) from hidden",
            "select * from meeting.hidden",
            "select id from things where exists (select 1 from hidden)")) {
      String message =
          assertThrows(
                  QueryFailedException.class,
                  () ->
                      cluster
                          .seeing(SOME)
                          .run(request(sql).build(), new Cancellation(), Rows::readAll),
                  sql)
              .failure()
              .message();
      assertTrue(message.contains("not found"), message);
    }
  }

  @Test
  void a_star_shows_what_is_granted() {
    List<List<@Nullable Object>> rows =
        cluster
            .seeing(SOME)
            .run(
                request("select * from things order by id").build(),
                new Cancellation(),
                Rows::readAll);

    assertEquals("[[1, a text of more than twelve bytes, 三], [2, null]]", rows.toString());
    assertFalse(rows.toString().contains("1234567890"));
  }
}
