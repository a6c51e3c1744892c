package io.asyncquery.sql.federation;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoDuckDbTest {

  @TempDir Path folder;
  @AutoClose private SqlQueryEngine engine;

  @BeforeEach
  void open() throws Exception {
    Path sales = Files.createDirectory(folder.resolve("sales"));
    Path depot = Files.createDirectory(folder.resolve("depot"));
    Databases.duckDb(
        sales,
        "CREATE TABLE orders(id INTEGER, item VARCHAR, price DECIMAL(9,2), day DATE)",
        "INSERT INTO orders VALUES (1, 'a', 1.50, '2020-01-01'), (2, 'b', 2.50, '2020-01-02'),"
            + " (3, 'c', NULL, NULL), (4, NULL, 4.00, '2020-02-01')");
    Databases.duckDb(
        depot,
        "CREATE TABLE stock(item VARCHAR, pieces BIGINT)",
        "INSERT INTO stock VALUES ('a', 10), ('b', NULL), ('z', 7), (NULL, 1)");
    engine =
        SqlQueryEngine.open(
            List.of(
                new ProjectDefinition(
                    "DEFAULT",
                    Map.of(
                        "sales",
                        new SourceDefinition.DuckDbFile(sales.resolve("test.duckdb")),
                        "depot",
                        new SourceDefinition.DuckDbFile(depot.resolve("test.duckdb"))),
                    "sales",
                    Optional.empty())),
            DuckDbSettings.defaults());
  }

  @Test
  void tables_of_two_sources_are_joined() {
    String sql =
        "select o.id, s.pieces from sales.orders o join depot.main.stock s on o.item = s.item"
            + " where o.price > 1 order by id";
    System.out.println(engine.explain(request(sql).build()));
    assertEquals(
        List.of(Arrays.asList(1, 10L), Arrays.asList(2, null)),
        engine.run(request(sql).build(), new Cancellation(), Rows::readAll));
    assertEquals(0, Databases.lentConnections(engine));
  }
}
