package io.asyncquery.sql.trino;

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
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.server.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Signing in to a real cluster, and what becomes of queries when it hangs or goes. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrinoSourceTest {

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
  private static final String MANY =
      "select a.n, repeat('x', 200) from many a cross join many b limit 5000000";
  private static final int MANY_COUNT = 3_000;
  private static final List<List<Object>> MANY_ROWS =
      LongStream.range(0, MANY_COUNT)
          .mapToObj(n -> List.<Object>of(n, "text of row " + n))
          .toList();
  private static final QueryFailure STOPPED =
      new QueryFailure(FailureCategory.CANCELLED, "stopped by user [ADMIN]");

  private TrinoServer server;
  private CutOff way;

  @BeforeAll
  void start() throws Exception {
    server = TrinoServer.start();
    server.makeTables("default", MANY_COUNT);
    way = new CutOff(server.port());
  }

  @AfterAll
  void stop() throws IOException {
    way.close();
    server.close();
  }

  @Test
  @Order(1)
  void a_password_signs_in_over_tls() {
    Secret password = new Secret(TrinoServer.PASSWORD);

    assertEquals("5", count(server.signedIn(Optional.of(password), Optional.empty(), trusted())));
  }

  @Test
  @Order(1)
  void a_token_signs_in_over_tls() throws Exception {
    Secret token = TrinoServer.token(TrinoServer.USER);

    assertEquals("5", count(server.signedIn(Optional.empty(), Optional.of(token), trusted())));
  }

  @Test
  @Order(1)
  void a_wrong_password_is_said_to_be_one() {
    TrinoSettings wrong =
        server.signedIn(Optional.of(new Secret("wrong")), Optional.empty(), trusted());
    QueryFailure refused =
        QueryFailure.source(
            "Source [data] refuses the user, the password or the token of this source");

    assertEquals(refused, failure(wrong, "select count(*) from few"));
    assertEquals(refused, failure(wrong, "select 1"));
  }

  @Test
  @Order(1)
  void a_certificate_that_nobody_trusts_is_refused() {
    TrinoSettings untrusted =
        server.signedIn(
            Optional.of(new Secret(TrinoServer.PASSWORD)), Optional.empty(), Optional.empty());

    assertEquals(
        QueryFailure.source("Source [data] cannot be reached: TLS was not agreed on"),
        failure(untrusted, "select 1"));
  }

  @Test
  @Order(1)
  void a_password_in_the_clear_is_no_setting() {
    TrinoSettings tls =
        server.signedIn(Optional.of(new Secret("x")), Optional.empty(), Optional.empty());

    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TrinoSettings(
                tls.server(),
                tls.host(),
                tls.port(),
                tls.catalog(),
                tls.schema(),
                false,
                Optional.empty(),
                Optional.empty(),
                true,
                tls.sessionProperties()));
  }

  @Test
  @Order(1)
  void a_closed_port_is_named() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    assertEquals(
        QueryFailure.source(
            "Source [data] cannot be reached: its host refuses connections at its port"),
        failure(settings(closed, READ_TIMEOUT), "select 1"));
  }

  @Test
  @Order(1)
  void a_result_lies_in_segments_that_are_deleted_once_they_were_read() throws Exception {
    long most = mostSegments(true, Map.of());

    assertTrue(most > 0, () -> most + " segments");
    Await.until("all segments are deleted", () -> server.segments() == 0);
  }

  /** As they are asked for from a cluster on another machine. */
  @Test
  @Order(1)
  void segments_may_come_compressed() throws Exception {
    TrinoSettings settings = settings(server.port(), READ_TIMEOUT);
    Cancellation cancellation = new Cancellation();
    try (TrinoQuery query =
        new TrinoQuery(
            new TrinoHttp(settings),
            "SELECT n, t FROM many ORDER BY n",
            Map.of("X-Trino-Query-Data-Encoding", List.of("json+zstd")))) {
      TrinoBatches batches =
          new TrinoBatches(query, cancellation, new FailureTranslator(new TrinoErrors("data")));

      assertEquals(MANY_ROWS, Rows.readAll(batches));
    }
  }

  @Test
  @Order(1)
  void small_parts_may_come_within_the_answer() throws Exception {
    Map<String, String> inlined =
        Map.of("spooling_inlining_enabled", "true", "spooling_inlining_max_rows", "1000000");

    assertEquals(0, mostSegments(true, inlined));
  }

  @Test
  @Order(1)
  void nothing_is_spooled_where_it_may_not_be() throws Exception {
    assertEquals(0, mostSegments(false, Map.of()));
  }

  /** How many segments there were at most, while all rows of a result were read and were right. */
  private long mostSegments(boolean spooled, Map<String, String> session) {
    TrinoSettings settings =
        TrinoServer.settings(
            "127.0.0.1", server.port(), "test", "default", READ_TIMEOUT, spooled, session);
    AtomicLong most = new AtomicLong();
    try (SqlQueryEngine engine = engine(settings)) {
      List<List<@Nullable Object>> rows =
          engine.run(
              request("select n, t from many order by n").build(),
              new Cancellation(),
              batches -> readAll(batches, () -> most.accumulateAndGet(segments(), Math::max)));
      assertEquals(MANY_ROWS, rows);
    }
    return most.get();
  }

  private static List<List<@Nullable Object>> readAll(ColumnBatches batches, Runnable onBatch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Optional<ColumnBatch> next = batches.next(); next.isPresent(); next = batches.next()) {
      try (ColumnBatch batch = next.get()) {
        onBatch.run();
        rows.addAll(Rows.read(batch, batches.columns().size()));
      }
    }
    return rows;
  }

  private long segments() {
    try {
      return server.segments();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Order(2)
  void a_connection_that_is_cut_in_mid_stream_fails_the_query() {
    assertEquals(
        QueryFailure.source("Source [data]: connection lost"), failure(MANY, () -> way.cut()));
  }

  @Test
  @Order(3)
  void a_cluster_that_hangs_is_left_soon_after_a_cancellation() throws Exception {
    Cancellation cancellation = new Cancellation();
    CountDownLatch hangs = new CountDownLatch(1);
    CompletableFuture<Object> run = new CompletableFuture<>();
    try (SqlQueryEngine engine = engine(settings(way.port(), Duration.ofMinutes(5)))) {
      Thread.ofPlatform()
          .start(() ->
              run.completeAsync(
                  () ->
                      engine.run(
                          request(MANY).build(),
                          cancellation,
                          batches ->
                              drain(
                                  batches,
                                  () -> {
                                    signal("STOP");
                                    hangs.countDown();
                                  })),
                  Runnable::run));
      assertEquals(true, hangs.await(120, TimeUnit.SECONDS));
      cancellation.cancel(STOPPED);
      ExecutionException thrown =
          assertThrows(ExecutionException.class, () -> run.get(4, TimeUnit.SECONDS));

      assertEquals(
          STOPPED, assertInstanceOf(QueryFailedException.class, thrown.getCause()).failure());
    } finally {
      signal("CONT");
    }
    Await.until("the cluster has ended the query", server::isIdle);
  }

  @Test
  @Order(4)
  void a_cluster_that_hangs_fails_the_query_within_the_read_timeout() throws Exception {
    try {
      assertEquals(
          QueryFailure.source("Source [data]: connection lost, it sent nothing for too long"),
          failure(MANY, () -> signal("STOP")));
    } finally {
      signal("CONT");
    }
    Await.untilWithin(60_000, "the workers are known again", this::works);
  }

  private boolean works() {
    try {
      return count(settings(server.port(), READ_TIMEOUT)).equals("5");
    } catch (QueryFailedException e) {
      return false;
    }
  }

  @Test
  @Order(9)
  void a_cluster_that_dies_fails_the_query() {
    assertEquals(
        QueryFailure.source("Source [data]: connection lost"), failure(MANY, () -> signal("KILL")));
  }

  private static TrinoSettings settings(int port, Duration readTimeout) {
    return TrinoServer.settings("127.0.0.1", port, "test", "default", readTimeout, true, Map.of());
  }

  private Optional<Path> trusted() {
    return Optional.of(server.certificate());
  }

  private String count(TrinoSettings settings) {
    try (SqlQueryEngine engine = engine(settings)) {
      return engine
          .run(request("select count(*) from few").build(), new Cancellation(), Rows::readAll)
          .toString()
          .replaceAll("\\D", "");
    }
  }

  private static SqlQueryEngine engine(TrinoSettings settings) {
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.Trino(settings))),
        DuckDbSettings.defaults());
  }

  private static QueryFailure failure(TrinoSettings settings, String sql) {
    try (SqlQueryEngine engine = engine(settings)) {
      return assertThrows(
              QueryFailedException.class,
              () -> engine.run(request(sql).build(), new Cancellation(), Rows::readAll))
          .failure();
    }
  }

  private QueryFailure failure(String sql, Fault fault) {
    try (SqlQueryEngine engine = engine(settings(way.port(), READ_TIMEOUT))) {
      return assertThrows(
              QueryFailedException.class,
              () ->
                  engine.run(
                      request(sql).build(), new Cancellation(), batches -> drain(batches, fault)))
          .failure();
    }
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

  private void signal(String name) throws IOException, InterruptedException {
    List<String> kill = List.of("kill", "-" + name, Long.toString(server.process().pid()));
    assertEquals(0, new ProcessBuilder(kill).start().waitFor());
  }

  @FunctionalInterface
  private interface Fault {
    void happen() throws IOException, InterruptedException;
  }
}
