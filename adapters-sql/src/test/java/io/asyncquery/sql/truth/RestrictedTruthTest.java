package io.asyncquery.sql.truth;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.domain.VisibleTables.Table;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is granted of a database gives what a database gives that has nothing else. The tables under
 * test have more columns than those of the truth, and there are more of them.
 */
class RestrictedTruthTest extends TruthSuite {

  private static final int STARS = 300;

  @Override
  protected SqlQueryEngine open(Path duckDb) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + duckDb);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA hidden");
      for (Star table : Star.values()) {
        statement.execute(
            "CREATE OR REPLACE TABLE "
                + table
                + " AS SELECT 4711 AS hidden_first, *, 'hidden' AS lo_hidden, 4711 AS c1 FROM "
                + table);
        // Of the same names, which no name may reach.
        statement.execute(
            "CREATE TABLE hidden." + table + " AS SELECT * FROM " + table + " LIMIT 3");
      }
    }
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.DuckDbFile(duckDb))),
        DuckDbSettings.defaults());
  }

  @Override
  protected QueryEngine seen(SqlQueryEngine whole) {
    List<Table> tables = new ArrayList<>();
    for (Star table : Star.values()) {
      tables.add(new Table(List.of(table.name()), Optional.of(columns(whole, table))));
    }
    return whole.seeing(new VisibleTables.Only(tables));
  }

  private static Set<String> columns(SqlQueryEngine engine, Star table) {
    Set<String> columns = new HashSet<>();
    engine.run(
        request("select * from " + table + " limit 1").build(),
        new Cancellation(),
        batches -> {
          batches.columns().forEach(column -> columns.add(column.name()));
          return Rows.readAll(batches);
        });
    columns.removeAll(Set.of("hidden_first", "lo_hidden", "c1"));
    return columns;
  }

  /** A star, a whole row and a natural join are what tables have, so a part has other ones. */
  @Test
  void stars_and_joins_by_name_have_the_columns_granted_alone(@TempDir Path folder)
      throws Exception {
    Path whole = folder.resolve("whole.duckdb");
    Path part = folder.resolve("part.duckdb");
    make(whole, "id INTEGER, a INTEGER, secret INTEGER", "id INTEGER, secret INTEGER, b INTEGER");
    make(part, "id INTEGER, a INTEGER", "id INTEGER, b INTEGER");
    fill(whole, "i, i % 7, i % 3", "i % 10, 2, i % 5");
    fill(part, "i, i % 7", "i % 10, i % 5");
    VisibleTables granted =
        new VisibleTables.Only(
            List.of(
                new Table(List.of("main", "t"), Optional.of(Set.of("id", "a"))),
                new Table(List.of("s", "t"), Optional.of(Set.of("id", "b"))),
                new Table(List.of("u"), Optional.of(Set.of("id", "b")))));
    try (SqlQueryEngine restricted = engine(whole);
        SqlQueryEngine copy = engine(part)) {
      int withRows = 0;
      for (long seed = 1; seed <= STARS; seed++) {
        String sql = star(new Random(seed));
        String expected = rows(copy, sql);
        assertEquals(expected, rows(restricted.seeing(granted), sql), "seed " + seed + ": " + sql);
        withRows += expected.contains("[[") ? 1 : 0;
      }
      assertTrue(withRows > STARS / 2, withRows + " gave rows");
    }
  }

  private static String star(Random random) {
    String[] joins = {
      "main.t, s.t where main.t.id = s.t.id",
      "main.t join s.t on main.t.id = s.t.id",
      "t natural join u",
      "t join u using (id)",
      "t left join u using (id)",
      "main.t full join u on t.id = u.b",
      "t as x(k, v) join u as y(k2, w) on k = k2",
      "(select * from t) q natural join (select * from u) r",
      "t where exists (select 1 from s.t where s.t.id = main.t.id and s.t.b = 2)",
      "t where (id, a) in (select * from u)",
      "(select * from t union select * from u) q",
      "(table t) q",
      "lateral (select * from t where a > 2) q",
      "t cross join lateral (select max(u.b) as m from u where u.id = t.id) q"
    };
    String from = joins[random.nextInt(joins.length)];
    String items = random.nextInt(3) == 0 ? "count(*)" : "*";
    String query = "select " + items + " from " + from;
    return switch (random.nextInt(4)) {
      case 0 -> "with w as (" + query + ") select * from w";
      case 1 -> "select * from (" + query + ") z";
      case 2 -> query + " union all " + query;
      default -> query;
    };
  }

  private static void make(Path file, String t, String u) throws SQLException {
    execute(
        file,
        "CREATE SCHEMA s",
        "CREATE TABLE t(" + t + ")",
        "CREATE TABLE s.t(" + u + ")",
        "CREATE TABLE u(" + u + ")");
  }

  private static void fill(Path file, String t, String u) throws SQLException {
    execute(
        file,
        "INSERT INTO t SELECT " + t + " FROM range(12) r(i)",
        "INSERT INTO s.t SELECT " + u + " FROM range(9) r(i)",
        "INSERT INTO u SELECT " + u + " FROM range(14) r(i)");
  }

  private static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static SqlQueryEngine engine(Path file) {
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.DuckDbFile(file))),
        DuckDbSettings.defaults());
  }

  /** The names of the columns, and the rows in the order of their texts. */
  private static String rows(QueryEngine engine, String sql) {
    return engine.run(
        request(sql).build(),
        new Cancellation(),
        batches -> {
          String names = batches.columns().toString();
          return names + Rows.readAll(batches).stream().map(Object::toString).sorted().toList();
        });
  }
}
