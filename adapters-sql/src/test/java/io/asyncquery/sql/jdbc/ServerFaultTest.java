package io.asyncquery.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.failure.SqlStateErrors;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server, PostgreSQL, that dies, hangs or is cut off while it sends rows. */
@Tag("slow")
@Timeout(120)
class ServerFaultTest {

  private static final String MANY =
      "SELECT g, repeat('x', 200) FROM generate_series(1, 5000000) g";
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private static EmbeddedPostgres server;

  private final JdbcColumnReader reader =
      new JdbcColumnReader(new FailureTranslator(new SqlStateErrors()));

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void a_server_process_that_is_killed_in_mid_stream_fails_the_query_and_a_new_one_serves()
      throws Exception {
    try (Connection connection = connect(server.getPort())) {
      long backend = backend(connection);

      QueryFailure failure = failure(connection, () -> signal("KILL", backend));

      assertEquals(QueryFailure.source("The connection to the source broke"), failure);
      assertTrue(connection.isClosed(), "It must not be used again");
    }
    awaitServing();
  }

  @Test
  void a_connection_that_is_cut_in_mid_stream_fails_the_query() throws Exception {
    try (CutOff way = new CutOff(server.getPort());
        Connection connection = connect(way.port())) {
      QueryFailure failure = failure(connection, way::cut);

      assertEquals(QueryFailure.source("The connection to the source broke"), failure);
      assertTrue(connection.isClosed(), "It must not be used again");
    }
    awaitIdle();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_hangs_in_mid_stream_is_left_within_the_bound_of_a_cancellation(boolean whole)
      throws Exception {
    try (Connection connection = connect(server.getPort())) {
      ProcessHandle backend = ProcessHandle.of(backend(connection)).orElseThrow();
      long postmaster = backend.parent().orElseThrow().pid();
      Cancellation cancellation = new Cancellation();
      CountDownLatch hangs = new CountDownLatch(1);
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread reading =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  read(
                      connection,
                      cancellation,
                      () -> {
                        if (whole) {
                          signal("STOP", postmaster);
                        }
                        signal("STOP", backend.pid());
                        hangs.countDown();
                      });
                  end.complete(new AssertionError("It did not hang"));
                } catch (Exception | AssertionError e) {
                  end.complete(e);
                }
              });
      try {
        assertTrue(hangs.await(30, TimeUnit.SECONDS));
        awaitSocketRead(reading);
        long cancelled = System.nanoTime();
        cancellation.cancel(STOPPED);
        Throwable thrown = end.get(30, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - cancelled);

        assertEquals(STOPPED, failureOf(thrown, cancellation));
        assertTrue(took.compareTo(BOUND) < 0, () -> "It took " + took);
        assertTrue(connection.isClosed(), "It must not be used again");
      } finally {
        signal("CONT", postmaster);
        signal("CONT", backend.pid());
      }
    }
    awaitIdle();
  }

  /** Why a query over many rows failed, after whose first rows {@code fault} came. */
  private QueryFailure failure(Connection connection, Fault fault) {
    Cancellation none = new Cancellation();
    Throwable thrown = assertThrows(Exception.class, () -> read(connection, none, fault));
    return failureOf(thrown, none);
  }

  private static QueryFailure failureOf(Throwable thrown, Cancellation cancellation) {
    FailureTranslator failures = new FailureTranslator(new SqlStateErrors());
    return switch (thrown) {
      case QueryFailedException failed -> failed.failure();
      case SQLException driver -> failures.execution(driver, cancellation).failure();
      default -> throw new AssertionError(thrown);
    };
  }

  private long read(Connection connection, Cancellation cancellation, Fault fault)
      throws SQLException {
    connection.setAutoCommit(false);
    return reader.read(connection, MANY, cancellation, batches -> drain(batches, fault));
  }

  private static long drain(ColumnBatches batches, Fault fault) {
    long rows = 0;
    for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        if (rows == 0) {
          fault.happen();
        }
        rows += batch.rowCount();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return rows;
  }

  @FunctionalInterface
  private interface Fault {
    void happen() throws IOException, InterruptedException;
  }

  private static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
  }

  private static long backend(Connection connection) throws SQLException {
    return number(connection, "SELECT pg_backend_pid()");
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The server mends itself, and nothing of ours keeps it from that. */
  private static void awaitServing() {
    await("SELECT 1", 1);
  }

  /** Nothing of ours runs on in the server. */
  private static void awaitIdle() {
    await(
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            + " AND pid <> pg_backend_pid()",
        0);
  }

  private static void await(String sql, long expected) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try (Connection connection = connect(server.getPort())) {
        if (number(connection, sql) == expected) {
          return;
        }
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(sql, e);
        }
      }
      assertTrue(System.nanoTime() < deadline, sql);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Returns once {@code thread} waits for the server, in the midst of a result. */
  private static void awaitSocketRead(Thread thread) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (int seen = 0; seen < 5; ) {
      assertTrue(System.nanoTime() < deadline, "It does not wait");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      seen =
          Stream.of(thread.getStackTrace())
                  .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.NioSocketImpl"))
              ? seen + 1
              : 0;
    }
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    List<String> kill = List.of("kill", "-" + name, Long.toString(pid));
    assertEquals(0, new ProcessBuilder(kill).start().waitFor());
  }
}
