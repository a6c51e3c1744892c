package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a grant does not show is not there for a query over several sources either. */
class RestrictedFederationTest {

  @TempDir Path folder;
  @AutoClose private SqlQueryEngine engine;
  private QueryEngine restricted;

  @BeforeEach
  void open() throws Exception {
    Path sales =
        Databases.duckDb(
            Files.createDirectory(folder.resolve("sales")),
            "CREATE TABLE orders(id INTEGER, hidden VARCHAR, item VARCHAR)",
            "INSERT INTO orders VALUES (1, 'secret', 'a')",
            "CREATE TABLE other AS SELECT 'secret' AS item");
    Path depot =
        Databases.duckDb(
            Files.createDirectory(folder.resolve("depot")),
            "CREATE TABLE stock(hidden VARCHAR, item VARCHAR, pieces INTEGER)",
            "INSERT INTO stock VALUES ('secret', 'a', 7)",
            "CREATE MACRO upper(s) AS (SELECT max(hidden) FROM stock)");
    engine =
        SqlQueryEngine.open(
            List.of(
                Databases.project(
                    Map.of(
                        "sales", new SourceDefinition.DuckDbFile(sales),
                        "depot", new SourceDefinition.DuckDbFile(depot)),
                    "sales")),
            DuckDbSettings.defaults());
    restricted =
        engine.seeing(
            new VisibleTables.Only(
                List.of(
                    new VisibleTables.Table(List.of("orders"), Optional.of(Set.of("id", "item"))),
                    new VisibleTables.Table(
                        List.of("depot", "stock"), Optional.of(Set.of("item", "pieces"))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select o.*, s.* from orders o join depot.stock s on o.item = s.item",
        "select * from orders o, depot.stock s",
        "select o.id, o.item, s.item, s.pieces from orders o join depot.stock s"
            + " on o.item = s.item and s.pieces > 1",
        "select * from orders o left join (select * from depot.stock where pieces > 1) s"
            + " on o.item = s.item"
      })
  void all_columns_are_those_that_are_shown(String sql) {
    assertEquals(List.of("[1, a, a, 7]"), rows(restricted, sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select o.hidden from orders o join depot.stock s on o.item = s.item",
        "select s.hidden from orders o join depot.stock s on o.item = s.item",
        "select 1 from orders o join depot.stock s on o.item = s.item where hidden = 'secret'",
        "select 1 from orders o where exists (select 1 from depot.stock s where hidden = 'x')",
        "select 1 from sales.other o join depot.stock s on o.item = s.item"
      })
  void what_is_hidden_is_not_there(String sql) {
    QueryFailedException failed =
        assertThrows(QueryFailedException.class, () -> rows(restricted, sql));

    assertTrue(failed.failure().message().contains("not found"), failed.failure().message());
  }

  @Test
  void a_function_of_the_sources_own_does_not_take_the_place_of_another() {
    String sql = "select upper(s.item) l, o.id from orders o join depot.stock s on o.item = s.item";

    for (QueryEngine any : List.of(engine, restricted)) {
      assertEquals(List.of("[A, 1]"), rows(any, sql));
      assertEquals(
          List.of("[A, 1]"),
          rows(any, "select x.l, o.id from orders o, (select upper(item) l from depot.stock) x"));
    }
    assertFalse(engine.explain(request(sql).build()).toString().contains("hidden\" AS"));
  }

  private static List<String> rows(QueryEngine engine, String sql) {
    return engine.run(request(sql).build(), new Cancellation(), Rows::readAll).stream()
        .map(List::toString)
        .toList();
  }
}
