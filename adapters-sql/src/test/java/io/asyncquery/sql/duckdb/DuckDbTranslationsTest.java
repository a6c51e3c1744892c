package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.function.FunctionSuite;
import io.asyncquery.sql.function.Translations;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every function that is translated, run by a real DuckDB: its value, with NULL, at an edge. */
class DuckDbTranslationsTest extends FunctionSuite {

  private Comparison comparison;

  @BeforeAll
  void openComparison(@TempDir Path folder) throws Exception {
    Path file = Databases.duckDb(folder, TABLES.toArray(String[]::new));
    comparison = Comparison.over(DuckDbSource.openFile(file, DuckDbSettings.defaults()));
  }

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    return new SourceDefinition.DuckDbFile(Databases.duckDb(folder, TABLES.toArray(String[]::new)));
  }

  @Override
  protected Translations table() {
    return DuckDbTranslations.INSTANCE;
  }

  @Override
  protected List<String> differences() {
    return List.of();
  }

  @AfterAll
  void close() throws Exception {
    comparison.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          now()                                         | localtimestamp
          current_timestamp                             | localtimestamp
          current_timestamp(3)                          | localtimestamp
          {fn now()}                                    | localtimestamp
          {fn curdate()}                                | current_date
          current_date()                                | current_date
          {fn curtime()}                                | localtime
          current_time                                  | localtime
          rand()                                        | random()
          """)
  void what_no_value_is_known_of_is_what_duckdb_says(String function, String meaning)
      throws Exception {
    assertEquals(comparison.planned("select " + meaning), comparison.planned("select " + function));
  }

  @Test
  void seconds_are_counted_in_the_time_zone_of_the_server() throws Exception {
    LocalDateTime time = LocalDateTime.of(2016, 4, 8, 9, 0);
    long seconds = time.atZone(ZoneId.systemDefault()).toEpochSecond();
    String epoch =
        Instant.EPOCH
            .atZone(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));

    assertEquals("" + seconds, one("unix_timestamp('2016-04-08 09:00:00')", "IS NOT NULL"));
    assertEquals("" + seconds, one("unix_timestamp('8.4.2016 9', 'd.M.yyyy H')", "IS NOT NULL"));
    assertEquals(epoch, one("from_unixtime(0)", "IS NOT NULL"));
    assertEquals(epoch.substring(0, 10), one("from_unixtime(0 * b, 'yyyy-MM-dd')", "IS NOT NULL"));
    assertEquals("true", one("unix_timestamp() > 1500000000", "IS NOT NULL"));
    assertEquals("true", one("abs(unix_timestamp(now()) - unix_timestamp()) < 60", "IS NOT NULL"));
  }

  @Test
  void an_aggregate_may_be_a_window() throws Exception {
    assertEquals(
        "[1, 3]",
        comparison.one(
            "select collect_set(who) over (partition by shop) from visits where shop = 'A' limit"
                + " 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          months_between(d, d)        | Function [months_between] is not available in source [data] (line 1, column 8)
          Massin(n, 'x')              | Function [Massin] is not available in source [data] (line 1, column 8)
          rand(3)                     | Function [rand] is not available in source [data] (line 1, column 8)
          {fn sentences(s)}           | Function [sentences] is not available in source [data] (line 1, column 8)
          nosuch(d)                   | Function 'nosuch' not found (line 1, column 8)
          to_char(d, 'qq')            | Function [to_char]: [qq] in its pattern is not supported (line 1, column 8)
          to_char(d, s)               | Function [to_char]: its pattern must be written out as a text (line 1, column 8)
          convert(n, nothing)         | Function [convert]: [nothing] is no type (line 1, column 8)
          intersect_count(n, n, s)    | Function [intersect_count]: the third argument must be written out as [ARRAY[...]] (line 1, column 8)
          add_months(getenv('x'), 1)  | Function [getenv] is not allowed (line 1, column 19)
          convert(getenv('x'), date)  | Function [getenv] is not allowed (line 1, column 16)
          "unnest"(array[1, version()]) | Function [version] is not allowed (line 1, column 26)
          """)
  void what_cannot_be_translated_is_named(String expression, String message) {
    String sql = "select " + expression + " from e";
    Throwable thrown = assertThrows(Exception.class, () -> comparison.planned(sql));

    assertEquals(message, FailureTranslator.parsing(sql, thrown).failure().message());
  }

  /** Some operands stand in a translation more than once. */
  @Test
  void nesting_does_not_explode() {
    String sql = "select " + "instr(".repeat(20) + "'a'" + ", 'b', 1)".repeat(20);
    Throwable thrown = assertThrows(Exception.class, () -> comparison.planned(sql));

    assertEquals(
        "The functions are nested too deeply for the source",
        FailureTranslator.parsing(sql, thrown).failure().message().replaceFirst(" \\(.*", ""));
  }

  /** Its own meaning can be had. */
  @Test
  void a_function_in_quotes_is_the_sources_own() throws Exception {
    assertEquals("4", comparison.one("select \"dayofweek\"(date '2019-10-03')"));
    assertEquals("ab", comparison.one("select \"concat\"('a', null, 'b')"));
    assertEquals("2.0", comparison.one("select \"log\"(100)"));
  }

  private String one(String expression, String which) throws Exception {
    return comparison.one("select " + expression + " from e where d " + which);
  }
}
