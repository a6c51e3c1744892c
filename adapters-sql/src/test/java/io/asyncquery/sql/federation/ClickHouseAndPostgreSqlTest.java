package io.asyncquery.sql.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.clickhouse.ClickHouseServer;
import io.asyncquery.sql.clickhouse.SharedClickHouse;
import io.asyncquery.sql.postgresql.PostgreSqlServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ClickHouse and PostgreSQL, with no file beside them, whose rows meet here. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseAndPostgreSqlTest extends FederationSuite {

  private final ClickHouseServer click;
  private final PostgreSqlServer postgres = PostgreSqlServer.start();

  ClickHouseAndPostgreSqlTest(ClickHouseServer click) throws Exception {
    this.click = click;
  }

  @Override
  protected Map<String, SourceDefinition> sources(Path folder) throws Exception {
    click.execute(
        "default",
        "CREATE DATABASE shop",
        "CREATE TABLE shop.visits(client Int32, at Date32, price Nullable(Decimal(9, 2)))"
            + " ENGINE = MergeTree ORDER BY client",
        "INSERT INTO shop.visits VALUES (1, '2020-01-01', 2.50), (1, '2020-01-02', 3.50),"
            + " (2, '2020-01-01', NULL), (4, '2020-01-03', 9.00)");
    postgres.execute(
        "CREATE TABLE clients(id integer, name text, since date, credit numeric(9,2))",
        "INSERT INTO clients VALUES (1, 'a', '2020-01-01', 3.50), (2, '二', NULL, NULL),"
            + " (3, 'c', '2020-01-03', 9.00)");
    return Map.of(LAKE, postgres.source(), "click", click.source("shop"));
  }

  @Override
  protected void stop() throws Exception {
    postgres.close();
  }

  @Test
  void rows_of_both_are_joined() {
    assertEquals(
        List.of("[1, a, 2, 6.00]", "[2, 二, 1, null]", "[3, c, 0, null]"),
        rows(
            "select c.id, c.name, count(v.at), sum(v.price) from clients c"
                + " left join click.visits v on v.client = c.id group by 1, 2 order by 1"));
  }

  @Test
  void values_of_one_are_values_of_the_other() {
    assertEquals(
        List.of("[1, 2020-01-02]", "[3, 2020-01-03]"),
        rows(
            "select c.id, v.at from clients c join click.visits v on v.price = c.credit"
                + " where c.since <= v.at order by 1"));
  }

  @Test
  void what_is_in_one_alone_is_found() {
    assertEquals(
        List.of("[4]"),
        rows("select client from click.visits except select id from clients order by 1"));
    assertEquals(
        List.of("[1]", "[2]"),
        rows(
            "select distinct client from click.visits where client in (select id from clients)"
                + " order by 1"));
  }
}
