package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.execution.Cancellation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockCacheTest {

  private static final int ROWS = 3_000_000;
  private static final String SCAN = "select * from wide";
  private static final String GROUPS =
      "select a, min(b), min(c), min(d), min(e), min(f), min(g), min(h) from wide group by a";

  /** What a scan may leave, and what it reads until that is looked at. */
  private static final long LITTLE = BlockCache.LEAST + BlockCache.GROWTH + (32 << 20);

  @TempDir static Path folder;

  private Path file = Path.of("");
  private Optional<DuckDbSource> opened = Optional.empty();

  @BeforeAll
  void fill() throws SQLException {
    file = folder.resolve("wide.duckdb");
    try (DuckDBConnection writable = DuckDbInstance.writable(file);
        Statement statement = writable.createStatement()) {
      statement.execute("create table small as select 1 as a");
      statement.execute(
          "create table wide as select hash(i) as a, hash(i + 1) as b, hash(i + 2) as c, "
              + "hash(i + 3) as d, hash(i + 4) as e, hash(i + 5) as f, hash(i + 6) as g, "
              + "hash(i + 7) as h from range("
              + ROWS
              + ") t(i)");
      statement.execute("create view joined as select w.* from wide w join small on w.a > small.a");
    }
  }

  @BeforeEach
  void open() throws Exception {
    opened = Optional.of(DuckDbSource.openFile(file, DuckDbSettings.defaults()));
  }

  @AfterEach
  void close() {
    opened.orElseThrow().close();
  }

  @AfterAll
  void the_file_is_larger_than_what_a_scan_leaves() {
    assertTrue(file.toFile().length() > LITTLE);
  }

  @Test
  void a_scan_leaves_little_of_a_large_table() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertTrue(largestWhile(SCAN) < LITTLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GROUPS, "select sum(hash(a, b, c, d, e, f, g, h)) from wide"})
  void what_a_query_with_groups_has_read_is_kept_by_scans(String sql) throws Exception {
    long read = largestWhile(sql);
    assertTrue(read > LITTLE);

    largestWhile(SCAN);

    assertTrue(size() >= read);
  }

  @Test
  void nothing_is_given_back_while_another_query_may_need_memory() throws Exception {
    try (Handle handle = opened.orElseThrow().connect(new Cancellation())) {
      read(
          handle.getConnection(),
          "select sum(a) from small",
          () -> assertTrue(largestWhile(SCAN) > LITTLE));
    }
  }

  @Test
  void the_limit_of_memory_is_the_one_it_was() throws Exception {
    String before = setting();

    largestWhile(SCAN);

    assertEquals(before, setting());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from wide",
        "select a + 1, upper(b::varchar) from wide where a > 7 and b + c > 9",
        "select a from wide offset 3",
        "select x.a from (select a, b from wide where c > 1) x where b > 2",
      })
  void reading_one_table_is_a_scan(String sql) throws Exception {
    assertTrue(isScan(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select sum(a) from wide",
        "select a from wide order by a",
        "select distinct a from wide",
        "select row_number() over (order by b) from wide",
        "select a from wide union all select b from wide",
        "select * from joined",
        "select * from wide w join small s on w.a = s.a",
        "select a, (select max(a) from small) from wide",
        "select 'name' from wide limit 1 offset (select a from small)",
      })
  void any_other_query_may_need_memory(String sql) throws Exception {
    assertFalse(isScan(sql));
  }

  private boolean isScan(String sql) throws SQLException {
    try (Handle handle = opened.orElseThrow().connect(new Cancellation())) {
      return ScanPlan.isPlanOf(sql, handle.getConnection().unwrap(DuckDBConnection.class));
    }
  }

  /** In bytes, after a chunk. */
  private long largestWhile(String sql) throws Exception {
    long[] largest = new long[1];
    try (Handle handle = opened.orElseThrow().connect(new Cancellation())) {
      read(handle.getConnection(), sql, () -> largest[0] = Math.max(largest[0], size()));
    }
    return largest[0];
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Reads all rows, with {@code step} after some of the chunks. */
  private void read(Connection connection, String sql, Step step) throws SQLException {
    opened
        .orElseThrow()
        .reader()
        .read(
            connection,
            sql,
            new Cancellation(),
            batches -> {
              int chunks = 0;
              for (var next = batches.next(); next.isPresent(); next = batches.next()) {
                try (ColumnBatch _ = next.get()) {
                  if (chunks++ % 16 == 0) {
                    step.run();
                  }
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              }
              return chunks;
            });
  }

  private long size() throws SQLException {
    return Long.parseLong(
        asked("select memory_usage_bytes from duckdb_memory() where tag = 'BASE_TABLE'"));
  }

  private String setting() throws SQLException {
    return asked("select current_setting('memory_limit')");
  }

  private String asked(String sql) throws SQLException {
    try (Handle handle = opened.orElseThrow().connect(new Cancellation());
        Statement statement = handle.getConnection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
