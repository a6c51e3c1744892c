package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Await;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file and a server, whose rows meet here. */
class PostgreSqlAndDuckDbTest extends FederationSuite {

  private static final String SESSIONS =
      "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE 'COPY%'"
          + " AND state ";

  private static final String READING = "= 'active'";
  private static final String READ = "<> 'active'";
  private static final String SLOW_IN_BOTH =
      "select * from crm.slow a join erp.slow b on a.id = b.id";

  private final PostgreSqlServer server = PostgreSqlServer.start();

  PostgreSqlAndDuckDbTest() throws Exception {}

  @Override
  protected Map<String, SourceDefinition> sources(Path folder) throws Exception {
    server.execute(
        "CREATE TABLE \"Clients\"(id integer, name text, since date, credit numeric(9,2))",
        "INSERT INTO \"Clients\" VALUES (1, 'a', '2020-01-01', 1.10), (2, 'B', NULL, NULL),"
            + " (3, 'a name of more than twelve bytes', '2021-01-01', 3.00)",
        "CREATE TABLE many AS SELECT n AS id, 'client ' || n AS name"
            + " FROM generate_series(1, 1000000) n",
        "CREATE VIEW slow AS SELECT n AS id FROM generate_series(1, 5) n, pg_sleep(60)",
        "CREATE VIEW broken AS SELECT 1 / (n - 3) AS id FROM generate_series(1, 5) n");
    SourceDefinition lake =
        file(
            folder,
            "CREATE TABLE orders(client INTEGER, price DECIMAL(9,2))",
            "INSERT INTO orders VALUES (1, 2.50), (1, 3.50), (2, 1.00), (4, 9.00), (NULL, 7.00)",
            "CREATE TABLE numbers AS SELECT range::INTEGER AS n FROM range(1000000)",
            "CREATE VIEW endless AS SELECT count(*)::INTEGER AS id FROM numbers a, numbers b"
                + " WHERE hash(a.n, b.n) = 7");
    return Map.of(LAKE, lake, "crm", server.source(), "erp", server.source());
  }

  @Override
  protected void stop() throws Exception {
    server.close();
  }

  @Test
  void rows_of_both_are_joined() {
    assertEquals(
        List.of("[1, a, 2020-01-01, 1.10, 6.00]", "[2, B, null, null, 1.00]"),
        rows(
            "select c.id, c.name, c.since, c.credit, sum(o.price) total from crm.clients c"
                + " join orders o on o.client = c.id group by 1, 2, 3, 4 order by 1"));
    assertEquals(
        List.of("[3]"),
        rows(
            "select id from crm.clients where id not in"
                + " (select client from orders where client is not null)"));
    assertEquals(
        List.of(), rows("select id from crm.clients where id not in (select client from orders)"));
  }

  @Test
  void filters_that_mean_the_same_there_are_the_sources() {
    String plan =
        explained(
            "select c.name from crm.clients c join orders o on o.client = c.id"
                + " where c.credit > 1 and c.since is not null and c.name <> 'x' and o.price > 2");

    assertTrue(plan.contains("(\"credit\" > 1)"), plan);
    String rest = plan.substring(plan.indexOf("This server"));
    assertTrue(!rest.contains("credit") && !rest.contains("price"), plan);
  }

  @Test
  void what_depends_on_the_order_of_texts_is_not() {
    String sql =
        "select c.name from crm.clients c join orders o on o.client = c.id where c.name < 'b'";

    assertTrue(explained(sql).indexOf("< 'b'") > explained(sql).indexOf("This server"));
    assertEquals(List.of("[B]", "[a]", "[a]"), rows(sql).stream().sorted().toList());
  }

  @Test
  void a_million_rows_meet_a_million() {
    assertEquals(
        List.of("[999999, 499999500000]"),
        rows("select count(*), sum(n) from crm.many m join lake.numbers k on m.id = k.n"));
  }

  @Test
  void a_query_is_stopped_while_it_works_on_the_rows() throws Exception {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<QueryFailedException> failed =
        failing(
            "select count(*) from crm.many m, lake.numbers a, lake.numbers b"
                + " where m.id + a.n < b.n",
            cancellation);
    Await.until("a part has been read", () -> server.number(SESSIONS + READ) == 1);

    assertIdleWithinTwoSeconds(cancellation, failed);
  }

  @Test
  void a_query_is_stopped_while_it_reads_two_sources_at_the_same_time() throws Exception {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<QueryFailedException> failed = failing(SLOW_IN_BOTH, cancellation);
    Await.until("both are read", () -> server.number(SESSIONS + READING) == 2);

    assertIdleWithinTwoSeconds(cancellation, failed);
  }

  private void assertIdleWithinTwoSeconds(
      Cancellation cancellation, CompletableFuture<QueryFailedException> failed) throws Exception {
    QueryFailure stopped = QueryFailure.limit("stopped");
    boolean _ = cancellation.cancel(stopped);

    Await.untilWithin(
        2_000,
        "the engine is idle",
        () -> failed.isDone() && Databases.lentConnections(engine()) == 0 && server.isIdle());
    assertEquals(stopped, failed.get().failure());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from crm.broken x join erp.slow s on s.id = x.id",
        "select * from erp.slow s join crm.broken x on s.id = x.id",
        "select * from crm.broken x join lake.endless s on s.id = x.id",
        "select * from lake.endless s join crm.broken x on s.id = x.id"
      })
  void the_first_source_to_fail_ends_the_others_and_is_named(String sql) throws Exception {
    QueryFailedException failed = failing(sql, new Cancellation()).get(20, TimeUnit.SECONDS);

    assertTrue(failed.failure().message().startsWith("Source [crm]: "), failed.failure()::message);
    Await.untilWithin(2_000, "the others are idle", server::isIdle);
    assertEquals(List.of("[1000000]"), rows("select count(*) from numbers"));
  }

  @Test
  void a_table_that_changes_while_another_source_is_read_is_asked_for_again() throws Exception {
    server.execute(
        "CREATE TABLE locked AS SELECT 1 AS id", "CREATE TABLE changing AS SELECT 1 AS id, 2 AS x");
    CompletableFuture<List<String>> rows;
    try (Connection holder = server.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
      rows =
          CompletableFuture.supplyAsync(
              () ->
                  rows(
                      "select l.id, c.* from crm.locked l join lake.orders o on o.client = l.id"
                          + " join crm.changing c on c.id = o.client order by o.price"),
              task -> Thread.ofPlatform().start(task));
      Await.until(
          "the first part waits",
          () -> server.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      server.execute("ALTER TABLE changing RENAME COLUMN x TO y");
      holder.commit();
    }

    assertEquals(List.of("[1, 1, 2]", "[1, 1, 2]"), rows.get(20, TimeUnit.SECONDS));
  }

  private CompletableFuture<QueryFailedException> failing(String sql, Cancellation cancellation) {
    return CompletableFuture.supplyAsync(
        () ->
            assertThrows(
                QueryFailedException.class,
                () -> engine().run(request(sql).build(), cancellation, Rows::readAll)),
        task -> Thread.ofPlatform().start(task));
  }

  @Test
  void a_server_that_ends_its_query_is_named_and_nothing_is_lost_of_the_other() throws Exception {
    String sql =
        "select count(*) from (select id, count(*) n from crm.slow group by id) m"
            + " join lake.numbers k on m.id = k.n";
    CompletableFuture<QueryFailedException> failed =
        CompletableFuture.supplyAsync(
            () -> assertThrows(QueryFailedException.class, () -> rows(sql)),
            task -> Thread.ofPlatform().start(task));
    Await.until(
        "the query of the part is there",
        () ->
            server.number(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE query LIKE 'COPY%slow%' AND pid <> pg_backend_pid()")
                > 0);

    assertTrue(failed.get(20, TimeUnit.SECONDS).failure().message().contains("Source ["), sql);
    assertEquals(List.of("[1000000]"), rows("select count(*) from numbers"));
  }

  @Test
  void a_source_that_fails_is_named() {
    QueryFailedException failed =
        assertThrows(
            QueryFailedException.class,
            () -> rows("select c.id from crm.nowhere c join orders o on o.client = c.id"));

    assertTrue(failed.failure().message().contains("crm"), failed.failure().message());
  }
}
