package io.asyncquery.sql.mysql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special about MariaDB as a source, and what is wrong with one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlSourceTest {

  private static final String TYPES =
      """
      CREATE TABLE types(
        a TINYINT, b TINYINT UNSIGNED, c SMALLINT, d SMALLINT UNSIGNED, e MEDIUMINT,
        f INTEGER, g INTEGER UNSIGNED, h BIGINT, i BIGINT UNSIGNED, j FLOAT, k DOUBLE,
        l DECIMAL(10,3), m DATE, n DATETIME(6), o TIME(6), p YEAR, q BIT(1), r BIT(12), s JSON,
        t ENUM('x', 'y'), u SET('x', 'y'), v VARBINARY(5), w LONGTEXT, x CHAR(3), y UUID)
      """;

  private final MariaDbServer server = MariaDbServer.start();
  private final SqlQueryEngine engine = open(server.settings());

  MySqlSourceTest() throws Exception {}

  @AfterAll
  void stop() throws IOException {
    engine.close();
    server.close();
  }

  @Test
  void every_type_of_a_column_comes_as_itself_with_its_extremes() throws Exception {
    server.execute(
        "SET SESSION sql_mode = ''",
        TYPES,
        """
        INSERT INTO types VALUES
          (-128, 255, -32768, 65535, -8388608, -2147483648, 4294967295, -9223372036854775808,
           18446744073709551615, 1.5, -0.1, -1234567.891, '9999-12-31',
           '1000-01-01 00:00:00.000001', '23:59:59.999999', 2155, b'1', b'111111111111',
           '{"a": 1}', 'y', 'x,y', x'00ff', '中文😀', 'ab', '123e4567-e89b-12d3-a456-426655440000'),
          (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '0000-00-00',
           '0000-00-00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
        """);
    List<String> types = new ArrayList<>();
    List<List<@Nullable Object>> rows =
        engine.run(
            request("select * from types").build(),
            new Cancellation(),
            batches -> {
              batches.columns().stream()
                  .map(Column::type)
                  .map(type -> type.sqlName())
                  .forEach(types::add);
              return Rows.readAll(batches);
            });

    assertEquals(
        "TINYINT UTINYINT SMALLINT USMALLINT INTEGER INTEGER UINTEGER BIGINT UBIGINT REAL DOUBLE"
            + " DECIMAL(10,3) DATE TIMESTAMP TIME SMALLINT BOOLEAN UBIGINT JSON VARCHAR VARCHAR"
            + " VARBINARY VARCHAR VARCHAR UUID",
        String.join(" ", types));
    assertEquals(
        "[-128, 255, -32768, 65535, -8388608, -2147483648, 4294967295, -9223372036854775808,"
            + " 18446744073709551615, 1.5, -0.1, -1234567.891, 9999-12-31,"
            + " 1000-01-01T00:00:00.000001, 23:59:59.999999, 2155, true, 4095, {\"a\": 1}, y,"
            + " x,y, "
            + rows.getFirst().get(21)
            + ", 中文😀, ab, 123e4567-e89b-12d3-a456-426655440000]",
        rows.getFirst().toString());
    assertTrue(rows.get(1).stream().allMatch(value -> value == null), rows.get(1)::toString);
  }

  @Test
  void the_getters_of_a_driver_that_is_not_known_give_the_same() throws Exception {
    server.execute(
        "CREATE TABLE getters(a BIGINT UNSIGNED, b DECIMAL(30,5), c DATETIME(6), d VARCHAR(9), e"
            + " BLOB)",
        "INSERT INTO getters VALUES (18446744073709551615, -1.5, '2020-01-02 03:04:05.6', 'ä',"
            + " 'x'), (NULL, NULL, NULL, NULL, NULL)");
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT * FROM getters")) {
      List<MySqlType> types = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        types.add(MySqlType.of(one.getMetaData(), i));
      }
      List<String> fields = fields(new GetterRows(one, types), 5);
      try (ResultSet other = statement.executeQuery("SELECT * FROM getters")) {
        assertEquals(fields(WireRows.of(other).orElseThrow(), 5), fields);
      }
    }
  }

  private static List<String> fields(ServerRows rows, int width) throws SQLException {
    List<String> fields = new ArrayList<>();
    while (rows.nextRow()) {
      for (int i = 0; i < width; i++) {
        int length = rows.nextField();
        fields.add(
            length < 0
                ? "null"
                : new String(
                    rows.bytes, rows.from, length, java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Test
  void a_type_that_no_result_can_carry_is_named() throws Exception {
    server.execute(
        "CREATE TABLE places(p POINT)",
        "INSERT INTO places VALUES (ST_GeomFromText('POINT(1 2)'))");

    assertEquals(
        QueryFailure.invalidSql(
            "Column [p] is of type [POINT], which no result can carry; select ST_AsText of it"),
        failure("select p from places"));
    assertEquals(List.of(List.of("POINT(1 2)")), run("select st_astext(p) from places"));
  }

  @Test
  void a_time_that_is_no_time_of_a_day_is_told_with_its_column() throws Exception {
    server.execute("CREATE TABLE spans(t TIME)", "INSERT INTO spans VALUES ('838:59:59')");

    assertEquals(
        QueryFailure.limit("Column [t] holds a value that [TIME] cannot; cast the column to char"),
        failure("select t from spans"));
    assertEquals(List.of(List.of("838:59:59")), run("select cast(t as char) from spans"));
  }

  @Test
  void texts_are_read_one_way_alone() {
    assertEquals(List.of(List.of("a\\' or 1=1")), run("select 'a\\'' or 1=1'"));
    assertEquals(List.of(List.of("\\")), run("select '\\'"));
  }

  @Test
  void what_the_server_has_no_words_for_is_spelled_otherwise_or_refused_by_its_name()
      throws Exception {
    server.execute("CREATE TABLE words(k INTEGER)", "INSERT INTO words VALUES (7)");

    assertEquals(List.of(List.of(7)), run("table words"));
    assertEquals(
        List.of(List.of(7)),
        run("select first_value(k) respect nulls over (order by k) as f from words"));
    assertEquals(
        QueryFailure.invalidSql(
            "[WITHIN GROUP] is not available in this source (line 1, column 8)"),
        failure("select percentile_cont(0.5) within group (order by k) from words"));
    assertEquals(
        QueryFailure.invalidSql(
            "[SIMILAR TO] is not available in this source; write REGEXP_LIKE (line 1, column 27)"),
        failure("select k from words where k similar to '7'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select 1 from (select 1 as a) f, lateral (select f.a) g | LATERAL
          select 1 from (select 1 as a) f cross apply (select f.a) g | LATERAL
          select lag(a, 1, 0) over (order by a) from (select 1 as a) f | LAG with a third operand
          select sum(a) over (order by a rows 1 preceding exclude ties) from (select 1 as a) f | EXCLUDE in a window
          select 1 where 'a' ilike 'A' | ILIKE
          select 1 where 'a' ~ 'A' | ~
          select count(*) from (select 1 as a) f group by () | GROUP BY ()
          select array(select 1) | ARRAY
          select interval '1' day | INTERVAL as a value
          select date '2020-01-02' + (interval '1' day + interval '2' day) | INTERVAL as a value
          select a, b, count(*) from (select 1 as a, 2 as b) f group by a, rollup(b) | ROLLUP beside other columns
          select a, a + 1 as A from (select 1 as a) f group by rollup(a) order by 1 | ORDER BY behind ROLLUP of two columns [a]
          select a from (select 1 as a) f group by rollup(a) order by count(*) | ORDER BY behind ROLLUP of what is no column with a name
          """)
  void what_only_other_sources_have_is_refused_by_its_name(String sql, String name) {
    QueryFailure failure = failure(sql);
    assertEquals(FailureCategory.INVALID_SQL, failure.category());
    assertTrue(
        failure.message().startsWith("[" + name + "] is not available in this source"),
        failure::message);
  }

  @Test
  void a_row_is_no_value() {
    assertEquals(
        QueryFailure.invalidSql(
            "[(a, b)], a row of several values, stands where one value must: write each alone"),
        failure("select (1, 2)"));
  }

  @Test
  void the_digits_of_a_time_are_no_number() {
    for (String sum : List.of("date '2020-01-02' - 1", "1 + date '2020-01-02' + 2")) {
      assertEquals(FailureCategory.INVALID_SQL, failure("select " + sum).category(), sum);
    }
    assertEquals(
        List.of(List.of(LocalDate.of(2020, 1, 1))),
        run("select cast(date '2020-01-02' - interval '1' day as date)"));
  }

  @Test
  void nulls_stand_where_the_order_says() throws Exception {
    server.execute("CREATE TABLE holes(n INTEGER)", "INSERT INTO holes VALUES (2), (NULL), (1)");

    assertEquals(
        "[[null], [1], [2]]", run("select n from holes order by n nulls first").toString());
    assertEquals("[[1], [2], [null]]", run("select n from holes order by 1 nulls last").toString());
    assertEquals(
        "[[null], [2], [1]]",
        run("select n as m from holes order by M desc nulls first").toString());
    assertEquals(
        "[[2], [1], [null]]",
        run("select n from holes order by n desc nulls last, 1 nulls first").toString());
  }

  @Test
  void what_is_rolled_up_has_an_order_too() throws Exception {
    server.execute(
        "CREATE TABLE sold(shop VARCHAR(9), what VARCHAR(9), n INTEGER)",
        "INSERT INTO sold VALUES ('a', 'x', 1), ('a', 'y', 5), ('b', 'x', 2)");
    String sums =
        "select s.shop, what as w, sum(n) as total from sold s group by rollup(shop, what)";

    assertEquals(
        "[[null, null, 8], [a, null, 6], [a, y, 5], [b, null, 2], [b, x, 2], [a, x, 1]]",
        run(sums + " order by total desc, 1 nulls first, what nulls first").toString());
    assertEquals(
        "[[a, x, 1], [a, y, 5], [a, null, 6]]",
        run(sums + " order by s.shop nulls last, w nulls last limit 3").toString());
    assertEquals(
        "[[b, 2], [a, 6], [null, 8]]",
        run("with q as (select * from sold) select shop, sum(n) from q group by rollup(shop) order"
                + " by 2")
            .toString());
    assertEquals(
        "[[b, 2], [a, 6], [null, 8]]",
        run("select * from (select shop, sum(n) as m from sold group by rollup(shop) order by"
                + " sum(n) limit 5) as f order by m")
            .toString());
  }

  @Test
  void a_table_that_was_altered_is_seen_as_it_is() throws Exception {
    server.execute("CREATE TABLE changing(a INTEGER)", "INSERT INTO changing VALUES (1)");
    assertEquals(List.of(List.of(1)), run("select * from changing"));

    server.execute("ALTER TABLE changing CHANGE a b BIGINT");

    assertEquals(List.of(List.of(1L)), run("select B from Changing"));
    assertEquals(FailureCategory.INVALID_SQL, failure("select a from changing").category());
  }

  @Test
  void a_schema_of_thousands_of_tables_costs_a_query_nothing() throws Exception {
    server.execute("CREATE DATABASE crowded");
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      tables.add("CREATE TABLE crowded.t" + i + "(a INTEGER)");
    }
    server.execute(tables.toArray(String[]::new));

    assertEquals(List.of(), run("select A from crowded.t123"));
    assertEquals(List.of(), run("select A from CROWDED.T123"));
  }

  @Test
  void what_is_wrong_with_a_source_is_said() throws Exception {
    MySqlSettings right = server.settings();
    assertEquals(
        QueryFailure.source("Source [data] refuses the user or the password of this source"),
        failure(settings(right, "127.0.0.1", server.port(), "data", "nobody", TlsMode.DISABLE)));
    assertEquals(
        QueryFailure.source("Source [data] has no such database"),
        failure(settings(right, "127.0.0.1", server.port(), "missing", "root", TlsMode.DISABLE)));
    assertEquals(
        QueryFailure.source(
            "Source [data] cannot be reached: its host refuses connections at its port"),
        failure(settings(right, "127.0.0.1", closedPort(), "data", "root", TlsMode.DISABLE)));
    assertEquals(
        QueryFailure.source("Source [data] cannot be reached: its host is not known"),
        failure(settings(right, "no.such.host.invalid", 3306, "data", "root", TlsMode.DISABLE)));
    String tls =
        failure(settings(right, "127.0.0.1", server.port(), "data", "root", TlsMode.VERIFY_FULL))
            .message();
    assertTrue(tls.startsWith("Source [data]"), tls);
  }

  @Test
  void a_driver_that_is_not_there_is_asked_for() {
    assertEquals(
        QueryFailure.source(
            "Source [shop] has no driver: put the jar of MariaDB Connector/J (mariadb-java-client)"
                + " into the folder drivers beside the launcher"),
        new MySqlErrors("shop").failure(new MissingDriverException(new SQLException("none"))));
  }

  @Test
  void a_driver_that_does_not_trust_the_server_is_told_from_wrong_sql() {
    assertEquals(
        QueryFailure.source(
            "Source [shop] cannot be reached: its driver trusts neither its certificate nor how it"
                + " signs in"),
        new MySqlErrors("shop").failure(new SQLException("Cannot use a plugin", "42000", -1)));
  }

  @Test
  void the_server_ends_what_takes_too_long() {
    MySqlSettings right = server.settings();
    ServerSettings limited =
        new ServerSettings(
            "data",
            right.server().user(),
            Optional.empty(),
            2,
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Optional.of(Duration.ofSeconds(1)));
    try (SqlQueryEngine impatient =
        open(
            new MySqlSettings(
                limited,
                right.host(),
                right.port(),
                right.database(),
                right.tls(),
                Optional.empty()))) {
      assertEquals(
          FailureCategory.TIMEOUT,
          failure(
                  impatient,
                  "select count(*) from seq_1_to_1000000 a, seq_1_to_1000000 b where a.seq * b.seq"
                      + " = 7")
              .category());
    }
  }

  private static MySqlSettings settings(
      MySqlSettings right, String host, int port, String database, String user, TlsMode tls) {
    ServerSettings server =
        new ServerSettings(
            "data",
            Optional.of(user),
            right.server().password(),
            2,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Optional.empty());
    return new MySqlSettings(server, host, port, database, tls, Optional.empty());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static SqlQueryEngine open(MySqlSettings settings) {
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.MySql(settings))),
        DuckDbSettings.defaults());
  }

  private static QueryFailure failure(MySqlSettings settings) {
    try (SqlQueryEngine engine = open(settings)) {
      return failure(engine, "select 1");
    }
  }

  private QueryFailure failure(String sql) {
    return failure(engine, sql);
  }

  private static QueryFailure failure(SqlQueryEngine engine, String sql) {
    return assertThrows(
            QueryFailedException.class,
            () -> engine.run(request(sql).build(), new Cancellation(), Rows::readAll),
            sql)
        .failure();
  }

  private List<List<@Nullable Object>> run(String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll);
  }
}
