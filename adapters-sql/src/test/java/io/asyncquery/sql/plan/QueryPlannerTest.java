package io.asyncquery.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a catalog that is ten lines long, in a dialect that adds nothing. */
class QueryPlannerTest {

  private final List<String> asked = new ArrayList<>();
  private final QueryPlanner planner = new QueryPlanner(new Functions(), AnsiSqlDialect.DEFAULT);

  @Test
  void the_catalog_is_asked_for_what_the_query_names_once() throws Exception {
    String sql =
        "select t.a from T t join other.U on t.a = u.a where t.a in (select a from t) and exists"
            + " (select 1 from T)";

    assertTrue(plan(sql).startsWith("SELECT"));

    assertEquals(
        Set.of("schema main", "schema other", "table main.t", "table main.T", "table other.U"),
        Set.copyOf(asked));
    assertEquals(Set.copyOf(asked).size(), asked.size(), asked::toString);
  }

  @Test
  void a_query_without_tables_asks_for_none() throws Exception {
    plan("select 1");

    assertEquals(List.of(), asked.stream().filter(what -> what.startsWith("table")).toList());
  }

  @Test
  void tables_are_named_as_the_catalog_says() throws Exception {
    assertEquals(
        "SELECT \"t\".\"a\", \"x\".\"a\" FROM \"db\".\"main\".\"t\", \"db\".\"other\".\"u\" AS"
            + " \"x\"",
        plan("select t.a, x.a from T, Other.U x").replace(",\n", ", "));
  }

  @Test
  void what_with_names_is_no_table() throws Exception {
    assertEquals(
        "WITH \"T\" AS (SELECT 1 AS \"a\") SELECT \"a\" FROM \"t\"",
        plan("with T as (select 1 as a) select a from t"));
    assertEquals(
        "WITH \"T\" AS (SELECT 1 AS \"a\") SELECT \"a\" FROM \"db\".\"main\".\"t\"",
        plan("with T as (select 1 as a) select a from main.t"));
    assertEquals(
        "WITH \"t\" AS (SELECT \"a\" FROM \"db\".\"main\".\"t\") SELECT \"a\" FROM \"t\"",
        plan("with t as (select a from main.t) select a from t"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select 1 from a, b.c, s.d.e x, (select 1 from f.g) y | B,F,S
          select (select 1 from u.v) from t where exists (select 1 from W.x) | U,W
          with q as (select 1 from r.s) select 1 from q left join lateral (select 1 from y.z) k on 1 = 1 | R,Y
          table m.n | M
          select a.b.c from t | ''
          select 1 from o.p union select 1 from o.q | O
          """)
  void qualifiers_are_those_of_tables(String sql, String expected) throws Exception {
    Set<String> qualifiers = ParsedQuery.of(sql).tableQualifiers();

    assertEquals(
        expected == null ? "" : expected, String.join(",", qualifiers).toUpperCase(Locale.ROOT));
  }

  @Test
  void only_harmless_functions_are_called() throws Exception {
    assertEquals("SELECT \"harmless\"(1)", plan("select harmless(1)"));
    assertEquals(
        QueryFailure.rejected("Function [HARMFUL] is not allowed (line 1, column 8)"),
        failure("select HARMFUL(1)"));
    assertEquals(
        QueryFailure.invalidSql("Function 'unheard' not found (line 1, column 8)"),
        failure("select unheard(1)"));
  }

  @Test
  void aggregates_decide_what_must_be_grouped() throws Exception {
    assertTrue(plan("select gather(a) from t").contains("gather"));
    assertThrows(Exception.class, () -> plan("select a, gather(a) from t"));
    assertTrue(plan("select a, gather(a) over () from t").contains("OVER"));
    assertTrue(plan("select a, harmless(a) from t group by a, harmless(a)").contains("GROUP BY"));
  }

  private String plan(String sql) throws SqlParseException {
    return planner.plan(
        ParsedQuery.of(sql), RowRange.ALL, new TableScope(new Tables(), "data", "main"));
  }

  private QueryFailure failure(String sql) {
    return assertThrows(QueryFailedException.class, () -> plan(sql)).failure();
  }

  private final class Tables implements Catalog {

    @Override
    public Optional<String> schema(String name) {
      asked.add("schema " + name);
      return Set.of("main", "other").stream().filter(name::equalsIgnoreCase).findFirst();
    }

    @Override
    public Optional<CatalogTable> table(String schema, String name) {
      asked.add("table " + schema + "." + name);
      String exact = schema.equals("main") ? "t" : "u";
      return exact.equalsIgnoreCase(name)
          ? Optional.of(
              new CatalogTable(
                  List.of("db", schema, exact), List.of(new CatalogColumn("a", List.of()))))
          : Optional.empty();
    }
  }

  private static final class Functions implements FunctionCatalog {

    @Override
    public Optional<SourceFunction> function(String name) {
      return switch (name) {
        case "harmless" -> Optional.of(new SourceFunction(SourceFunction.Kind.SCALAR, true));
        case "gather" -> Optional.of(new SourceFunction(SourceFunction.Kind.AGGREGATE, true));
        case "HARMFUL" -> Optional.of(new SourceFunction(SourceFunction.Kind.SCALAR, false));
        default -> Optional.empty();
      };
    }

    @Override
    public Optional<SourceFunction> tableFunction(String name) {
      return Optional.empty();
    }
  }
}
