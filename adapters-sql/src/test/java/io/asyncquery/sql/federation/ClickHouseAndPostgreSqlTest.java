package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** ClickHouse and PostgreSQL, whose rows meet here. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseAndPostgreSqlTest {

  private PostgreSqlServer postgres;
  private SqlQueryEngine engine;

  @BeforeAll
  void open(ClickHouseServer click) throws Exception {
    click.execute(
        "default",
        "CREATE DATABASE shop",
        "CREATE TABLE shop.visits(client Int32, at Date32, price Nullable(Decimal(9, 2)))"
            + " ENGINE = MergeTree ORDER BY client",
        "INSERT INTO shop.visits VALUES (1, '2020-01-01', 2.50), (1, '2020-01-02', 3.50),"
            + " (2, '2020-01-01', NULL), (4, '2020-01-03', 9.00)");
    postgres = PostgreSqlServer.start();
    postgres.execute(
        "CREATE TABLE clients(id integer, name text, since date, credit numeric(9,2))",
        "INSERT INTO clients VALUES (1, 'a', '2020-01-01', 3.50), (2, '二', NULL, NULL),"
            + " (3, 'c', '2020-01-03', 9.00)");
    engine =
        SqlQueryEngine.open(
            List.of(
                new ProjectDefinition(
                    "DEFAULT",
                    Map.of("click", click.source("shop"), "crm", postgres.source()),
                    "crm",
                    Optional.empty())),
            DuckDbSettings.defaults());
  }

  @AfterEach
  void all_connections_are_back() {
    assertEquals(0, Databases.lentConnections(engine));
  }

  @AfterAll
  void close() throws Exception {
    engine.close();
    postgres.close();
  }

  @Test
  void rows_of_both_are_joined() {
    assertEquals(
        "[[1, a, 2, 6.00], [2, 二, 1, null], [3, c, 0, null]]",
        answer(
            "select c.id, c.name, count(v.at), sum(v.price) from clients c"
                + " left join click.visits v on v.client = c.id group by 1, 2 order by 1"));
  }

  @Test
  void values_of_one_are_values_of_the_other() {
    assertEquals(
        "[[1, 2020-01-02], [3, 2020-01-03]]",
        answer(
            "select c.id, v.at from clients c join click.visits v on v.price = c.credit"
                + " where c.since <= v.at order by 1"));
  }

  @Test
  void what_is_in_one_alone_is_found() {
    assertEquals(
        "[[4]]",
        answer("select client from click.visits except select id from clients order by 1"));
    assertEquals(
        "[[1], [2]]",
        answer(
            "select distinct client from click.visits where client in (select id from clients)"
                + " order by 1"));
  }

  private String answer(String sql) {
    return engine.run(
        request(sql).build(), new Cancellation(), batches -> Rows.readAll(batches).toString());
  }
}
