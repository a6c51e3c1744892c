package io.asyncquery.sql.duckdb;

import static io.asyncquery.sql.source.SourceFunction.Kind.AGGREGATE;
import static io.asyncquery.sql.source.SourceFunction.Kind.SCALAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.sql.source.SourceFunction;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuckDbFunctionsTest {

  @AutoClose private Handle handle;
  private DuckDbFunctions functions;

  @BeforeEach
  void open() throws SQLException {
    handle = Jdbi.open(DriverManager.getConnection("jdbc:duckdb:"));
    handle.execute("CREATE MACRO mine(x) AS x + 1");
    handle.execute("CREATE MACRO list_mine(x) AS getvariable('x')");
    functions = new DuckDbFunctions(handle);
  }

  @Test
  void functions_of_their_arguments_alone_are_allowed() {
    for (String name :
        List.of(
            "abs",
            "date_trunc",
            "STRFTIME",
            "regexp_matches",
            "list_transform",
            "list_sum",
            "json_extract",
            "split_part",
            "md5",
            "now",
            "random")) {
      assertEquals(Optional.of(new SourceFunction(SCALAR, true)), functions.function(name), name);
    }
  }

  @Test
  void aggregates_and_window_functions_are_told_apart() {
    for (String name :
        List.of("sum", "COUNT", "string_agg", "median", "row_number", "lag", "arg_max")) {
      assertEquals(
          Optional.of(new SourceFunction(AGGREGATE, true)), functions.function(name), name);
    }
  }

  @Test
  void what_reaches_out_or_tells_of_the_server_is_refused() {
    for (String name :
        List.of(
            "getenv",
            "current_setting",
            "getvariable",
            "nextval",
            "pg_sleep",
            "sleep_ms",
            "error",
            "write_log",
            "setseed",
            "txid_current",
            "current_user",
            "current_query",
            "version",
            "json_serialize_sql",
            "json_serialize_plan",
            "__internal_compress_string_hugeint",
            "pg_get_viewdef",
            "in_search_path",
            "stats",
            "mine",
            "list_mine")) {
      assertFalse(functions.function(name).orElseThrow().allowed(), name);
    }
  }

  @Test
  void three_functions_are_tables() {
    for (String name : List.of("unnest", "range", "generate_series")) {
      assertTrue(functions.tableFunction(name).orElseThrow().allowed(), name);
    }
    assertEquals(
        3,
        handle
            .createQuery("SELECT DISTINCT function_name FROM duckdb_functions()")
            .mapTo(String.class)
            .stream()
            .filter(
                name -> functions.tableFunction(name).filter(SourceFunction::allowed).isPresent())
            .count());
  }

  @Test
  void a_function_that_is_not_there_is_not_there() {
    assertEquals(Optional.empty(), functions.function("nope"));
    assertEquals(Optional.empty(), functions.tableFunction("abs"));
  }
}
