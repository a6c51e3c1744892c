package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.FetchResult;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.ResultSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that read slowly, not at all, or go away in the middle of a result. */
class SlowClientsTest {

  /** More than the buffers between two sockets hold, beyond what an int counts. */
  private static final long SIZE = 3L << 30;

  private static final String SIGN_IN = "Authorization: Basic QU5OOmFubg==\r\n";

  @TempDir Path folder;
  private final List<FileChannel> opened = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final AsyncQuery.Successful query =
      RequestBuilder.request()
          .by("ANN")
          .running()
          .succeed(
              new ResultSummary(1, SIZE, Digest.of("0".repeat(16)), Optional.empty(), List.of()),
              RequestBuilder.NOW);
  private final Service service =
      new Service(use ->
          new UseCases(
              use.submitQuery(),
              (id, caller) -> new CheckQuery.Found(query),
              (id, caller) -> new FetchResult.Ready(query, open(folder.resolve("result"))),
              use.stopQuery(),
              use.purgeResults(),
              use.findProject(),
              use.checkReadiness()));

  @BeforeEach
  void makeAHugeResult() throws IOException {
    try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve("result").toFile(), "rw")) {
      sparse.setLength(SIZE);
    }
  }

  private ResultContent open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file);
      opened.add(channel);
      return new ResultContent(channel, SIZE, Instant.EPOCH, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    service.close();
  }

  /** Asks for the result and reads the first byte of the answer. */
  private Socket download(String... headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
    sockets.add(socket);
    String request =
        "GET /kylin/api/async_query/"
            + query.id()
            + "/result HTTP/1.1\r\nHost: x\r\n"
            + SIGN_IN
            + String.join("", headers)
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertEquals('H', socket.getInputStream().read());
    return socket;
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, what);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private boolean allClosed() {
    return opened.stream().noneMatch(FileChannel::isOpen);
  }

  @Test
  void a_client_that_goes_away_leaves_no_file_open() throws IOException {
    for (int i = 0; i < 5; i++) {
      download().close();
      download("Range: bytes=0-99999999,200000000-299999999\r\n").close();
    }
    assertEquals(10, opened.size());
    await("A file stays open", this::allClosed);
  }

  @Test
  void a_stop_does_not_wait_for_clients_that_are_gone() throws IOException {
    download().close();
    await("A file stays open", this::allClosed);
    assertTimeout(Duration.ofSeconds(30), () -> service.stop(Duration.ofSeconds(60)));
  }

  @Test
  void a_stop_lets_a_download_end() throws Exception {
    Socket socket = download("Range: bytes=0-99999999\r\n");
    CompletableFuture<Void> stop =
        CompletableFuture.runAsync(() -> {
          try {
            service.stop(Duration.ofSeconds(60));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertTrue(socket.getInputStream().transferTo(OutputStream.nullOutputStream()) > 99_999_999);
    stop.get(30, TimeUnit.SECONDS);
  }

  @Test
  void a_client_that_stops_reading_is_given_up() throws IOException {
    download();
    download("Range: bytes=100-\r\n");
    assertFalse(allClosed());
    await("A file stays open", this::allClosed);
  }

  @Test
  void a_client_that_reads_slowly_is_not_given_up() throws IOException {
    Socket slow = download();
    byte[] buffer = new byte[1 << 20];
    long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
    while (System.nanoTime() < end) {
      assertTrue(slow.getInputStream().readNBytes(buffer, 0, buffer.length) == buffer.length);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    assertTrue(opened.getFirst().isOpen());
  }

  @Test
  void downloads_in_progress_keep_no_other_request_waiting() throws IOException {
    for (int i = 0; i < 40; i++) {
      download();
    }
    Answer answer = service.ann().get("/" + query.id() + "/status");
    assertEquals("SUCCESSFUL", answer.field("status"));
  }

  @Test
  void a_result_of_more_than_two_gibibytes_says_its_true_length_and_its_last_byte_can_be_had() {
    Answer head = service.ann().head("/" + query.id() + "/result");
    assertEquals(Long.toString(SIZE), head.header("Content-Length").orElseThrow());
    Answer last = service.ann().with("Range", "bytes=-1").get("/" + query.id() + "/result");
    assertEquals(
        "bytes " + (SIZE - 1) + "-" + (SIZE - 1) + "/" + SIZE,
        last.header("Content-Range").orElseThrow());
    assertEquals(1, last.bytes().length);
    await("A file stays open", this::allClosed);
  }

  @Test
  void a_connection_serves_the_next_request_after_a_huge_download() throws IOException {
    try (Wire wire = new Wire(service.port())) {
      wire.get("/kylin/api/async_query/" + query.id() + "/result");
      assertEquals(SIZE, wire.body(wire.head()).transferTo(OutputStream.nullOutputStream()));
      wire.get("/kylin/api/async_query/" + query.id() + "/status");
      assertEquals(200, wire.head().status());
    }
  }

  @Test
  void every_refused_download_closes_its_file() {
    QueryId id = query.id();
    assertEquals(
        416, service.ann().with("Range", "bytes=" + SIZE + "-").get("/" + id + "/result").status());
    assertEquals(304, service.ann().with("If-None-Match", "*").get("/" + id + "/result").status());
    assertEquals(412, service.ann().with("If-Match", "\"x\"").get("/" + id + "/result").status());
    assertEquals(400, service.ann().get("/" + id + "/result?include_header=true").status());
    assertEquals(200, service.ann().get("/" + id + "/result_path").status());
    await("A file stays open", this::allClosed);
  }

  @Test
  void a_file_shorter_than_recorded_breaks_the_download_off() throws IOException {
    Socket socket = download("Range: bytes=" + (SIZE - (64 << 20)) + "-\r\n");
    try (FileChannel file = FileChannel.open(folder.resolve("result"), StandardOpenOption.WRITE)) {
      file.truncate(SIZE - (32 << 20));
    }
    long read = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    assertTrue(read < 64 << 20);
    await("A file stays open", this::allClosed);
  }
}
