package io.asyncquery.sql.postgresql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.LogRecords;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is wrong with a server or its configuration, and what changes in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgreSqlSourceTest {

  private final PostgreSqlServer server = PostgreSqlServer.start();

  PostgreSqlSourceTest() throws IOException {}

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @Test
  void a_server_that_is_down_fails_its_queries_and_not_the_start() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    assertEquals(
        QueryFailure.source(
            "Source [data] cannot be reached: its host refuses connections at its port"),
        failure(settings(port, "127.0.0.1", "postgres", "postgres")));
  }

  @Test
  void a_server_that_does_not_answer_is_left_after_the_connect_timeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long began = System.nanoTime();

      assertEquals(
          QueryFailure.source("Source [data] cannot be reached: no answer in time"),
          failure(settings(silent.getLocalPort(), "127.0.0.1", "postgres", "postgres")));
      assertTrue(System.nanoTime() - began < 10_000_000_000L);
    }
  }

  @Test
  void a_query_that_waits_for_a_connection_can_be_cancelled() throws Exception {
    QueryFailure stopped = new QueryFailure(FailureCategory.CANCELLED, "stopped");
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SqlQueryEngine engine =
            open(settings(silent.getLocalPort(), "127.0.0.1", "postgres", "postgres"))) {
      Cancellation cancellation = new Cancellation();
      Thread.ofPlatform()
          .start(() -> {
            try (var _ = silent.accept()) {
              cancellation.cancel(stopped);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      QueryFailedException thrown =
          assertThrows(
              QueryFailedException.class,
              () -> engine.run(request("select 1").build(), cancellation, Rows::readAll));

      assertEquals(stopped, thrown.failure());
    }
  }

  @Test
  void a_host_that_nobody_knows_is_told() {
    assertEquals(
        QueryFailure.source("Source [data] cannot be reached: its host is not known"),
        failure(settings(5432, "no-such-host.invalid", "postgres", "postgres")));
  }

  @Test
  void a_wrong_database_and_a_wrong_user_are_told() {
    assertEquals(
        QueryFailure.source("Source [data] has no such database"),
        failure(settings(server.port(), "127.0.0.1", "nowhere", "postgres")));
    assertEquals(
        QueryFailure.source("Source [data] refuses the user or the password of this source"),
        failure(settings(server.port(), "127.0.0.1", "postgres", "no_such_user")));
  }

  @Test
  void a_server_without_tls_is_told_where_tls_is_required() {
    PostgreSqlSettings plain = settings(server.port(), "127.0.0.1", "postgres", "postgres");
    PostgreSqlSettings required =
        new PostgreSqlSettings(
            plain.server(),
            plain.host(),
            plain.port(),
            plain.database(),
            plain.schema(),
            SslMode.REQUIRE,
            Optional.empty());

    String message = failure(required).message();
    assertTrue(message.startsWith("Source [data] cannot be reached"), message);
  }

  @Test
  void secrets_are_never_shown() {
    PostgreSqlSettings settings = settings(1, "127.0.0.1", "postgres", "postgres");

    assertFalse(settings.toString().contains("the password"), settings::toString);
    assertFalse(new SourceDefinition.PostgreSql(settings).toString().contains("the password"));
  }

  @Test
  void a_table_that_is_altered_or_dropped_between_queries_is_seen_as_it_is() throws Exception {
    server.execute("CREATE TABLE changing(a INTEGER)", "INSERT INTO changing VALUES (1)");
    try (SqlQueryEngine engine = open(server.settings())) {
      assertEquals(List.of(List.of(1)), run(engine, "select * from changing"));

      server.execute("ALTER TABLE changing ADD COLUMN b VARCHAR", "UPDATE changing SET b = 'x'");
      assertEquals(List.of(List.of(1, "x")), run(engine, "select A, B from changing"));

      server.execute("ALTER TABLE changing DROP COLUMN a");
      assertEquals(
          "Column 'a' not found in any table (line 1, column 8)",
          failure(engine, "select a from changing").message());

      server.execute("DROP TABLE changing");
      assertEquals(
          "Table 'changing' not found (line 1, column 15)",
          failure(engine, "select * from changing").message());
    }
  }

  @Test
  void what_the_user_may_not_read_is_refused_by_its_name() throws Exception {
    server.execute(
        "CREATE ROLE reader LOGIN",
        "CREATE TABLE hidden(a INTEGER)",
        "CREATE TABLE open_to(a INTEGER)",
        "GRANT SELECT ON open_to TO reader");
    try (LogRecords log = LogRecords.of(PostgreSqlConnections.class);
        SqlQueryEngine engine =
            open(
                PostgreSqlServer.settings(
                    server.port(), "reader", Duration.ofSeconds(10), Duration.ofMinutes(1)))) {
      assertEquals(List.of(), run(engine, "select * from open_to"));
      assertEquals(
          QueryFailure.rejected("permission denied for table hidden"),
          failure(engine, "select * from hidden"));
      assertEquals(0, log.all().size());
    }
  }

  @Test
  void nothing_that_a_role_is_set_to_makes_a_comparison_with_null_true() throws Exception {
    server.execute(
        "CREATE ROLE lenient LOGIN", "ALTER ROLE lenient SET transform_null_equals = on");
    try (SqlQueryEngine engine =
        open(
            PostgreSqlServer.settings(
                server.port(), "lenient", Duration.ofSeconds(10), Duration.ofMinutes(1)))) {
      assertEquals(
          List.of(),
          run(engine, "select n from (values (cast(null as integer))) v(n) where n = null"));
    }
  }

  @Test
  void a_user_that_may_write_is_warned_of_once() throws Exception {
    try (LogRecords log = LogRecords.of(PostgreSqlConnections.class);
        SqlQueryEngine engine = open(server.settings())) {
      run(engine, "select 1");
      run(engine, "select 1");

      assertEquals(1, log.all().size());
      assertTrue(log.all().getFirst().getMessage().contains("may write"));
    }
  }

  @Test
  void the_statement_timeout_of_the_source_ends_a_query() {
    ServerSettings plain = server.settings().server();
    PostgreSqlSettings impatient =
        new PostgreSqlSettings(
            new ServerSettings(
                plain.name(),
                plain.user(),
                plain.password(),
                2,
                plain.connectTimeout(),
                plain.readTimeout(),
                Optional.of(Duration.ofMillis(500))),
            "127.0.0.1",
            server.port(),
            "postgres",
            "public",
            SslMode.PREFER,
            Optional.empty());
    try (SqlQueryEngine engine = open(impatient)) {
      assertEquals(
          FailureCategory.TIMEOUT,
          failure(engine, "select count(*) from generate_series(1, 10000000000) g").category());
      assertEquals(List.of(List.of(1)), run(engine, "select 1"));
    }
  }

  @Test
  void what_the_server_calls_otherwise_is_spelled_so() {
    String rows = " from (values (1, 'b', null), (2, 'a', 5), (3, 'a', 6)) v(k, g, y) ";
    try (SqlQueryEngine engine = open(server.settings())) {
      assertEquals(
          "[[b,a,a, a,b]]",
          run(
                  engine,
                  "select listagg(g, ',') within group (order by k) as l,"
                      + " listagg(distinct g, ',') as d"
                      + rows)
              .toString());
      assertEquals(
          "[[a, null, 1], [b, null, 1], [null, 1, 2], [null, 2, 2], [null, 3, 2]]",
          run(
                  engine,
                  "select g, k, grouping_id(g, k) as i"
                      + rows
                      + "group by grouping sets ((g), (k)) order by i, g, k")
              .toString());
      assertEquals(
          "[[1, [3,2,1], b, 6]]",
          run(
                  engine,
                  "select array_agg(k order by k)[1] as e,"
                      + " replace(cast(json_arrayagg(k order by k desc) as varchar), ' ', '') as j,"
                      + " max(g) as g, max(y) as y"
                      + rows)
              .toString());
      assertEquals(
          "[[5, 1], [6, 2]]",
          run(engine, "select x, i from unnest(array[5, 6]) with ordinality as r(x, i)")
              .toString());
      assertEquals(
          "[[1], [2]]",
          run(engine, "select ordinality from unnest(array[5, 6]) with ordinality as r")
              .toString());
      assertEquals(
          "[[null], [null], [null]]",
          run(engine, "select first_value(y) respect nulls over (order by k) as f" + rows)
              .toString());
    }
  }

  @Test
  void what_the_server_has_no_words_for_is_refused_by_its_name() {
    String rows = " from (values (1, 'b'), (2, 'a')) v(k, g)";
    try (SqlQueryEngine engine = open(server.settings())) {
      assertEquals(
          QueryFailure.invalidSql(
              "[IGNORE NULLS] is not available in this source (line 1, column 15)"),
          failure(engine, "select lag(k) ignore nulls over (order by k)" + rows));
    }
  }

  @Test
  void a_schema_of_thousands_of_tables_costs_a_query_nothing() throws Exception {
    server.execute(
        "CREATE SCHEMA crowded",
        """
        DO $$ BEGIN
          FOR i IN 1..2000 LOOP
            EXECUTE format('CREATE TABLE crowded.t%s(a INTEGER)', i);
          END LOOP;
        END $$
        """);
    try (SqlQueryEngine engine = open(server.settings())) {
      run(engine, "select 1");
      long began = System.nanoTime();
      assertEquals(List.of(), run(engine, "select A from CROWDED.T1234"));
      assertTrue(System.nanoTime() - began < 2_000_000_000L);
    }
  }

  @Test
  void a_value_that_its_column_cannot_hold_is_told_with_the_column() throws Exception {
    server.execute(
        "CREATE TABLE odd(x NUMERIC(5,2), t TIMESTAMP)",
        "INSERT INTO odd VALUES ('NaN', '294276-12-31')");
    try (SqlQueryEngine engine = open(server.settings())) {
      assertEquals(
          QueryFailure.limit(
              "Column [x] holds a value that [DECIMAL(5,2)] cannot; cast the column to text"),
          failure(engine, "select x from odd"));
      assertEquals(FailureCategory.LIMIT, failure(engine, "select t from odd").category());
      assertEquals(List.of(List.of("NaN")), run(engine, "select cast(x as text) from odd"));
    }
  }

  private static PostgreSqlSettings settings(int port, String host, String database, String user) {
    return new PostgreSqlSettings(
        new ServerSettings(
            "data",
            Optional.of(user),
            Optional.of(new Secret("the password")),
            2,
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Optional.empty()),
        host,
        port,
        database,
        "public",
        SslMode.PREFER,
        Optional.empty());
  }

  private static SqlQueryEngine open(PostgreSqlSettings settings) {
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.PostgreSql(settings))),
        DuckDbSettings.defaults());
  }

  private static QueryFailure failure(PostgreSqlSettings settings) {
    try (SqlQueryEngine engine = open(settings)) {
      return failure(engine, "select 1");
    }
  }

  private static QueryFailure failure(SqlQueryEngine engine, String sql) {
    return assertThrows(QueryFailedException.class, () -> run(engine, sql), sql).failure();
  }

  private static List<List<@Nullable Object>> run(SqlQueryEngine engine, String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll);
  }
}
