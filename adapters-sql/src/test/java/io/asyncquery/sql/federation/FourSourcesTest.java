package io.asyncquery.sql.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.jdbc.JdbcSettings;
import io.asyncquery.sql.mysql.MariaDbServer;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source of each kind in one query. */
class FourSourcesTest extends FederationSuite {

  private final PostgreSqlServer postgreSql = PostgreSqlServer.start();
  private final MariaDbServer mariaDb = MariaDbServer.start();

  FourSourcesTest() throws Exception {}

  @Override
  protected Map<String, SourceDefinition> sources(Path folder) throws Exception {
    postgreSql.execute(
        "CREATE TABLE things(id integer, b boolean, s smallint, l bigint, d numeric(20,5), r real,"
            + " f double precision, c char(3), t text, y bytea, e date, h time, m timestamp,"
            + " z timestamptz, u uuid)",
        "INSERT INTO things VALUES (1, true, -32768, 9223372036854775807, 123456789012345.67891,"
            + " 1.5, -1e300, 'ab', 'a text of more than twelve bytes, 三', '\\x00ff', '9999-12-31',"
            + " '23:59:59.999999', '2020-02-29 12:00:00.000001', '2020-02-29 12:00:00+02',"
            + " '00000000-0000-0000-0000-000000000001'),"
            + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL), (3, false, 0, -1, -0.00001, 'NaN', 'Infinity', '', '', '', '0001-01-01',"
            + " '00:00', '1969-12-31 23:59:59', '1969-12-31 23:59:59+00',"
            + " 'ffffffff-ffff-ffff-ffff-ffffffffffff')");
    mariaDb.execute(
        "CREATE TABLE goods(id INT, b BIT(1), s SMALLINT UNSIGNED, l BIGINT UNSIGNED,"
            + " d DECIMAL(38,10), r FLOAT, f DOUBLE, c CHAR(3), t TEXT, y VARBINARY(20), e DATE,"
            + " h TIME(6), m DATETIME(6), z TIMESTAMP(6) NULL, j YEAR, k ENUM('p','q'))",
        "INSERT INTO goods VALUES (1, 1, 65535, 18446744073709551615,"
            + " 1234567890123456789012345678.0123456789, 1.5, -1e300, 'ab',"
            + " 'a text of more than twelve bytes, 三', x'00ff', '9999-12-31', '23:59:59.999999',"
            + " '2020-02-29 12:00:00.000001', '2020-02-29 12:00:00', 2020, 'p'),"
            + " (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL, NULL), (3, 0, 0, 0, -0.0000000001, 0, 0, '', '', '', '1000-01-01',"
            + " '00:00:00', '1969-12-31 23:59:59', '1999-12-31 23:59:59', 1901, 'q')");
    return Map.of(
        LAKE,
        ids(folder),
        "pg",
        postgreSql.source(),
        "maria",
        mariaDb.source(),
        "any_other",
        new SourceDefinition.Jdbc(jdbc(postgreSql.port())));
  }

  private static JdbcSettings jdbc(int port) {
    return new JdbcSettings(
        new ServerSettings(
            "any_other",
            Optional.of("postgres"),
            Optional.empty(),
            2,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Optional.empty()),
        new Secret("jdbc:postgresql://127.0.0.1:" + port + "/postgres"),
        Optional.empty());
  }

  @Override
  protected void stop() throws Exception {
    postgreSql.close();
    mariaDb.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pg.things", "maria.goods", "any_other.things"})
  void values_of_every_type_come_through_the_meeting_place_as_they_were(String table) {
    assertComeAsTheyWere(table);
  }

  @Test
  void a_row_is_made_of_all_four() {
    assertEquals(
        "[[1, true, 65535, 9223372036854775807], [3, false, 0, -1]]",
        rows("select n, p.b, m.s, a.l from ids join pg.things p on p.id = n join maria.goods m"
                + " on m.id = p.id join any_other.things a on a.id = m.id"
                + " where a.l is not null order by n")
            .toString());
  }
}
