package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.FetchResult;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.ResultSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connection for request after request, downloads among them. */
class KeepAliveTest {

  private static final String PATH = "/kylin/api/async_query/43eeb967-e76a-4214-8932-70594d454013";

  @TempDir Path folder;
  private volatile byte[] content = new byte[0];
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

  private AsyncQuery.Successful query() {
    return RequestBuilder.request()
        .by("ANN")
        .running()
        .succeed(
            new ResultSummary(
                1, content.length, Digest.of("0".repeat(16)), Optional.empty(), List.of()),
            RequestBuilder.NOW);
  }

  private ResultContent open() {
    try {
      Path file = Files.write(folder.resolve("result" + content.length), content);
      return new ResultContent(FileChannel.open(file), content.length, Instant.EPOCH, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void downloads_of_any_size_follow_each_other() throws IOException {
    try (Wire wire = new Wire(service.port())) {
      for (int size : new int[] {1, 0, 32, 40 << 20, 2, 0, 1 << 20, 40 << 20, 7}) {
        content = random(size);
        wire.get(PATH + "/result");
        Wire.Head head = wire.head();
        assertEquals(200, head.status());
        assertArrayEquals(content, wire.body(head).readAllBytes());
        assertAnswersStatus(wire);
      }
    }
  }

  @Test
  void a_connection_goes_on_after_a_download_longer_than_its_idle_time() throws IOException {
    content = random(48 << 20);
    try (Wire wire = new Wire(service.port())) {
      wire.get(PATH + "/result");
      InputStream body = wire.body(wire.head());
      long end = System.nanoTime() + Duration.ofSeconds(7).toNanos();
      while (System.nanoTime() < end) {
        assertEquals(256 << 10, body.readNBytes(256 << 10).length);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      body.transferTo(OutputStream.nullOutputStream());
      assertAnswersStatus(wire);
    }
  }

  @Test
  void a_connection_in_use_outlives_its_downloads() throws IOException {
    content = random(1000);
    try (Wire wire = new Wire(service.port())) {
      wire.get(PATH + "/result");
      wire.body(wire.head()).readAllBytes();
      long end = System.nanoTime() + Duration.ofSeconds(7).toNanos();
      while (System.nanoTime() < end) {
        assertAnswersStatus(wire);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static void assertAnswersStatus(Wire wire) throws IOException {
    wire.get(PATH + "/status");
    Wire.Head head = wire.head();
    assertEquals(200, head.status());
    assertEquals('{', wire.body(head).readAllBytes()[0]);
  }
}
