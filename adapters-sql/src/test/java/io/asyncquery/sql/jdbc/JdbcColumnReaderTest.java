package io.asyncquery.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.failure.SqlStateErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over two drivers that differ in everything: DuckDB's and SQLite's. */
class JdbcColumnReaderTest {

  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private final JdbcColumnReader reader =
      new JdbcColumnReader(new FailureTranslator(new SqlStateErrors()));
  @AutoClose private Connection duckDb;
  @AutoClose private Connection sqlite;

  @BeforeEach
  void connect() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @Test
  void every_type_comes_as_itself() throws Exception {
    assertReads(Scalar.BOOLEAN, true, "true");
    assertReads(Scalar.BOOLEAN, false, "false");
    assertReads(Scalar.TINYINT, (byte) -128, "CAST(-128 AS TINYINT)");
    assertReads(Scalar.SMALLINT, (short) 32767, "CAST(32767 AS SMALLINT)");
    assertReads(Scalar.INTEGER, Integer.MIN_VALUE, "CAST(-2147483648 AS INTEGER)");
    assertReads(Scalar.BIGINT, Long.MAX_VALUE, "CAST(9223372036854775807 AS BIGINT)");
    assertReads(
        Scalar.HUGEINT,
        new BigInteger("-170141183460469231731687303715884105728"),
        "CAST('-170141183460469231731687303715884105728' AS HUGEINT)");
    assertReads(Scalar.REAL, 1.5f, "CAST(1.5 AS REAL)");
    assertReads(Scalar.DOUBLE, 0.1, "CAST(0.1 AS DOUBLE)");
    assertReads(Scalar.DOUBLE, Double.NEGATIVE_INFINITY, "CAST('-inf' AS DOUBLE)");
    assertReads(Scalar.VARCHAR, "中文 😀", "'中文 😀'");
    assertReads(Scalar.VARCHAR, "", "''");
    assertReads(Scalar.VARBINARY, ByteBuffer.wrap(new byte[] {0, -1}), "'\\x00\\xFF'::BLOB");
    assertReads(Scalar.DATE, LocalDate.of(1, 1, 1), "DATE '0001-01-01'");
    assertReads(Scalar.DATE, LocalDate.of(9999, 12, 31), "DATE '9999-12-31'");
    assertReads(Scalar.TIME, LocalTime.parse("23:59:59.999999"), "TIME '23:59:59.999999'");
    assertReads(
        Timestamp.MICROS,
        LocalDateTime.parse("1969-12-31T23:59:59.999999"),
        "TIMESTAMP '1969-12-31 23:59:59.999999'");
    assertReads(
        Scalar.TIMESTAMP_WITH_TIME_ZONE,
        Instant.parse("2020-02-29T22:30:00.000001Z"),
        "TIMESTAMPTZ '2020-03-01 00:30:00.000001+02:00'");
  }

  @Test
  void decimals_of_every_width_are_exact() throws Exception {
    assertReads(
        new ColumnType.Decimal(4, 2), new BigDecimal("-99.99"), "CAST(-99.99 AS DECIMAL(4,2))");
    assertReads(
        new ColumnType.Decimal(9, 0),
        new BigDecimal("999999999"),
        "CAST(999999999 AS DECIMAL(9,0))");
    assertReads(
        new ColumnType.Decimal(18, 18),
        new BigDecimal("-0.999999999999999999"),
        "CAST(-0.999999999999999999 AS DECIMAL(18,18))");
    assertReads(
        new ColumnType.Decimal(38, 10),
        new BigDecimal("-9999999999999999999999999999.9999999999"),
        "CAST('-9999999999999999999999999999.9999999999' AS DECIMAL(38,10))");
  }

  @Test
  void what_has_no_type_here_is_text() throws Exception {
    assertReads(Scalar.VARCHAR, "[1, 2]", "[1, 2]");
    assertReads(
        Scalar.VARCHAR,
        "550e8400-e29b-41d4-a716-446655440000",
        "'550e8400-e29b-41d4-a716-446655440000'::UUID");
  }

  /** The value, a NULL, and the value again. */
  private void assertReads(ColumnType type, Object value, String expression) throws SQLException {
    String sql =
        "SELECT x FROM (SELECT %s AS x, 1 AS o UNION ALL SELECT NULL, 2 UNION ALL SELECT %s, 3) ORDER BY o"
            .formatted(expression, expression);

    Rows rows = read(duckDb, sql);

    assertEquals(List.of(new Column("x", type)), rows.columns(), expression);
    assertEquals(
        List.of(List.of(value), Collections.singletonList(null), List.of(value)),
        rows.values(),
        expression);
  }

  @Test
  void another_driver_is_read_the_same_way() throws Exception {
    try (Statement statement = sqlite.createStatement()) {
      statement.execute("CREATE TABLE t(i INTEGER, r REAL, s TEXT, b BLOB)");
      statement.execute("INSERT INTO t VALUES (1, 1.5, 'x', x'00ff'), (NULL, NULL, NULL, NULL)");
    }

    Rows rows = read(sqlite, "SELECT i, r, s AS text, b FROM t");

    assertEquals(
        List.of("i", "r", "text", "b"), rows.columns().stream().map(Column::name).toList());
    assertEquals("1", rows.values().getFirst().getFirst().toString());
    assertEquals("x", rows.values().getFirst().get(2));
    assertEquals(Arrays.asList(null, null, null, null), rows.values().getLast());
  }

  @Test
  void batches_are_bounded_in_rows() throws Exception {
    assertEquals(List.of(4_096, 4_096, 1_808), batchSizes("SELECT range AS n FROM range(10000)"));
  }

  @Test
  void batches_are_bounded_in_bytes() throws Exception {
    List<Integer> sizes = batchSizes("SELECT repeat('x', 1000000) AS t FROM range(20)");

    assertEquals(20, sizes.stream().mapToInt(Integer::intValue).sum());
    assertTrue(Collections.max(sizes) <= 5, sizes::toString);
  }

  @Test
  void no_rows_are_no_batch() throws Exception {
    assertEquals(List.of(), batchSizes("SELECT 1 AS n WHERE false"));
  }

  @Test
  void what_the_driver_says_is_passed_on_before_the_first_row() {
    SQLException thrown = assertThrows(SQLException.class, () -> read(duckDb, "SELECT nothing"));

    assertTrue(String.valueOf(thrown.getMessage()).contains("nothing"));
  }

  @Test
  void what_the_driver_says_among_rows_is_a_failure() throws Exception {
    try (Connection streaming =
        DriverManager.getConnection("jdbc:duckdb:;jdbc_stream_results=true")) {
      QueryFailedException thrown =
          assertThrows(
              QueryFailedException.class,
              () ->
                  read(
                      streaming,
                      "SELECT repeat('x', 100), mod(1, range - 300000) FROM range(600000)",
                      new Cancellation(),
                      Rows::readAll));

      assertEquals(FailureCategory.SOURCE, thrown.failure().category());
    }
  }

  @Test
  void a_cancelled_query_is_not_begun() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(STOPPED);

    QueryFailedException thrown =
        assertThrows(
            QueryFailedException.class,
            () -> read(duckDb, "SELECT 1", cancellation, Rows::readAll));

    assertEquals(STOPPED, thrown.failure());
  }

  @Test
  void a_cancellation_interrupts_the_statement() throws Exception {
    Cancellation cancellation = new Cancellation();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Exception> end = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          begun.countDown();
          end.complete(
              assertThrows(
                  Exception.class,
                  () ->
                      read(
                          duckDb,
                          "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(100) c"
                              + " WHERE (a.range * b.range + c.range) % 7 = 3",
                          cancellation,
                          Rows::readAll)));
        });
    begun.await();

    cancellation.cancel(STOPPED);

    Exception thrown = end.get(10, TimeUnit.SECONDS);
    FailureTranslator failures = new FailureTranslator(new SqlStateErrors());
    QueryFailure failure =
        thrown instanceof SQLException driver
            ? failures.execution(driver, cancellation).failure()
            : ((QueryFailedException) thrown).failure();
    assertEquals(STOPPED, failure);
    assertEquals(List.of(List.of(1)), read(duckDb, "SELECT 1").values());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void the_statement_is_closed_however_the_reader_leaves(int batches) throws Exception {
    IllegalStateException defect = new IllegalStateException("a defect of the reader");

    assertEquals(
        defect,
        assertThrows(
            IllegalStateException.class,
            () ->
                read(
                    duckDb,
                    "SELECT range FROM range(100000)",
                    new Cancellation(),
                    lent -> {
                      for (int i = 0; i < batches; i++) {
                        lent.next().orElseThrow().close();
                      }
                      throw defect;
                    })));

    assertFalse(duckDb.isClosed());
    assertEquals(List.of(List.of(1)), read(duckDb, "SELECT 1").values());
  }

  private List<Integer> batchSizes(String sql) throws SQLException {
    return read(
        duckDb,
        sql,
        new Cancellation(),
        batches -> {
          List<Integer> sizes = new ArrayList<>();
          for (var next = batches.next(); next.isPresent(); next = batches.next()) {
            try (ColumnBatch batch = next.get()) {
              sizes.add(batch.rowCount());
            }
          }
          assertTrue(batches.next().isEmpty());
          return sizes;
        });
  }

  private Rows read(Connection connection, String sql) throws SQLException {
    return read(connection, sql, new Cancellation(), JdbcColumnReaderTest::all);
  }

  private <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> rows)
      throws SQLException {
    return reader.read(connection, sql, cancellation, rows);
  }

  private static Rows all(ColumnBatches batches) {
    Rows rows = Rows.of(batches.columns());
    for (List<@Nullable Object> row : Rows.readAll(batches)) {
      rows.row(row.toArray());
    }
    return rows;
  }
}
