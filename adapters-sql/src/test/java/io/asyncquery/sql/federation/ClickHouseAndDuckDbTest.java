package io.asyncquery.sql.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file and ClickHouse, whose rows meet here. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseAndDuckDbTest extends FederationSuite {

  private final ClickHouseServer server;

  ClickHouseAndDuckDbTest(ClickHouseServer server) {
    this.server = server;
  }

  @Override
  protected Map<String, SourceDefinition> sources(Path folder) throws Exception {
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
    return Map.of(LAKE, ids(folder), "click", server.source("meeting"));
  }

  @Test
  void values_of_every_type_come_through_the_meeting_place_as_they_were() {
    assertComeAsTheyWere("click.things");
  }

  @Test
  void rows_of_both_are_one_result() {
    assertEquals(
        "[[0], [1], [1], [2], [2]]",
        rows("select n as x from ids where n < 3 union all select id from click.things order by"
                + " x")
            .toString());
  }

  @Test
  void filters_are_clickhouses() {
    String plan =
        explained(
            "select t.t from click.things t join ids on n = t.id where t.l > 1 and t.e is not"
                + " null");

    assertTrue(plan.contains("(`l` > "), plan);
    assertTrue(plan.indexOf("(`l` > ") < plan.indexOf("This server"), plan);
  }
}
