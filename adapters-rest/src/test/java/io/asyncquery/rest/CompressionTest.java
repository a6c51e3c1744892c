package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.FetchResult;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are compressed on their way to the client. */
class CompressionTest {

  private static final String PATH = "/kylin/api/async_query/43eeb967-e76a-4214-8932-70594d454013";
  private static final String DIGEST = "0".repeat(16);

  /** Compressed, still more than the buffers between two sockets hold. */
  private static final int LARGE = 48 << 20;

  @TempDir Path folder;
  private final List<FileChannel> opened = new CopyOnWriteArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private volatile ResultFormat format = ResultFormat.DEFAULT;
  private final Service service =
      new Service(use ->
          new UseCases(
              use.submitQuery(),
              (id, caller) -> new CheckQuery.Found(query()),
              (id, caller) -> new FetchResult.Ready(query(), open()),
              use.stopQuery(),
              use.purgeResults(),
              use.findProject(),
              use.checkReadiness()));

  @BeforeEach
  void makeAResult() throws IOException {
    fill(200_000);
  }

  /** About so many bytes of text, half of them chance. */
  private void fill(int bytes) throws IOException {
    Random random = new Random(1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file()))) {
      for (int written = 0; written < bytes; written += 32) {
        String line = "row," + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
        out.write((line + ",some text\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private Path file() {
    return folder.resolve("result");
  }

  private long size() {
    try {
      return Files.size(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AsyncQuery.Successful query() {
    return RequestBuilder.request()
        .by("ANN")
        .as(format)
        .running()
        .succeed(
            new ResultSummary(1, size(), Digest.of(DIGEST), Optional.empty(), List.of()),
            RequestBuilder.NOW);
  }

  private ResultContent open() {
    try {
      FileChannel channel = FileChannel.open(file());
      opened.add(channel);
      return new ResultContent(channel, size(), Instant.EPOCH, file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
    service.close();
  }

  private Wire wire() throws IOException {
    Wire wire = new Wire(service.port(), 16 << 10);
    wires.add(wire);
    return wire;
  }

  private Wire.Head ask(Wire wire, String... headers) throws IOException {
    wire.get(PATH + "/result", headers);
    return wire.head();
  }

  private static InputStream decoder(String coding, InputStream in) throws IOException {
    return switch (coding) {
      case "zstd" -> new ZstdInputStream(in);
      case "gzip" -> new GZIPInputStream(in);
      default -> in;
    };
  }

  private static String accept(String codings) {
    return "Accept-Encoding: " + codings + "\r\n";
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

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "gzip"})
  void the_bytes_come_back_the_same_for_any_size(String coding) throws IOException {
    Wire wire = wire();
    for (int size : new int[] {2 << 10, 64 << 10, 200_000, 5 << 20}) {
      fill(size);
      Wire.Head head = ask(wire, accept(coding));
      assertEquals(coding, head.header("Content-Encoding"));
      byte[] compressed = wire.body(head).readAllBytes();
      assertTrue(compressed.length < size() * 3 / 4, compressed.length + " of " + size());
      assertArrayEquals(
          Files.readAllBytes(file()),
          decoder(coding, new ByteArrayInputStream(compressed)).readAllBytes());
    }
  }

  @Test
  void a_compressed_answer_has_the_headers_of_its_own_representation() throws IOException {
    Wire wire = wire();
    Wire.Head head = ask(wire, accept("gzip, zstd"));
    assertEquals(200, head.status());
    assertEquals("zstd", head.header("Content-Encoding"));
    assertEquals("chunked", head.header("Transfer-Encoding"));
    assertEquals("", head.header("Content-Length"));
    assertEquals("", head.header("Repr-Digest"));
    assertEquals("W/\"" + DIGEST + "-zstd\"", head.header("ETag"));
    assertEquals("Accept, Accept-Encoding", head.header("Vary"));
    assertEquals("text/csv; charset=utf-8", head.header("Content-Type"));
    assertEquals("attachment; filename=\"result.csv\"", head.header("Content-Disposition"));
    assertEquals("private, no-cache", head.header("Cache-Control"));
    wire.body(head).readAllBytes();
    wire.get(PATH + "/status");
    assertEquals(200, wire.head().status());
  }

  @Test
  void several_headers_count_as_one() throws IOException {
    Wire.Head head = ask(wire(), accept("gzip;q=0.5"), accept("zstd"));
    assertEquals("zstd", head.header("Content-Encoding"));
  }

  @Test
  void head_has_the_same_headers_and_no_body() throws IOException {
    Wire wire = wire();
    wire.send(
        "HEAD "
            + PATH
            + "/result HTTP/1.1\r\nHost: x\r\n"
            + Wire.SIGN_IN
            + accept("zstd")
            + "\r\n");
    Wire.Head head = wire.head();
    assertEquals("zstd", head.header("Content-Encoding"));
    assertEquals("W/\"" + DIGEST + "-zstd\"", head.header("ETag"));
    assertEquals("", head.header("Content-Length"));
    wire.get(PATH + "/status");
    assertEquals(200, wire.head().status());
  }

  @ParameterizedTest
  @CsvSource({"zstd,W/\"TAG-zstd\"", "zstd,\"TAG-zstd\"", "gzip,W/\"TAG-gzip\"", "gzip,*"})
  void if_none_match_knows_the_tag_of_the_coding(String coding, String tag) throws IOException {
    Wire wire = wire();
    String condition = "If-None-Match: " + tag.replace("TAG", DIGEST) + "\r\n";
    Wire.Head head = ask(wire, accept(coding), condition);
    assertEquals(304, head.status());
    assertEquals("W/\"" + DIGEST + "-" + coding + "\"", head.header("ETag"));
    assertEquals("Accept, Accept-Encoding", head.header("Vary"));
    assertEquals(200, ask(wire, accept("identity"), condition.replace("*", "\"x\"")).status());
  }

  @Test
  void a_range_is_of_the_file_as_it_is() throws IOException {
    Wire wire = wire();
    Wire.Head head = ask(wire, accept("zstd"), "Range: bytes=0-3\r\n");
    assertEquals(206, head.status());
    assertEquals("", head.header("Content-Encoding"));
    assertEquals('"' + DIGEST + '"', head.header("ETag"));
    assertEquals("crc32c=:AAAAAA==:", head.header("Repr-Digest"));
    assertEquals("row,", new String(wire.body(head).readAllBytes(), StandardCharsets.US_ASCII));
    Wire.Head matched = ask(wire, accept("zstd"), "If-Match: \"" + DIGEST + "\"\r\n");
    assertEquals(200, matched.status());
    assertEquals("", matched.header("Content-Encoding"));
    assertEquals(size(), wire.body(matched).readAllBytes().length);
    Wire.Head changed =
        ask(wire, accept("zstd"), "Range: bytes=0-3\r\nIf-Range: W/\"" + DIGEST + "-zstd\"\r\n");
    assertEquals(200, changed.status());
    assertEquals(size(), wire.body(changed).readAllBytes().length);
  }

  @Test
  void what_gains_nothing_by_it_is_not_compressed() throws IOException {
    Wire wire = wire();
    for (ResultFormat packed : List.of(new ResultFormat.Xlsx(false), new ResultFormat.Parquet())) {
      format = packed;
      Wire.Head head = ask(wire, accept("zstd, gzip"));
      assertEquals("", head.header("Content-Encoding"));
      assertEquals(size(), wire.body(head).readAllBytes().length);
      Wire.Head forced = ask(wire, accept("gzip, identity;q=0"));
      assertEquals("gzip", forced.header("Content-Encoding"));
      wire.body(forced).readAllBytes();
    }
    format = ResultFormat.DEFAULT;
    Files.writeString(file(), "x".repeat(1023));
    assertEquals("", ask(wire, accept("zstd")).header("Content-Encoding"));
  }

  @Test
  void an_empty_result_can_be_compressed_where_the_client_insists() throws IOException {
    Files.writeString(file(), "");
    Wire wire = wire();
    for (String coding : List.of("gzip", "zstd")) {
      Wire.Head head = ask(wire, accept(coding + ", identity;q=0"));
      assertEquals(coding, head.header("Content-Encoding"));
      assertEquals(0, decoder(coding, wire.body(head)).readAllBytes().length);
    }
  }

  @Test
  void a_client_of_http_1_0_gets_the_file_as_it_is() throws IOException {
    Wire wire = wire();
    wire.send("GET " + PATH + "/result HTTP/1.0\r\n" + Wire.SIGN_IN + accept("gzip") + "\r\n");
    Wire.Head head = wire.head();
    assertEquals("", head.header("Content-Encoding"));
    assertEquals(Long.toString(size()), head.header("Content-Length"));
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void slow_readers_hold_no_thread_and_little_memory() throws IOException {
    fill(LARGE);
    long before = usedHeap();
    for (int i = 0; i < 40; i++) {
      ask(wire(), accept(i % 2 == 0 ? "zstd" : "gzip"));
    }
    assertEquals("SUCCESSFUL", service.ann().get("/" + query().id() + "/status").field("status"));
    long perReader = (usedHeap() - before) / 40;
    assertTrue(perReader < 512 << 10, "A reader costs [" + perReader + "] bytes of the heap");
    Wire fast = wire();
    Wire.Head head = ask(fast, accept("zstd"));
    assertArrayEquals(Files.readAllBytes(file()), decoder("zstd", fast.body(head)).readAllBytes());
  }

  @Test
  void a_client_that_reads_slowly_is_not_given_up_and_one_that_stops_is() throws IOException {
    fill(LARGE);
    ask(wire(), accept("zstd"));
    Wire slow = wire();
    InputStream body = slow.body(ask(slow, accept("gzip")));
    long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
    while (System.nanoTime() < end) {
      assertEquals(64 << 10, body.readNBytes(64 << 10).length);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    await("The client that stopped is not given up", () -> !opened.getFirst().isOpen());
    assertTrue(opened.getLast().isOpen());
  }

  @Test
  void a_client_that_goes_away_leaves_nothing_behind() throws IOException {
    fill(LARGE);
    for (String coding : List.of("zstd", "gzip")) {
      Wire wire = wire();
      ask(wire, accept(coding));
      wire.close();
    }
    await("A file stays open", this::allClosed);
  }

  @Test
  void a_file_shorter_than_recorded_does_not_look_whole() throws IOException {
    fill(LARGE);
    Wire wire = wire();
    Wire.Head head = ask(wire, accept("zstd"));
    try (FileChannel file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      file.truncate(LARGE / 2);
    }
    InputStream body = wire.body(head);
    assertThrows(EOFException.class, () -> body.transferTo(OutputStream.nullOutputStream()));
    await("A file stays open", this::allClosed);
  }
}
