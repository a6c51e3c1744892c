package io.asyncquery.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.BypassAttempt.Layer;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.plan.TableScope;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import io.asyncquery.sql.source.FunctionCatalog;
import io.asyncquery.sql.source.Source;
import io.asyncquery.sql.source.SourceFunction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of many attempts is refused by the layer that is there for it, in a clear sentence. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BypassSuite {

  private static final int SOME = 12;
  private static final Duration RUN_TIME = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern INTERNALS =
      Pattern.compile(
          "Exception|Error:|\\bat [a-z]+\\.|\\b(?:java|org|com|io|sun)\\.[a-z]+\\.|\\n");

  private static final Pattern PATH = Pattern.compile("(?:/[\\w.*-]+){2,}");

  private static final Set<FailureCategory> OF_THE_SENDER =
      EnumSet.of(FailureCategory.INVALID_SQL, FailureCategory.REJECTED);

  /** Would let every function through. */
  protected static final FunctionCatalog EVERY_FUNCTION =
      new FunctionCatalog() {
        @Override
        public Optional<SourceFunction> function(String name) {
          return Optional.of(new SourceFunction(SourceFunction.Kind.SCALAR, true));
        }

        @Override
        public Optional<SourceFunction> tableFunction(String name) {
          return function(name);
        }
      };

  /** Would have every table. */
  private static final Catalog EVERY_TABLE =
      new Catalog() {
        @Override
        public Optional<String> schema(String name) {
          return Optional.of(name);
        }

        @Override
        public Optional<CatalogTable> table(String schema, String name) {
          List<CatalogColumn> columns =
              Stream.of("a", "b").map(column -> new CatalogColumn(column, List.of())).toList();
          return Optional.of(new CatalogTable(List.of(schema, name), columns));
        }
      };

  @AutoClose private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);

  /** How many attempts there are at least. */
  protected int many() {
    return 150;
  }

  /** What queries meet in the product. */
  protected abstract Source source();

  /** The connections as an operator is told to have them. */
  protected abstract Source guarded();

  /** An engine of little memory. */
  protected abstract SqlQueryEngine small();

  /** What plans as {@link #source()}, and lets every function through. */
  protected abstract QueryPlanner anyFunction();

  /** Runs a statement past the planner. */
  protected void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<BypassAttempt> refused() {
    return BypassAttempt.all(getClass()).stream().filter(a -> !a.isRefusedBy(Layer.LIMIT)).toList();
  }

  List<BypassAttempt> limited() {
    return BypassAttempt.all(getClass()).stream().filter(a -> a.isRefusedBy(Layer.LIMIT)).toList();
  }

  List<BypassAttempt> functions() {
    return BypassAttempt.all(getClass()).stream()
        .filter(a -> a.isRefusedBy(Layer.FUNCTIONS))
        .toList();
  }

  List<BypassAttempt> tables() {
    return BypassAttempt.all(getClass()).stream()
        .filter(a -> a.isRefusedBy(Layer.CATALOG))
        .toList();
  }

  List<BypassAttempt> connection() {
    return BypassAttempt.all(getClass()).stream()
        .filter(a -> a.isRefusedBy(Layer.CONNECTION))
        .toList();
  }

  @Test
  void there_are_many_attempts_at_every_aim() {
    Map<String, Long> byAim =
        BypassAttempt.all(getClass()).stream()
            .collect(Collectors.groupingBy(BypassAttempt::aim, Collectors.counting()));
    assertTrue(byAim.values().stream().mapToLong(n -> n).sum() >= many(), byAim::toString);
    assertTrue(byAim.values().stream().allMatch(n -> n >= SOME), byAim::toString);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void an_attempt_is_refused_by_the_layer_that_is_there_for_it(BypassAttempt attempt) {
    ParsedQuery query;
    try {
      query = ParsedQuery.of(attempt.sql());
    } catch (Exception e) {
      QueryFailure failure = clear(attempt, FailureTranslator.parsing(attempt.sql(), e));
      assertEquals(attempt.refusedBy(), Layer.PARSER, failure::message);
      return;
    }
    QueryFailure failure = refusal(attempt, source()::planner, query, source()::catalog);
    assertEquals(attempt.refusedBy(), layer(failure), failure::message);
  }

  private static Layer layer(QueryFailure failure) {
    if (failure.message().startsWith("Function ")) {
      return Layer.FUNCTIONS;
    }
    return failure.message().startsWith("What stands in the quotes is no interval")
        ? Layer.PARSER
        : Layer.CATALOG;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void the_list_of_functions_needs_no_catalog(BypassAttempt attempt) throws Exception {
    ParsedQuery query = ParsedQuery.of(attempt.sql());
    QueryFailure failure = refusal(attempt, source()::planner, query, _ -> EVERY_TABLE);
    assertTrue(failure.message().startsWith("Function "), failure::message);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void the_catalog_needs_no_list_of_functions(BypassAttempt attempt) throws Exception {
    ParsedQuery query = ParsedQuery.of(attempt.sql());
    var _ = refusal(attempt, _ -> anyFunction(), query, source()::catalog);
  }

  @ParameterizedTest
  @MethodSource("connection")
  void the_connection_needs_none_of_them(BypassAttempt attempt) {
    try (Handle handle = guarded().connect(new Cancellation())) {
      SQLException refusal =
          assertThrows(SQLException.class, () -> execute(handle.getConnection(), attempt.sql()));
      QueryFailure failure = guarded().failures().execution(refusal, new Cancellation()).failure();
      assertNoLeak(attempt, failure);
    }
  }

  @ParameterizedTest
  @MethodSource("limited")
  void what_would_take_all_memory_or_time_is_ended(BypassAttempt attempt) {
    Cancellation cancellation = new Cancellation();
    QueryFailure late = new QueryFailure(FailureCategory.TIMEOUT, "The query took too long");
    var _ =
        clock.schedule(() -> cancellation.cancel(late), RUN_TIME.toMillis(), TimeUnit.MILLISECONDS);
    long begin = System.nanoTime();
    QueryFailure failure =
        assertThrows(
                QueryFailedException.class,
                () ->
                    small()
                        .run(
                            RequestBuilder.request(attempt.sql()).build(),
                            cancellation,
                            BypassSuite::readToTheEnd))
            .failure();
    assertTrue(
        EnumSet.of(FailureCategory.LIMIT, FailureCategory.TIMEOUT, FailureCategory.INVALID_SQL)
                .contains(failure.category())
            || failure.message().matches(".* has not enough (memory|resources) for the query"),
        failure::toString);
    assertNoLeak(attempt, failure);
    assertTrue(System.nanoTime() - begin < PATIENCE.toNanos(), "too slow to end");
  }

  private static boolean readToTheEnd(ColumnBatches batches) {
    for (Optional<ColumnBatch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
      batch.get().close();
    }
    return true;
  }

  /** What the planner says to a query that is none of the parser's business. */
  private QueryFailure refusal(
      BypassAttempt attempt,
      java.util.function.Function<Handle, QueryPlanner> planner,
      ParsedQuery query,
      java.util.function.Function<Handle, Catalog> catalog) {
    try (Handle handle = source().connect(new Cancellation())) {
      TableScope scope = new TableScope(catalog.apply(handle), "data", source().defaultSchema());
      Exception refusal =
          assertThrows(
              Exception.class, () -> planner.apply(handle).plan(query, RowRange.ALL, scope));
      return clear(attempt, FailureTranslator.parsing(attempt.sql(), refusal));
    }
  }

  private static QueryFailure clear(BypassAttempt attempt, QueryFailedException refusal) {
    QueryFailure failure = refusal.failure();
    boolean unreadable = failure.message().endsWith("cannot be read");
    assertTrue(unreadable || OF_THE_SENDER.contains(failure.category()), failure::toString);
    assertFalse(failure.message().contains("not supported in this form"), failure::message);
    assertNoLeak(attempt, failure);
    return failure;
  }

  /** The only paths in it are those that the sender wrote. */
  private static void assertNoLeak(BypassAttempt attempt, QueryFailure failure) {
    assertFalse(INTERNALS.matcher(failure.message()).find(), failure::message);
    assertTrue(
        PATH.matcher(failure.message())
            .results()
            .map(MatchResult::group)
            .allMatch(attempt.sql()::contains),
        failure::message);
  }
}
