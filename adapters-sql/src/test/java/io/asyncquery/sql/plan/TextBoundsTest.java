package io.asyncquery.sql.plan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.SourceFunction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text ends soon, by what it holds; large queries that people generate are planned. */
class TextBoundsTest {

  private static final FunctionCatalog NO_FUNCTIONS =
      new FunctionCatalog() {
        @Override
        public Optional<SourceFunction> function(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<SourceFunction> tableFunction(String name) {
          return Optional.empty();
        }
      };

  /** One table, {@code t}. */
  private static final Catalog TABLES =
      new Catalog() {
        @Override
        public Optional<String> schema(String name) {
          return name.equals("main") ? Optional.of(name) : Optional.empty();
        }

        @Override
        public Optional<CatalogTable> table(String schema, String name) {
          return name.equals("t")
              ? Optional.of(
                  new CatalogTable(
                      List.of(schema, name),
                      List.of(
                          new CatalogColumn("a", List.of()), new CatalogColumn("b", List.of()))))
              : Optional.empty();
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "-| - |The SQL has more than [500] signs in a row (line 1, column 1509)",
        "not|not |The SQL has more than [500] signs in a row (line 1, column 2008)",
        "brackets|(|The SQL is nested more than [500] deep (line 1, column 508)",
        "lists|[|The SQL is nested more than [500] deep (line 1, column 508)",
        "cases|case when 1=1 then |The SQL is nested more than [500] deep",
        "or|1=1 or |An expression has more than [16000] words and signs: split it",
        "and|1=1 and |An expression has more than [16000] words and signs: split it",
        "plus|1 + |An expression has more than [16000] words and signs: split it",
        "names|a |An expression has more than [16000] words and signs: split it",
        "unions|1 union all select |The SQL has more than [2000] SELECTs: split it",
        "joins|1 from t join |The SQL reads more than [1000] tables: split it",
        "columns|1, |The SQL lists too many columns: split it (line 1, column 15006)",
        "dots|a.|The SQL has too long a text without blanks",
        "casts|1::|The SQL has too long a text without blanks",
        "digits|1|A number has more than [1000] digits (line 1, column 8)"
      })
  void what_would_keep_calcite_busy_is_refused_by_its_count(
      String name, String unit, String refusal) {
    String sql = "select " + unit.repeat(100_000 / unit.length()) + "1";

    String message = refusal(sql);

    assertTrue(message.startsWith(refusal), name + ": " + message);
  }

  @Test
  void many_lists_are_refused_together() {
    assertTrue(
        refusal("select 1" + (", " + "(".repeat(490) + "1" + ")".repeat(490)).repeat(50))
            .startsWith("The SQL has too many brackets in each other: split it"));
    assertTrue(
        refusal("select a from t where a in (" + "1, ".repeat(200_000) + "1)")
            .startsWith("The SQL has more than [250000] words and signs: split it"));
    assertEquals(
        "The SQL reads more than [1000] tables: split it (line 1, column 4015)",
        refusal("select 1 from t x" + " , t".repeat(5_000)));
  }

  /** Nothing of these is hidden from the count by where a text or a comment seems to begin. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select '', $",
        "select \"\", $",
        "select E'\\'', $",
        "select 1e'\\'', $",
        "select '\\', $",
        "select U&'\\0027', $",
        "select /* ' */ $",
        "select /* /* */ $",
        "select -- '\n $",
        "select t.case, t.end, $"
      })
  void a_text_hides_nothing(String sql) {
    assertTrue(
        refusal(sql.replace("$", "(".repeat(5_000)))
            .startsWith("The SQL is nested more than [500] deep"));
  }

  @Test
  void what_stands_in_a_text_or_a_comment_is_not_counted() {
    String brackets = "(".repeat(5_000);
    for (String sql :
        List.of(
            "select '" + brackets + "' from t",
            "select a /* " + brackets + " */ from t",
            "select a -- " + brackets + "\n from t",
            "select a as \"" + brackets.substring(0, 1_000) + "\" from t")) {
      assertDoesNotThrow(() -> plan(sql));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollup(a, b)", "cube(a, b)", "grouping sets ((a), (b), ())"})
  void grouping_sets_that_multiply_each_other_are_refused(String sets) {
    String many = IntStream.range(0, 30).mapToObj(_ -> sets).collect(Collectors.joining(", "));

    assertTrue(
        refusal("select 1 from t group by " + many)
            .startsWith("The SQL groups by more than [4096] sets: split it"));
    assertDoesNotThrow(() -> plan("select 1 from t group by " + sets));
  }

  @Test
  void a_cube_of_many_columns_is_refused() {
    assertTrue(
        refusal("select 1 from t group by cube(" + "a, ".repeat(12) + "b)")
            .startsWith("The SQL groups by more than [4096] sets: split it"));
  }

  @Test
  void queries_that_double_each_other_are_refused() {
    String doubling =
        IntStream.range(1, 40)
            .mapToObj(i -> ", q%d as (select * from q%d x, q%d y)".formatted(i, i - 1, i - 1))
            .collect(Collectors.joining());

    assertTrue(
        refusal("with q0 as (select * from t)" + doubling + " select * from q39")
            .startsWith("A row has more than [5000] columns: name those that are needed"));
  }

  @Test
  void aliases_that_double_each_other_are_refused() {
    String doubling =
        IntStream.range(1, 60)
            .mapToObj(i -> ", c%d + c%d as c%d".formatted(i - 1, i - 1, i))
            .collect(Collectors.joining());

    assertEquals(
        "The names stand for too much: split it", refusal("select a as c0" + doubling + " from t"));
  }

  @Test
  void large_queries_are_planned() {
    String values = IntStream.range(0, 10_000).mapToObj(String::valueOf).collect(joining(", "));
    String columns = IntStream.range(0, 1_000).mapToObj(i -> "a as c" + i).collect(joining(", "));
    String wide = IntStream.range(0, 30).mapToObj(i -> "a as c" + i).collect(joining(", "));
    String terms = IntStream.range(0, 3_000).mapToObj(i -> "a = " + i).collect(joining(" or "));
    String pairs =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "(a = %d and b = %d)".formatted(i, i))
            .collect(joining(" or "));
    for (String sql :
        List.of(
            "select a from t where a in (" + values + ")",
            "select " + columns + " from t",
            "select " + wide + " from t" + (" union all select " + wide + " from t").repeat(499),
            "select a from t where " + terms,
            "select a from t where " + terms.replace(" or ", " and "),
            "select a from t where " + pairs)) {
      assertDoesNotThrow(() -> plan(sql));
    }
  }

  private static Collector<CharSequence, ?, String> joining(String separator) {
    return Collectors.joining(separator);
  }

  private static String refusal(String sql) {
    Exception thrown = assertThrows(Exception.class, () -> plan(sql));
    return FailureTranslator.parsing(sql, thrown).failure().message();
  }

  /** On a stack as large as the product's. */
  private static String plan(String sql) throws Exception {
    FutureTask<String> task = new FutureTask<>(() -> planned(sql));
    Thread.ofPlatform().stackSize(256L << 20).start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static String planned(String sql) throws Exception {
    return new QueryPlanner(NO_FUNCTIONS, AnsiSqlDialect.DEFAULT)
        .plan(ParsedQuery.of(sql), RowRange.ALL, new TableScope(TABLES, "data", "main"));
  }
}
