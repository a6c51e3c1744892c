package io.asyncquery.sql.clickhouse;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.server.Secret;
import io.asyncquery.sql.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in, what a server says when it cannot, and what only ClickHouse has. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseSourceTest {

  private static final String DATABASE = "source";
  private static final QueryFailure REFUSED =
      QueryFailure.source("Source [data] refuses the user or the password of this source");
  private static final QueryFailure NO_TLS =
      QueryFailure.source("Source [data] cannot be reached: TLS was not agreed on");

  private final ClickHouseServer server;

  ClickHouseSourceTest(ClickHouseServer server) {
    this.server = server;
  }

  @BeforeAll
  void fill() throws SQLException {
    server.makeTables(DATABASE, 1_000);
    server.execute(
        DATABASE,
        "CREATE TABLE gone(n Int32) ENGINE = Memory",
        "CREATE VIEW hollow AS SELECT n FROM gone",
        "DROP TABLE gone",
        "CREATE TABLE kinds(e Enum8('it\\'s' = -1, 'b c' = 2), j JSON, a Array(Nullable(String)),"
            + " l LowCardinality(Nullable(String)), la Array(LowCardinality(String)),"
            + " p Point, nest Nested(x UInt8, y String), d DateTime('Asia/Tokyo'),"
            + " s SimpleAggregateFunction(sum, UInt64), m Map(String, Array(UInt8)),"
            + " v Variant(UInt8, String), raw String, doubled UInt8 ALIAS 2) ENGINE = Memory",
        """
        INSERT INTO kinds SELECT 'it\\'s', '{"a": {"b": [1, null]}}', ['x', NULL], NULL, ['q', 'q'],
          (1.5, -2), [1, 2], ['one', 'two'], toDateTime('2020-01-01 09:00:00', 'Asia/Tokyo'), 7,
          map('k', [1]), 1, unhex('ff00')
        """);
  }

  @Test
  void a_password_signs_in_over_tls() {
    assertEquals(
        List.of(List.of("5")),
        texts(signedIn(ClickHouseServer.PASSWORD, trusted()), "select count(*) from source.few"));
  }

  @Test
  void a_wrong_password_is_said_to_be_one() {
    assertEquals(REFUSED, failure(signedIn("wrong", trusted()), "select 1"));
    assertEquals(REFUSED, failure(signedIn("wrong", trusted()), "select count(*) from few"));
  }

  @Test
  void a_certificate_that_nobody_trusts_is_refused() {
    assertEquals(
        NO_TLS, failure(signedIn(ClickHouseServer.PASSWORD, Optional.empty()), "select 1"));
  }

  @Test
  void tls_where_there_is_none_is_named() {
    assertEquals(NO_TLS, failure(settings("127.0.0.1", server.port(), true), "select 1"));
  }

  @Test
  void no_tls_where_there_is_some_is_a_failure_of_the_source() {
    assertEquals(
        FailureCategory.SOURCE,
        failure(settings("127.0.0.1", server.tlsPort(), false), "select 1").category());
  }

  @Test
  void a_closed_port_is_named() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertEquals(
        QueryFailure.source(
            "Source [data] cannot be reached: its host refuses connections at its port"),
        failure(settings("127.0.0.1", closed, false), "select 1"));
  }

  @Test
  void a_host_that_is_none_is_named() {
    assertEquals(
        QueryFailure.source("Source [data] cannot be reached: its host is not known"),
        failure(settings("nowhere.invalid", 8123, false), "select 1"));
  }

  @Test
  void a_database_that_is_not_there_is_named() {
    assertEquals(
        QueryFailure.source("Source [data] has no such database"),
        failure(server.settings("nowhere"), "select n from few"));
  }

  @Test
  void a_user_who_may_set_nothing_is_told_to_the_operator() {
    ClickHouseSettings limited =
        ClickHouseServer.settings(
            server.port(), ClickHouseServer.LIMITED, DATABASE, Duration.ofMinutes(1), Map.of());

    assertEquals(
        QueryFailure.source(
            "Source [data] lets its user not set what a query needs: give it a profile with"
                + " readonly = 2"),
        failure(limited, "select 1"));
  }

  @Test
  void a_setting_that_is_none_is_told_to_the_operator() {
    assertEquals(
        FailureCategory.SOURCE, failure(with(Map.of("no_setting", "1")), "select 1").category());
  }

  @Test
  void too_little_memory_is_said_to_be_so() {
    assertEquals(
        QueryFailure.source("Source [data] has not enough memory for the query"),
        failure(
            with(Map.of("max_memory_usage", "20000000")),
            "select count(distinct a.n * 1000 + b.n) from many a cross join many b"));
  }

  @Test
  void the_server_ends_a_query_that_takes_too_long_there() {
    ClickHouseSettings plain = server.settings(DATABASE);
    ServerSettings slow =
        new ServerSettings(
            "data",
            Optional.of("default"),
            Optional.empty(),
            2,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Optional.of(Duration.ofSeconds(1)));

    assertEquals(
        new QueryFailure(
            FailureCategory.TIMEOUT,
            "Source [data] ended the query: it took longer than it may there"),
        failure(
            new ClickHouseSettings(
                slow, plain.host(), plain.port(), DATABASE, false, Optional.empty(), Map.of()),
            "select count(*) from many a, many b, many c, many d where a.n + b.n = c.n * d.n"));
  }

  @Test
  void a_table_that_is_gone_behind_a_view_is_named_as_that() {
    assertEquals(
        FailureCategory.INVALID_SQL,
        failure(server.settings(DATABASE), "select n from hollow").category());
  }

  @Test
  void a_time_without_a_zone_is_what_a_clock_shows_in_that_of_the_session() {
    String sql = "select \"toDateTime\"(1577836800) as a, \"fromUnixTimestamp64Milli\"(0) as b";

    assertEquals(
        List.of(List.of("2020-01-01T00:00", "1970-01-01T00:00")),
        texts(server.settings(DATABASE), sql));
    assertEquals(
        List.of(List.of("2020-01-01T09:00", "1970-01-01T09:00")),
        texts(with(Map.of("session_timezone", "Asia/Tokyo")), sql));
  }

  @Test
  void types_that_only_clickhouse_has_come_as_what_they_are() {
    assertEquals(
        List.of(
            List.of(
                "it's",
                "{\"a\":{\"b\":[1,null]}}",
                "[x, null]",
                "null",
                "[q, q]",
                "[1.5, -2.0]",
                "[1, 2]",
                "[one, two]",
                "2020-01-01T00:00:00Z",
                "7",
                "{k=[1]}",
                "2")),
        texts(
            server.settings(DATABASE),
            "select e, j, a, l, la, p, \"nest.x\", \"nest.y\", d, s, m, doubled from kinds"));
  }

  @Test
  void what_cannot_be_read_is_refused_by_its_name() {
    assertEquals(
        QueryFailure.limit(
            "Column [v] has the type [Variant(String, UInt8)], which cannot be read; cast it to"
                + " text"),
        failure(server.settings(DATABASE), "select v from kinds"));
    assertEquals(
        QueryFailure.limit(
            "Column [raw] holds bytes that are no text in UTF-8; select its [hex] instead"),
        failure(server.settings(DATABASE), "select raw from kinds"));
  }

  @Test
  void a_name_is_found_among_many_tables() throws SQLException {
    server.execute("default", "CREATE DATABASE crowd");
    for (int i = 0; i < 200; i++) {
      server.execute("crowd", "CREATE TABLE t" + i + "(n Int32) ENGINE = Memory");
    }
    assertEquals(List.of(), texts(server.settings("crowd"), "select N from T199"));
  }

  @Test
  void tables_of_the_system_are_none_of_the_sources() {
    for (String sql :
        List.of(
            "select * from system.processes",
            "select * from SYSTEM.users",
            "select * from information_schema.tables",
            "select * from \"INFORMATION_SCHEMA\".\"TABLES\"")) {
      QueryFailure failure = failure(server.settings(DATABASE), sql);
      assertTrue(failure.message().contains("not found"), failure::message);
    }
  }

  private ClickHouseSettings signedIn(String password, Optional<Path> certificates) {
    return server.signedIn(Optional.of(new Secret(password)), certificates);
  }

  private Optional<Path> trusted() {
    return Optional.of(server.certificate());
  }

  private ClickHouseSettings with(Map<String, String> settings) {
    return ClickHouseServer.settings(
        server.port(), "default", DATABASE, Duration.ofMinutes(1), settings);
  }

  private ClickHouseSettings settings(String host, int port, boolean tls) {
    return new ClickHouseSettings(
        server.settings(DATABASE).server(), host, port, DATABASE, tls, Optional.empty(), Map.of());
  }

  private static List<List<String>> texts(ClickHouseSettings settings, String sql) {
    try (SqlQueryEngine engine = engine(settings)) {
      List<List<@Nullable Object>> rows =
          engine.run(request(sql).build(), new Cancellation(), Rows::readAll);
      return rows.stream().map(row -> row.stream().map(String::valueOf).toList()).toList();
    }
  }

  private static QueryFailure failure(ClickHouseSettings settings, String sql) {
    try (SqlQueryEngine engine = engine(settings)) {
      return assertThrows(
              QueryFailedException.class,
              () -> engine.run(request(sql).build(), new Cancellation(), Rows::readAll))
          .failure();
    }
  }

  private static SqlQueryEngine engine(ClickHouseSettings settings) {
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.ClickHouse(settings))),
        DuckDbSettings.defaults());
  }
}
