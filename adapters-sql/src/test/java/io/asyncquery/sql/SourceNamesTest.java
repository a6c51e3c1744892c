package io.asyncquery.sql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which table a name means: in any case, in schemas, in the sources of a project. */
class SourceNamesTest {

  @TempDir Path folder;
  @AutoClose private SqlQueryEngine engine;

  @BeforeEach
  void open() throws Exception {
    Path sales =
        Databases.duckDb(
            Files.createDirectory(folder.resolve("sales")),
            "CREATE TABLE Orders(ID INTEGER, \"Unit Price\" INTEGER, \"城市\" VARCHAR)",
            "INSERT INTO Orders VALUES (1, 10, '北京')",
            "CREATE SCHEMA Archive",
            "CREATE TABLE Archive.Orders(ID INTEGER)",
            "INSERT INTO Archive.Orders VALUES (2)",
            "CREATE TABLE Archive.Only_There(ID INTEGER)",
            "CREATE VIEW recent AS SELECT ID AS order_id FROM Orders");
    Path other =
        Databases.duckDb(
            Files.createDirectory(folder.resolve("other")),
            "CREATE TABLE Stock(ID INTEGER)",
            "INSERT INTO Stock VALUES (3)",
            "CREATE SCHEMA deep",
            "CREATE TABLE deep.Stock(ID INTEGER)",
            "INSERT INTO deep.Stock VALUES (4)");
    Map<String, SourceDefinition> sources =
        Map.of(
            "sales", new SourceDefinition.DuckDbFile(sales),
            "Depot", new SourceDefinition.DuckDbFile(other),
            "lost", new SourceDefinition.DuckDbFile(folder.resolve("absent.duckdb")));
    engine =
        SqlQueryEngine.open(
            List.of(
                new ProjectDefinition("DEFAULT", sources, "sales", Optional.empty()),
                new ProjectDefinition("ARCHIVE", sources, "sales", Optional.of("archive")),
                new ProjectDefinition("LOST", sources, "lost", Optional.empty())),
            DuckDbSettings.defaults());
  }

  @AfterEach
  void all_connections_are_back() {
    assertEquals(0, engine.lentConnections());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from orders",
        "SELECT ID FROM ORDERS",
        "select Orders.Id from main.ORDERS",
        "select o.\"iD\" from \"orders\" O",
        "select main.orders.id from \"MAIN\".\"oRDERS\"",
        "select x.order_id as ID from RECENT x",
        "select id from SALES.Main.Orders",
        "select id from sales.orders",
        "with Cte as (select ID from orders) select cTE.id from CTE",
      })
  void names_match_in_any_case(String sql) {
    assertEquals(List.of(List.of(1)), run("DEFAULT", sql));
  }

  @ParameterizedTest
  @CsvSource({
    "DEFAULT, select id from orders, 1",
    "DEFAULT, select id from archive.orders, 2",
    "DEFAULT, select id from sales.archive.orders, 2",
    "ARCHIVE, select id from orders, 2",
    "ARCHIVE, select id from main.orders, 1",
    "ARCHIVE, select id from sales.orders, 2",
    "DEFAULT, select id from depot.stock, 3",
    "DEFAULT, select id from DEPOT.Main.stock, 3",
    "DEFAULT, select id from depot.deep.stock, 4",
    "ARCHIVE, select id from depot.stock, 3",
    "LOST, select id from depot.stock, 3",
  })
  void a_name_means_one_table(String project, String sql, int id) {
    assertEquals(List.of(List.of(id)), run(project, sql));
  }

  @Test
  void columns_are_called_as_the_catalog_does_or_as_the_alias_says() {
    List<Column> columns =
        engine.run(
            request("select *, id, iD as Nr, \"unit price\", 城市 from orders").build(),
            new Cancellation(),
            batches -> batches.columns());

    assertEquals(
        List.of("ID", "Unit Price", "城市", "ID", "Nr", "Unit Price", "城市"),
        columns.stream().map(Column::name).toList());
  }

  @Test
  void a_table_of_another_schema_is_not_found_without_it() {
    assertEquals(
        QueryFailure.invalidSql("Table 'only_there' not found (line 1, column 15)"),
        failure("DEFAULT", "select * from only_there"));
    assertEquals(List.of(), run("ARCHIVE", "select * from only_there"));
  }

  @Test
  void the_catalogs_own_schemas_are_no_schemas_of_the_source() {
    for (String table :
        List.of(
            "information_schema.tables",
            "pg_catalog.pg_class",
            "sqlite_master",
            "duckdb_settings",
            "main.duckdb_tables",
            "system.main.duckdb_tables")) {
      assertTrue(
          failure("DEFAULT", "select * from " + table).message().startsWith("Table '"), table);
    }
  }

  @Test
  void a_query_over_several_sources_names_its_tables_by_them() {
    assertEquals(
        List.of(List.of(1, 3)),
        run("DEFAULT", "select o.id, s.id from sales.orders o join DEPOT.stock s on o.id < s.id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select o.id, s.id from orders o join depot.main.stock s on o.id < s.id",
        "with stock as (select id from orders) select o.id, s.id from stock o, Depot.stock s",
        "select o.id, (select max(id) from depot.stock) from main.orders o"
      })
  void tables_without_a_source_are_of_the_default_one_where_the_named_one_has_them_not(String sql) {
    assertEquals(List.of(List.of(1, 3)), run("DEFAULT", sql));
  }

  @Test
  void a_default_source_that_cannot_be_opened_does_not_hinder_queries_to_others() {
    assertEquals(
        List.of(List.of(1, 3)),
        run("LOST", "select o.id, s.id from sales.orders o join depot.stock s on o.id < s.id"));
  }

  @Test
  void a_source_that_cannot_be_opened_fails_its_queries_alone_and_is_tried_again()
      throws Exception {
    QueryFailure failure = failure("LOST", "select 1");

    assertEquals(QueryFailure.source("Source [lost] cannot be opened"), failure);
    assertEquals(FailureCategory.SOURCE, failure.category());

    Path made = Databases.duckDb(folder, "CREATE TABLE found(ID INTEGER)");
    Files.move(made, folder.resolve("absent.duckdb"));
    assertEquals(List.of(), run("LOST", "select * from found"));
  }

  @Test
  void projects_are_known_as_they_are_spelled() {
    assertTrue(engine.hasProject(new ProjectName("ARCHIVE")));
    assertEquals("Project 'Archive' does not exist;", failure("Archive", "select 1").message());
  }

  @Test
  void the_locale_of_the_machine_changes_nothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      assertEquals(List.of(List.of(1)), run("DEFAULT", "select ID from SALES.MAIN.ORDERS"));
      assertEquals(List.of(List.of(1)), run("DEFAULT", "select MIN(id) from RECENT r, orders"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private List<List<@Nullable Object>> run(String project, String sql) {
    return engine.run(request(sql).in(project).build(), new Cancellation(), Rows::readAll);
  }

  private QueryFailure failure(String project, String sql) {
    return assertThrows(QueryFailedException.class, () -> run(project, sql), sql).failure();
  }
}
