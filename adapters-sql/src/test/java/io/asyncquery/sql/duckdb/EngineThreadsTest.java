package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.sql.Await;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EngineThreadsTest {

  private static final long MILLISECOND = 1_000_000;

  private DuckDBConnection instance;
  private EngineThreads threads;

  @BeforeEach
  void open() throws SQLException {
    Properties configuration = new Properties();
    configuration.setProperty("threads", "2");
    configuration.setProperty("external_threads", "2");
    configuration.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    instance =
        DriverManager.getConnection("jdbc:duckdb:", configuration).unwrap(DuckDBConnection.class);
    threads = EngineThreads.start(instance, 1);
  }

  @AfterEach
  void close() throws SQLException {
    threads.close();
    instance.close();
  }

  private <T> T read(String sql, QueryEngine.Reader<T> reader) throws SQLException {
    return new DuckDbColumnReader(_ -> threads).read(instance, sql, new Cancellation(), reader);
  }

  private Thread helper() {
    return threads.threads().getFirst();
  }

  private void await(Thread.State state) throws Exception {
    Await.until("it is " + state, () -> helper().getState() == state);
  }

  private long worked() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(helper().threadId());
  }

  private static long rest(ColumnBatches batches) {
    long rows = 0;
    for (var next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  @Test
  void they_help_a_query_to_compute() throws Exception {
    awaitHelp();
  }

  private void awaitHelp() throws Exception {
    long before = worked();
    while (worked() < before + 20 * MILLISECOND) {
      assertEquals(
          1_000,
          read(
              "select i % 1000 as k, sum(i) from range(3000000) t(i) group by k",
              EngineThreadsTest::rest));
    }
  }

  @Test
  void rows_that_come_one_after_the_other_are_left_to_the_reader() throws Exception {
    read(
        "select i, i * 3 as j, hash(i) as h from range(5000000) t(i)",
        batches -> {
          batches.next().orElseThrow().close();
          assertDoesNotThrow(() -> await(Thread.State.WAITING));
          long before = worked();

          assertTrue(rest(batches) > 4_000_000);

          // It is called waiting some microseconds before it stops to run.
          assertTrue(worked() < before + MILLISECOND);
          return 0;
        });
  }

  @Test
  void one_query_that_computes_keeps_them_at_work_for_another() throws Exception {
    try (EngineThreads.Computation _ = threads.begin()) {
      try (EngineThreads.Computation _ = threads.begin()) {
        await(Thread.State.RUNNABLE);
      }
      awaitHelp();
      assertEquals(Thread.State.RUNNABLE, helper().getState());
    }
    await(Thread.State.WAITING);
  }

  @Test
  void a_query_that_fails_leaves_them_free() throws Exception {
    for (String sql : List.of("select nothing", "select error('no ' || i) from range(9) t(i)")) {
      try {
        read(sql, EngineThreadsTest::rest);
      } catch (SQLException | RuntimeException e) {
        // As planned.
      }
      await(Thread.State.WAITING);
    }
  }

  @Test
  void they_end_with_the_instance_even_at_work() throws Exception {
    EngineThreads.Computation computing = threads.begin();
    await(Thread.State.RUNNABLE);

    threads.close();

    assertFalse(helper().isAlive());
    computing.close();
  }
}
