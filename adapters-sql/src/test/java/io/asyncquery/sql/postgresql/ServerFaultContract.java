package io.asyncquery.sql.postgresql;

import static io.asyncquery.application.testdata.RequestBuilder.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.Await;
import io.asyncquery.sql.CutOff;
import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every kind of source makes of a real server that dies, hangs or is cut off while it sends
 * rows.
 */
@Tag("slow")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerFaultContract {

  private static final String MANY =
      "select a.n, repeat('x', 200) from many a cross join many b limit 5000000";
  protected static final Duration READ_TIMEOUT = Duration.ofSeconds(3);
  private static final QueryFailure LOST = QueryFailure.source("Source [data]: connection lost");
  private static final QueryFailure SILENT =
      QueryFailure.source("Source [data]: connection lost, it sent nothing for too long");
  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private final FaultyServer server;
  private final CutOff way;
  private SqlQueryEngine engine;

  protected ServerFaultContract(FaultyServer server) throws IOException {
    this.server = server;
    this.way = new CutOff(server.port());
  }

  /** A real server and what can befall it. */
  public interface FaultyServer extends AutoCloseable {
    int port();

    void makeTables(long many) throws SQLException;

    /** The session that sends the rows. */
    long working() throws SQLException;

    /** Kills the process that serves a session; the server then comes back by itself. */
    void kill(long session) throws Exception;

    /** Ends a session as an administrator does. */
    void end(long session) throws SQLException;

    /** The processes that must stop so that a session hangs, or the whole server. */
    List<Long> processes(long session, boolean whole);

    boolean isIdle() throws SQLException;

    /** How many sessions there are but the one that asks. */
    long sessions() throws SQLException;

    @Override
    void close() throws IOException;
  }

  /** What an administrator's end of a session looks like. */
  protected QueryFailure ended() {
    return LOST;
  }

  /** The database at {@code port} of this machine, which may be silent for the read timeout. */
  protected abstract SourceDefinition source(int port);

  @BeforeAll
  void openEngine() throws SQLException {
    server.makeTables(3_000);
    engine =
        SqlQueryEngine.open(
            List.of(Databases.project(source(way.port()))), DuckDbSettings.defaults());
  }

  @BeforeEach
  void a_connection_waits_in_the_pool() {
    assertEquals("1", one());
  }

  @AfterEach
  void the_pool_recovers_and_nothing_is_leaked() throws Exception {
    Await.until("a query runs again", this::runsAgain);
    assertEquals(0, Databases.lentConnections(engine));
    Await.until("nothing of ours works on in the server", server::isIdle);
    assertTrue(server.sessions() <= 3, "connections are leaked in the server");
  }

  @AfterAll
  void stop() throws IOException {
    engine.close();
    way.close();
    server.close();
  }

  @Test
  void a_server_process_that_is_killed_in_mid_stream_fails_the_query() throws Exception {
    assertEquals(LOST, failure(() -> server.kill(server.working())));
  }

  @Test
  void a_server_process_that_is_ended_in_mid_stream_fails_the_query() throws Exception {
    assertEquals(ended(), failure(() -> server.end(server.working())));
  }

  @Test
  void a_connection_that_is_cut_in_mid_stream_fails_the_query() throws Exception {
    assertEquals(LOST, failure(way::cut));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_hangs_in_mid_stream_fails_the_query_within_the_read_timeout(boolean whole)
      throws Exception {
    List<Long> hanging = new CopyOnWriteArrayList<>();
    long[] began = {0};
    try {
      QueryFailure failure =
          failure(() -> {
            hang(whole, hanging);
            began[0] = System.nanoTime();
          });
      Duration took = Duration.ofNanos(System.nanoTime() - began[0]);

      assertEquals(SILENT, failure);
      assertTrue(took.compareTo(READ_TIMEOUT.plusSeconds(4)) < 0, () -> "It took " + took);
    } finally {
      wake(hanging);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_hangs_is_left_within_two_seconds_of_a_cancellation(boolean whole)
      throws Exception {
    Cancellation cancellation = new Cancellation();
    CountDownLatch hangs = new CountDownLatch(1);
    List<Long> hanging = new CopyOnWriteArrayList<>();
    CompletableFuture<Long> run = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() ->
            run.completeAsync(
                () ->
                    read(
                        cancellation,
                        () -> {
                          hang(whole, hanging);
                          hangs.countDown();
                        }),
                Runnable::run));
    try {
      assertTrue(hangs.await(30, TimeUnit.SECONDS));
      cancellation.cancel(STOPPED);
      ExecutionException thrown =
          assertThrows(ExecutionException.class, () -> run.get(4, TimeUnit.SECONDS));

      assertEquals(
          STOPPED, assertInstanceOf(QueryFailedException.class, thrown.getCause()).failure());
    } finally {
      wake(hanging);
    }
  }

  private QueryFailure failure(Fault fault) {
    return assertThrows(QueryFailedException.class, () -> read(new Cancellation(), fault))
        .failure();
  }

  private long read(Cancellation cancellation, Fault fault) {
    return engine.run(request(MANY).build(), cancellation, batches -> drain(batches, fault));
  }

  private static long drain(ColumnBatches batches, Fault fault) {
    long rows = 0;
    for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        if (rows == 0) {
          fault.happen();
        }
        rows += batch.rowCount();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return rows;
  }

  private boolean runsAgain() {
    try {
      return one().equals("1");
    } catch (QueryFailedException e) {
      assertEquals(FailureCategory.SOURCE, e.failure().category());
      return false;
    }
  }

  private String one() {
    return engine
        .run(request("select 1").build(), new Cancellation(), Rows::readAll)
        .getFirst()
        .getFirst()
        .toString();
  }

  private void hang(boolean whole, List<Long> hanging)
      throws SQLException, IOException, InterruptedException {
    for (long process : server.processes(server.working(), whole)) {
      hanging.add(process);
      signal("STOP", process);
    }
  }

  private static void wake(List<Long> hanging) throws IOException, InterruptedException {
    for (long process : hanging) {
      signal("CONT", process);
    }
  }

  protected static void signal(String name, long pid) throws IOException, InterruptedException {
    List<String> kill = List.of("kill", "-" + name, Long.toString(pid));
    assertEquals(0, new ProcessBuilder(kill).start().waitFor());
  }

  @FunctionalInterface
  private interface Fault {
    void happen() throws Exception;
  }
}
