package io.asyncquery.sql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.QueryEngineContract;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every kind of source promises beyond {@link QueryEngineContract}. A source's test brings a
 * database with the tables of {@link #few}, {@link #many} and {@code names}, and says what its own
 * SQL makes of each type, and where it differs in what is known of the tables.
 *
 * <p>The tables: {@code few(n, name, price, since)}, {@code many(n, t)} of {@value #MANY} rows,
 * {@code names} in the spelling {@code Mixed Case} with columns {@code ID}, {@code Unit Price} and
 * {@code 城市}, of one row: 1, 10, 北京.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SourceContract extends QueryEngineContract {

  protected static final long MANY = 300_000;

  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private static final long MEBIBYTE = 1 << 20;

  private SqlQueryEngine engine;

  /** Makes the tables, once. */
  protected abstract SourceDefinition prepare(Path folder) throws Exception;

  /** Expressions without a table, each with the type it has in a batch, and its value there. */
  protected abstract List<TypedValue> values();

  @Override
  protected KnownQuery few() {
    return new KnownQuery(
        "SELECT n, name, price, since FROM few ORDER BY n",
        Rows.of(
                new Column("n", Scalar.INTEGER),
                new Column("name", Scalar.VARCHAR),
                new Column("price", new Decimal(9, 2)),
                new Column("since", Scalar.DATE))
            .row(1, "one", new BigDecimal("1.50"), LocalDate.of(2020, 1, 1))
            .row(2, null, new BigDecimal("2.25"), LocalDate.of(2020, 2, 29))
            .row(3, "三", null, null)
            .row(4, "", new BigDecimal("0.00"), LocalDate.of(1969, 12, 31))
            .row(5, "a,b", new BigDecimal("-1.00"), last()));
  }

  /** The greatest date in {@code few}. */
  protected LocalDate last() {
    return LocalDate.of(9999, 12, 31);
  }

  @Override
  protected KnownQuery none() {
    return new KnownQuery(
        "SELECT name FROM few WHERE n > 5", Rows.of(new Column("name", Scalar.VARCHAR)));
  }

  @Override
  protected LargeQuery many() {
    return new LargeQuery("SELECT n, t FROM many", MANY);
  }

  @Override
  protected String slow() {
    return "SELECT count(*) FROM many a, many b, many c WHERE a.n * b.n + c.n = 7";
  }

  /** The rows are wide, so that the failure does not overtake those that are not fetched yet. */
  @Override
  protected String failsMidway() {
    return "SELECT repeat(t, 100), CASE WHEN n = 250000 THEN CAST(t AS INTEGER) END FROM many";
  }

  @Override
  protected List<String> invalid() {
    return List.of(
        "SELEC 1",
        "SELECT nothing FROM few",
        "SELECT * FROM nowhere",
        "SELECT nofunction(n) FROM few",
        "SELECT n, count(*) FROM few",
        "SELECT sum(name) FROM few",
        "SELECT mod(n, n - n) FROM few",
        "SELECT CAST(name AS INTEGER) FROM few");
  }

  /** SQL whose first rows come at once, of {@code rows} rows of a number and 200 bytes. */
  protected String wide(long rows) {
    return "SELECT a.n, repeat('x', 200) FROM many a CROSS JOIN many b LIMIT " + rows;
  }

  /** Whether the engine works on nothing but what asks this. */
  protected abstract boolean isIdle() throws Exception;

  /** What writes, or reaches for what no query may reach; the connection alone must refuse it. */
  protected abstract List<String> writes();

  /** Runs a statement on a connection of the source, past the planner. */
  protected abstract void executeDirectly(String sql) throws Exception;

  /** What calls functions that may not be called. */
  protected abstract List<String> forbiddenCalls();

  /** How the source keeps the name of a column that was made as {@code name}. */
  protected String declared(String name) {
    return name;
  }

  /** A value, as SQL and as it is read. */
  public record TypedValue(String sql, ColumnType type, @Nullable Object value) {}

  @BeforeAll
  void openEngine(@TempDir Path folder) throws Exception {
    engine =
        SqlQueryEngine.open(List.of(Databases.project(prepare(folder))), DuckDbSettings.defaults());
  }

  @AfterAll
  void closeEngine() {
    engine.close();
  }

  @Override
  protected QueryEngine engine() {
    return engine;
  }

  @Override
  protected ProjectName project() {
    return ProjectName.DEFAULT;
  }

  @Override
  protected int lent() {
    return engine.lentConnections();
  }

  @Test
  void every_type_comes_as_itself_with_its_extremes() {
    for (TypedValue expected : values()) {
      String sql = "select " + expected.sql() + " as v";
      List<Column> columns = new ArrayList<>();
      List<List<@Nullable Object>> rows =
          run(
              sql,
              batches -> {
                columns.addAll(batches.columns());
                return Rows.readAll(batches);
              });

      assertEquals(List.of(new Column("v", expected.type())), columns, sql);
      assertEquals(List.of(Arrays.asList(expected.value())), rows, sql);
    }
  }

  @Test
  void every_type_may_be_null_beside_values() {
    for (TypedValue value : values()) {
      String sql =
          "select case when n = 2 then null else "
              + value.sql()
              + " end as v from few where n < 4 order by n";

      // As text: an expression may have another type than its parts, such as a longer one.
      String text = text(value.value());
      assertEquals(
          List.of(text, "null", text),
          run(sql, Rows::readAll).stream().map(row -> text(row.getFirst())).toList(),
          sql);
    }
  }

  @Test
  void columns_become_rows() {
    String texts = "(select n, name as a, 'x' as b from few where n < 3)";
    assertEquals(
        "[[1, a, one], [1, b, x], [2, b, x]]",
        run(
                "select n, what, said from "
                    + texts
                    + " unpivot (said for what in (a, b)) as p"
                    + " order by n, what",
                Rows::readAll)
            .toString());
    assertEquals(
        "[[1, 10, one, x], [1, 20, x, one], [2, 10, null, x], [2, 20, x, null]]",
        run(
                "select N, what, said, other from "
                    + texts
                    + " unpivot ((said, other) for what in"
                    + " ((A, b) as 10, (b, a) as 20)) order by n, what",
                Rows::readAll)
            .toString());
    assertEquals(
        "[[1, one], [2, null]]",
        run(
                "select n, said from (select n, name from few where n < 3) unpivot include nulls"
                    + " (said for what in (name)) order by n",
                Rows::readAll)
            .toString());
  }

  @Test
  void columns_that_joins_have_in_common_are_one_wherever_they_are_named() {
    String joined =
        " from (select n, name from few) a natural join (select n, since from few) b"
            + " natural join (select n, name, price from few where n <> 4) c ";
    assertEquals(
        "[[1, 1, one], [5, 1, a,b]]",
        run(
                "select n, count(*) as c, max(name) as m"
                    + joined
                    + "where n <> 3 group by n having n > 0 order by n",
                Rows::readAll)
            .toString());
    assertEquals(
        "[[1], [2]]",
        run(
                "select n from few a join few b using (n) join few c using (n)"
                    + " where n < 3 order by n",
                Rows::readAll)
            .toString());
  }

  @Test
  void a_query_in_from_needs_no_name() {
    assertEquals(
        "[[1], [2]]",
        run(
                "select n from (select n from (select n, name from few) where n < 3) order by n",
                Rows::readAll)
            .toString());
  }

  @Test
  void a_result_of_any_size_takes_constant_memory() {
    long[] rows = {1_000_000, 0};
    List<Long> resident = new ArrayList<>();

    run(
        wide(rows[0]),
        batches -> {
          for (var next = batches.next(); next.isPresent(); next = batches.next()) {
            try (ColumnBatch batch = next.get()) {
              rows[1] += batch.rowCount();
              if (rows[1] % 64_000 < batch.rowCount()) {
                resident.add(residentBytes());
              }
            }
          }
          return true;
        });

    assertEquals(rows[0], rows[1]);
    long grown = resident.getLast() - resident.get(2);
    assertTrue(grown < 100 * MEBIBYTE, () -> "grown by " + grown / MEBIBYTE + " MiB: " + resident);
  }

  @Test
  void a_cancellation_reaches_the_engine_while_it_works_for_its_first_row() throws Exception {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() ->
            end.complete(
                assertThrows(
                    QueryFailedException.class,
                    () ->
                        engine.run(
                            request(slow()).build(), cancellation, batches -> drain(batches)))));
    Await.until("the engine works", () -> !isIdle());

    cancellation.cancel(STOPPED);

    assertEquals(STOPPED, ((QueryFailedException) end.get(4, TimeUnit.SECONDS)).failure());
    Await.untilWithin(2_000, "the engine has stopped", this::isIdle);
  }

  @Test
  void a_cancellation_reaches_the_engine_while_it_sends_rows() throws Exception {
    Cancellation cancellation = new Cancellation();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() ->
            end.complete(
                assertThrows(
                    QueryFailedException.class,
                    () ->
                        engine.run(
                            request(wide(50_000_000)).build(),
                            cancellation,
                            batches -> {
                              begun.countDown();
                              return drain(batches);
                            }))));
    assertTrue(begun.await(30, TimeUnit.SECONDS));

    cancellation.cancel(STOPPED);

    assertEquals(STOPPED, ((QueryFailedException) end.get(4, TimeUnit.SECONDS)).failure());
    Await.untilWithin(2_000, "the engine has stopped", this::isIdle);
  }

  @Test
  void rows_that_nobody_reads_are_not_made() throws Exception {
    run(
        wide(50_000_000),
        batches -> {
          batches.next().orElseThrow().close();
          return true;
        });

    Await.untilWithin(2_000, "the engine has stopped", this::isIdle);
  }

  @Test
  void names_match_in_any_case() {
    for (String sql :
        List.of(
            "select id, \"unit price\", 城市 from \"mixed case\"",
            "SELECT m.ID, M.\"UNIT PRICE\", m.\"城市\" FROM \"MIXED CASE\" m",
            "select \"MIXED case\".Id, \"Unit Price\", 城市 from \"mixed CASE\"",
            "select iD, \"unit PRICE\", 城市 from (select * from \"Mixed Case\") x",
            "select X.Id, x.\"unit PRICE\", 城市"
                + " from (select ID, \"UNIT price\", 城市 from \"Mixed Case\") x",
            "with Cte as (select id, \"unit price\" as P, 城市 from \"mixed case\")"
                + " select cTE.ID, p, 城市 from CTE",
            "select ID as Nr, \"unit price\", 城市 from \"mixed case\" order by nR, \"UNIT PRICE\"",
            "select id, max(\"UNIT price\") as Top, 城市 from \"mixed case\" group by ID, 城市"
                + " having max(\"unit price\") > 1 order by TOP desc",
            "select a.id, b.\"unit price\", B.城市 from \"mixed case\" A"
                + " join \"mixed case\" b using (ID)",
            "select a.id, \"unit price\", 城市 from \"mixed case\" a"
                + " where exists (select 1 from few where N = A.iD)",
            "select id, \"unit price\", 城市 from \"mixed case\" union all"
                + " select ID, \"Unit Price\", 城市 from \"mixed case\" where ID > 1 order by iD",
            "select id, \"unit price\", 城市 from \"mixed case\""
                + " order by row_number() over (partition by ID order by \"unit price\")")) {
      List<@Nullable Object> row =
          assertDoesNotThrow(() -> run(sql, Rows::readAll), sql).getFirst();
      assertEquals(List.of("1", "10", "北京"), row.stream().map(String::valueOf).toList(), sql);
    }
  }

  @Test
  void values_become_columns() {
    String few = "(select n, NAME, price > 1 as much from FEW where n < 4)";
    assertEquals(
        "[[null, null, 3], [true, 1, null]]",
        run(
                "select * from (select case when much then 'true' when not much then 'false' end m,"
                    + " one, \"Three\" from "
                    + few
                    + " pivot (max(N) for name in ('one' as ONE, '三' as \"three\")) as p) q",
                Rows::readAll)
            .stream()
            .map(String::valueOf)
            .sorted()
            .toList()
            .toString());
  }

  @Test
  void sql_means_what_it_says_in_every_clause() {
    assertEquals(2, run("select n from few limit 2", Rows::readAll).size());
    assertEquals(1, run("select n from few limit 2 offset 4", Rows::readAll).size());
    assertEquals(
        "4,5", numbers("select n from few where n > 3 order by n fetch first 9 rows only"));
    assertEquals("5,4,3", numbers("select n from few order by n desc limit 3"));
    assertEquals(
        "1,2",
        numbers(
            "select n from few f where exists"
                + " (select 1 from few g where g.n = f.n + 3) order by 1"));
    assertEquals(
        "1",
        numbers(
            "select count(*) as C from few group by name having c > 0 and max(n) = 1 and C < 2"));
    assertEquals(
        "1,2,2",
        numbers(
            "select count(*) as c from few group by case when n < 3 then 1 when n < 5 then 2 end"
                + " order by C nulls last, max(n)"));
    assertEquals("25", numbers("select count(*) from few a cross join few b"));
    assertEquals("5", numbers("select count(*) from few a left join few b on a.n = b.n"));
    assertEquals(
        "15",
        numbers("with t as (select n from few), u as (select n from t)" + " select sum(n) from u"));
    assertEquals(
        "1,3,5",
        numbers(
            "select n from few where mod(n, 2) = 1 intersect" + " select n from few order by n"));
    assertEquals("1,3,6,10,15", numbers("select sum(n) over (order by n) from few order by n"));
    assertEquals(
        "10", numbers("select sum(case when n between 1 and 4 then n else 0 end) from few"));
    assertEquals(
        "2,1",
        numbers(
            "select count(*) as c from (values (1), (1), (2)) as v(x)"
                + " group by x order by c desc"));
  }

  @Test
  void a_list_of_values_is_compared_with_any_or_all_of_them() {
    assertEquals("3,4,5", numbers("select n from few where n > all (1, 2) order by n"));
    assertEquals("1,2", numbers("select n from few where n = any (1, 2) order by n"));
    assertEquals("3,4,5", numbers("select n from few where n >= some (3, n + 1) order by n"));
    assertEquals("1,2", numbers("select n from few where not n > all (1, 2) order by n"));
    assertEquals(
        "2,3,4,5", numbers("select n from few where n < all (2, null) is false" + " order by n"));
    assertEquals("1", numbers("select n from few where row(n, name) = row(1, 'one')"));
  }

  @Test
  void a_value_is_compared_with_all_rows_of_a_query() {
    String doubled = "(select 2 * n from few) order by n";
    assertEquals("2,4", numbers("select n from few where n = any " + doubled));
    assertEquals("1,3,5", numbers("select n from few where n <> all " + doubled));
    assertEquals("3,4,5", numbers("select n from few where n > some " + doubled));
    assertEquals("5", numbers("select n from few where n >= all (select n from few) order by n"));
    assertEquals(
        "1,2,3,4,5",
        numbers("select n from few where n > all (select n from few where n > 9) order by n"));
  }

  @Test
  void rows_are_chosen_by_what_windows_give() {
    for (Map.Entry<String, String> query :
        Map.ofEntries(
                Map.entry(
                    "select n from few qualify row_number() over (order by n desc) < 3"
                        + " order by n",
                    "[[4], [5]]"),
                Map.entry(
                    "select n, row_number() over (order by n desc) as r from few"
                        + " qualify R < 3 order by r",
                    "[[5, 1], [4, 2]]"),
                Map.entry(
                    "select N as M from few qualify row_number() over (order by m desc) = 1",
                    "[[5]]"),
                Map.entry(
                    "select distinct mod(n, 2) as k from few"
                        + " qualify row_number() over (order by n) < 5 order by k",
                    "[[0], [1]]"),
                Map.entry(
                    "select n from few qualify row_number() over (order by n) < 4"
                        + " order by price desc nulls last, n limit 1 offset 1",
                    "[[1]]"),
                Map.entry(
                    "select mod(n, 2) as k, count(*) as c from few group by k"
                        + " qualify row_number() over (order by count(*) desc) = 1",
                    "[[1, 3]]"),
                Map.entry(
                    "select n from few window w as (order by n) qualify sum(n) over w > 6"
                        + " order by 1 desc",
                    "[[5], [4]]"),
                Map.entry(
                    "with t as (select n, name from few qualify row_number() over (order by n)"
                        + " < 4) select n from t qualify row_number() over (order by n desc) = 1"
                        + " order by n",
                    "[[3]]"),
                Map.entry(
                    "select n from few qualify row_number() over (order by n) = 1 union all select"
                        + " n from few qualify row_number() over (order by n desc) = 1 order by n",
                    "[[1], [5]]"),
                Map.entry(
                    "select f.n, g.n from few f join few g on f.n = g.n"
                        + " qualify row_number() over (order by f.n) = 2 order by g.n",
                    "[[2, 2]]"),
                Map.entry(
                    "select N from (select n from few qualify row_number() over (order by n) = 2)"
                        + " x",
                    "[[2]]"),
                Map.entry(
                    "select * from (select n from few) x"
                        + " qualify row_number() over (order by n desc) = 1",
                    "[[5]]"))
            .entrySet()) {
      List<List<@Nullable Object>> rows =
          assertDoesNotThrow(() -> run(query.getKey(), Rows::readAll), query.getKey());
      assertEquals(query.getValue(), rows.toString(), query.getKey());
    }
  }

  @Test
  void a_star_leaves_columns_out_or_replaces_them() {
    assertEquals(
        "[n, name] [[1, one]]", named("select * exclude (Price, since) from few where n = 1"));
    assertEquals(
        "[n, name, m] [[1, one, 2]]",
        named("select F.* exclude (price, since), n + 1 as m from few f where n = 1"));
    assertEquals(
        "[n, name] [[11, one]]",
        named("select n, name from (select * replace (n + 10 as n) from few) x where n = 11"));
    assertEquals(
        "[n, name, %s] [[1, one, one]]".formatted(again("g", "name")),
        named("select * except (price, since) from few f join few g using (n) where n = 1"));
    assertEquals(
        "[n, %s] [[5, 5]]".formatted(again("g", "n")),
        named(
            "select * exclude (name, price, since) from few f join few g on f.n = g.n"
                + " qualify row_number() over (order by f.n desc) = 1"));
    assertEquals(
        "Column 'nix' is none of those that [*] stands for (line 1, column 8)",
        failure("select * exclude (nix) from few f join few g using (n)").message());
  }

  /** How a column is headed where one before it has its name. */
  protected String again(String table, String name) {
    return name;
  }

  private String named(String sql) {
    return run(
        sql,
        batches ->
            batches.columns().stream().map(Column::name).toList() + " " + Rows.readAll(batches));
  }

  @Test
  void a_query_is_a_condition() {
    assertEquals("1,2,3,4,5", numbers("select n from few where (select 1 = 1) order by n"));
    assertEquals("5", numbers("select max(n) from few having (select 1 = 1)"));
  }

  @Test
  void a_recursion_takes_as_many_steps_as_it_says() {
    assertEquals(
        Long.toString(steps() * (steps() + 1) / 2),
        numbers(
            "with recursive r(n) as (select 1 union all select n + 1 from r where n < "
                + steps()
                + ") select sum(n) from r"));
    assertEquals(
        "one,三",
        numbers(
            "with recursive r(n) as (select 1 union all select n + 2 from r where n < 3)"
                + " select f.name from r join few f on f.n = r.n order by f.n"));
  }

  /** So many steps of a recursion a source takes at least. */
  protected long steps() {
    return 5_000;
  }

  @Test
  void a_table_takes_other_names_for_its_columns() {
    assertEquals("2", numbers("select a from few as f(a, b, c, d) where c > 2"));
  }

  @Test
  void what_no_source_is_given_is_refused_by_its_name() {
    for (String sql :
        List.of(
            "select multiset[n] from few",
            "select n from few where (since, since) precedes (since, since)",
            "select name is json from few",
            "select json_value(name, '$.a' returning integer) from few",
            "select cast(since as varchar format 'YYYY') from few",
            "select (since - since) day from few",
            "select count(n) within distinct (name) from few",
            "select * from few tablesample substitute('x')",
            "select convert(name using utf8) from few",
            "select sum(n) over (order by n rows 2 preceding disallow partial) from few",
            "select n from few order by all",
            "select n from few group by all",
            "select n from few where name like any ('a', 'b')")) {
      QueryFailure failure = failure(sql);
      assertEquals(FailureCategory.INVALID_SQL, failure.category(), sql);
      assertTrue(
          failure.message().matches(".*\\[[^\\]]+] is not available[:;] .*"),
          () -> sql + ": " + failure.message());
    }
  }

  private String numbers(String sql) {
    return run(sql, Rows::readAll).stream()
        .map(row -> text(row.getFirst()))
        .collect(Collectors.joining(","));
  }

  @Test
  void columns_are_called_as_the_catalog_does_or_as_the_alias_says() {
    List<Column> columns =
        run(
            "select *, id, iD as Nr, \"unit price\" from \"mixed case\" order by nr",
            ColumnBatches::columns);

    assertEquals(
        List.of(
            declared("ID"),
            declared("Unit Price"),
            declared("城市"),
            declared("ID"),
            "Nr",
            declared("Unit Price")),
        columns.stream().map(Column::name).toList());
  }

  @Test
  void the_locale_of_the_machine_changes_nothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      assertEquals(
          few().rows().values(),
          run("SELECT N, NAME, PRICE, SINCE FROM FEW ORDER BY N", Rows::readAll));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void wrong_names_are_named_with_their_place() {
    assertEquals(
        QueryFailure.invalidSql("Column 'x' not found in any table (line 1, column 8)"),
        failure("select x from few"));
    assertEquals(
        QueryFailure.invalidSql("Table 'nowhere' not found (line 1, column 15)"),
        failure("select * from nowhere"));
    assertEquals(
        QueryFailure.invalidSql("Function 'nope' not found (line 1, column 8)"),
        failure("select nope(n) from few"));
  }

  /** What fails over the data of {@code few}. */
  protected String failsOverData() {
    return "select cast(name as integer) from few";
  }

  @Test
  void no_data_is_told() {
    QueryFailure failure = failure(failsOverData());

    assertEquals(FailureCategory.INVALID_SQL, failure.category());
    assertFalse(failure.message().contains("one"), failure::message);
  }

  @Test
  void statements_that_are_no_queries_are_refused() {
    for (String sql :
        List.of(
            "insert into few values (9, 'x', 1, null)",
            "delete from few",
            "drop table few",
            "create table x(a integer)",
            "set x = 1",
            "select 1; select 2")) {
      assertEquals(FailureCategory.REJECTED, failure(sql).category(), sql);
    }
  }

  @Test
  void functions_that_do_more_than_compute_are_refused() {
    for (String sql : forbiddenCalls()) {
      QueryFailure failure = failure(sql);
      assertTrue(
          failure.message().contains("is not allowed") || failure.message().contains("not found"),
          () -> sql + ": " + failure);
    }
  }

  @Test
  void the_connection_alone_refuses_to_write() {
    for (String sql : writes()) {
      assertThrows(Exception.class, () -> executeDirectly(sql), sql);
    }
    assertEquals(few().rows().values(), run(few().sql(), Rows::readAll));
  }

  protected final QueryFailure failure(String sql) {
    return assertThrows(QueryFailedException.class, () -> run(sql, Rows::readAll), sql).failure();
  }

  protected final <T> T run(String sql, QueryEngine.Reader<T> reader) {
    return engine.run(request(sql).build(), new Cancellation(), reader);
  }

  private static long drain(ColumnBatches batches) {
    long rows = 0;
    for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  private static long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
              .sum()
          * 1_024;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
