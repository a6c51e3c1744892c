package io.asyncquery.sql.truth;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.sample.StarSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated queries over the Star Schema Benchmark: in the spelling of Kylin's users through the
 * engine, and in DuckDB's own over a plain connection to the same rows. Both give the same rows in
 * the same order, with the same NULLs, and the same types where the engine has them.
 *
 * <p>Each query has a seed. Set {@code -Dtruth.seed} to that of a failure to begin there, and
 * {@code -Dtruth.queries} to choose how many follow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TruthSuite {

  private static final double SCALE = 0.0005;
  private static final int FEW = 250;
  private static final int MANY = 3_000;
  private static final long FIRST = 19_920_101;

  private SqlQueryEngine engine;
  private QueryEngine seen;
  private Path truthFile = Path.of("");
  private Connection truth;
  private int withoutTruth;

  /**
   * The engine under test, whose project DEFAULT holds the tables of {@code duckDb}.
   *
   * @param duckDb the benchmark as a DuckDB file, open read-only
   */
  protected abstract SqlQueryEngine open(Path duckDb) throws Exception;

  /** What queries see of the engine. */
  protected QueryEngine seen(SqlQueryEngine whole) {
    return whole;
  }

  /** The query as it is sent: {@code kylin}, whose tables no source qualifies. */
  protected String sent(String kylin) {
    return kylin;
  }

  /** The query of a seed. */
  protected Spelled query(long seed) {
    return Queries.of(seed);
  }

  /** Whether the engine means the same by {@code query} as DuckDB does. */
  protected boolean isComparable(String kylin) {
    return true;
  }

  /** Whether both are the same; types too, where the engine's are DuckDB's. */
  protected void assertSame(Answer expected, Answer answer, String message) {
    assertEquals(expected, answer, message);
  }

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, SCALE, progress -> {});
    engine = open(file);
    seen = seen(engine);
    Path copy = folder.resolve("truth.duckdb");
    StarSchema.create(copy, SCALE, progress -> {});
    truthFile = copy;
    truth = openTruth();
  }

  @AfterAll
  void close() throws SQLException {
    truth.close();
    engine.close();
  }

  @Test
  void a_few_hundred_queries_give_what_duckdb_gives() throws SQLException {
    compare(Long.getLong("truth.seed", FIRST), Integer.getInteger("truth.queries", few()));
  }

  @Test
  @Tag("slow")
  void some_thousand_queries_give_what_duckdb_gives() throws SQLException {
    compare(
        Optional.ofNullable(Long.getLong("truth.seed")).orElseGet(this::firstOfMany),
        Integer.getInteger("truth.queries", many()));
  }

  /**
   * Where the many begin: always at the same, since about one generated query in some thousand
   * meets an error of the engine's own. By hand {@code truth.seed} begins elsewhere.
   */
  protected long firstOfMany() {
    return 1;
  }

  /** How many are a few hundred, or fewer where each takes long. */
  protected int few() {
    return FEW;
  }

  /** Whether that is an error of the engine's own, such as DuckDB has too. */
  protected boolean isFaultOfItsOwn(QueryFailedException failed) {
    return false;
  }

  /** How many are many. */
  protected int many() {
    return MANY;
  }

  private void compare(long first, int count) throws SQLException {
    System.out.printf("Queries of the seeds from %d, %d of them%n", first, count);
    int compared = 0;
    int withRows = 0;
    for (long seed = first; seed < first + count; seed++) {
      if (isComparable(query(seed).kylin())) {
        compared++;
        withRows += compare(seed) ? 1 : 0;
      }
    }
    assertTrue(withoutTruth <= 1 + count / 100, "[" + withoutTruth + "] without a truth");
    assertTrue(compared > count / 2, "[" + compared + "] of [" + count + "] queries compared");
    assertTrue(withRows > compared / 2, "[" + withRows + "] of [" + compared + "] gave rows");
  }

  /** Whether there were rows. */
  private boolean compare(long seed) throws SQLException {
    Spelled query = query(seed);
    Optional<Answer> expected = truth(query.duckDb(), seed);
    if (expected.isPresent()) {
      answer(query.kylin(), seed)
          .ifPresent(answer -> assertSame(expected.get(), answer, "seed " + seed + "\n" + query));
    }
    return expected.filter(answer -> !answer.rows().isEmpty()).isPresent();
  }

  private Connection openTruth() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + truthFile);
  }

  /** None where DuckDB meets an error of its own, after which it has to be opened anew. */
  private Optional<Answer> truth(String sql, long seed) throws SQLException {
    try (Statement statement = truth.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return Optional.of(Answer.of(result));
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).startsWith("INTERNAL Error")) {
        System.out.printf("DuckDB itself fails at the query of the seed %d%n", seed);
        withoutTruth++;
        truth.close();
        truth = openTruth();
        return Optional.empty();
      }
      throw new SQLException("seed " + seed + ": " + sql, e);
    }
  }

  private Optional<Answer> answer(String sql, long seed) {
    try {
      return Optional.of(seen.run(request(sent(sql)).build(), new Cancellation(), Answer::of));
    } catch (QueryFailedException e) {
      if (isFaultOfItsOwn(e)) {
        System.out.printf("The engine itself fails at the query of the seed %d%n", seed);
        withoutTruth++;
        return Optional.empty();
      }
      throw new AssertionError(
          "seed " + seed + ": " + e.failure().message() + "\n" + sql + "\n" + plan(sql), e);
    }
  }

  private String plan(String sql) {
    try {
      return engine.explain(request(sent(sql)).build()).toString();
    } catch (QueryFailedException e) {
      return "no plan";
    }
  }
}
