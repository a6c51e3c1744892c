package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.sample.StarSchema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** After an error of its own DuckDB refuses everything: that must not last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class InvalidatedInstanceTest {

  /** Found by generated queries: DuckDB 2.0.0 fails at it with an internal error. */
  private static final String FATAL =
      """
      SELECT c1 FROM (
        SELECT array_to_string(list_transform(range(1, length(X) + 1), lambda i:
          CASE WHEN i > 1 AND regexp_matches(substr(X, i - 1, 1), '[\\pL\\pN]')
            THEN lower(substr(X, i, 1)) ELSE upper(substr(X, i, 1)) END), '') AS c1
        FROM LINEORDER JOIN CUSTOMER ON LO_CUSTKEY = C_CUSTKEY
        WHERE nullif(strftime(LO_ORDERDATE, '%Y-%m'), C_CITY) IS NULL)
      WHERE c1 IS NOT NULL
      """
          .replace(
              "X",
              "(strftime('1996-02-29'::TIMESTAMP, '%Y%m%d') || nullif(coalesce("
                  + "(string_split('air', 'I'))[2], ''), LO_ORDERPRIOTITY) || '!')");

  private DuckDbSource source;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, 0.0005, progress -> {});
    source = DuckDbSource.openFile(file, DuckDbSettings.defaults());
  }

  @AfterAll
  void close() {
    source.close();
  }

  private Handle connect() {
    return source.connect(new Cancellation());
  }

  private static int one(Handle handle) {
    return handle.createQuery("SELECT 1").mapTo(int.class).one();
  }

  private void breakIt(Handle handle) {
    QueryFailure failure = failure(handle);
    assertEquals(FailureCategory.SOURCE, failure.category(), failure.message());
    String refused =
        String.valueOf(assertThrows(JdbiException.class, () -> one(handle)).getMessage());
    assertTrue(refused.contains("invalidated"), refused);
  }

  private QueryFailure failure(Handle handle) {
    Cancellation cancellation = new Cancellation();
    try {
      long rows =
          source
              .reader()
              .read(handle.getConnection(), FATAL, cancellation, InvalidatedInstanceTest::count);
      throw new AssertionError("[" + rows + "] rows: it takes another query to break DuckDB now");
    } catch (SQLException e) {
      return source.failures().execution(e, cancellation).failure();
    } catch (QueryFailedException e) {
      return e.failure();
    }
  }

  private static long count(ColumnBatches batches) {
    long rows = 0;
    for (var next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  @Test
  void the_next_query_finds_it_started_anew() {
    for (int i = 0; i < 3; i++) {
      try (Handle handle = connect()) {
        breakIt(handle);
      }
      try (Handle handle = connect()) {
        assertEquals(1, one(handle));
      }
    }
    assertEquals(0, source.lentConnections());
  }

  @Test
  void a_new_query_waits_for_the_connections_of_the_others_to_be_closed() throws Exception {
    Handle broken = connect();
    Handle other = connect();
    breakIt(broken);
    CompletableFuture<Handle> waiting = CompletableFuture.supplyAsync(this::connect);
    broken.close();
    assertFalse(waiting.isDone());
    other.close();

    try (Handle handle = waiting.join()) {
      assertEquals(1, one(handle));
      assertEquals(1, source.lentConnections());
    }
  }
}
