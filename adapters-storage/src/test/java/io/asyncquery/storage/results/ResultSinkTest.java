package io.asyncquery.storage.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.domain.Digest.Algorithm;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSinkTest {

  private static final int SLICE = 1 << 17;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1_000, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE + 5})
  void writes_of_any_length_are_kept_counted_and_digested(int length) throws Exception {
    Random random = new Random(length);
    byte[] bytes = new byte[5 * SLICE + 77];
    random.nextBytes(bytes);
    Path part = folder.resolve("part");

    try (ResultSink sink = ResultSink.create(part, new WriteBuffers(), Algorithm.SHA_256)) {
      int at = 0;
      while (at < bytes.length) {
        sink.write(bytes[at++]);
        int count = Math.min(length, bytes.length - at);
        sink.write(bytes, at, count);
        at += count;
        assertEquals(at, sink.bytes());
      }
      sink.force();

      assertEquals(bytes.length, sink.bytes());
      assertEquals(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
          sink.digest().hex());
    }
    assertArrayEquals(bytes, Files.readAllBytes(part));
  }

  @Test
  void a_channel_that_takes_little_at_a_time_gets_everything() {
    FaultyChannel channel = new FaultyChannel(1_000_000, new IOException("unused"));
    byte[] bytes = new byte[SLICE * 2 + 3];
    Arrays.fill(bytes, (byte) 7);
    ResultSink sink =
        new ResultSink(folder.resolve("part"), channel, new WriteBuffers(), Algorithm.SHA_256);

    sink.write(bytes, 0, bytes.length);
    sink.flush();

    assertArrayEquals(bytes, channel.written());
  }

  @Test
  void a_fault_while_writing_says_what_the_disk_lacks() {
    assertFault("free space", new IOException("No space left on device"));
    assertFault("quota", new FileSystemException("/secret/path", null, "Disk quota exceeded"));
    assertFault(
        "read-only", new FileSystemException("/secret/path", null, "Read-only file system"));
    assertFault("no right", new AccessDeniedException("/secret/path"));
    assertFault("I/O error", new IOException("Input/output error"));
    assertFault("I/O error", new IOException((String) null));
  }

  private void assertFault(String words, IOException fault) {
    ResultSink sink =
        new ResultSink(
            folder.resolve("part"),
            new FaultyChannel(5_000, fault),
            new WriteBuffers(),
            Algorithm.SHA_256);

    assertFault(words, fault, () -> sink.write(new byte[SLICE], 0, SLICE));
  }

  @Test
  void a_fault_while_forcing_or_closing_is_one_of_the_storage() {
    IOException fault = new IOException("Input/output error");
    ResultSink sink =
        new ResultSink(
            folder.resolve("part"),
            new FaultyChannel(5_000, fault),
            new WriteBuffers(),
            Algorithm.SHA_256);
    sink.write('x');

    assertFault("I/O error", fault, sink::force);
    assertFault("I/O error", fault, sink::close);
  }

  /** The system tells a fault of bytes written before to the first force that follows, only. */
  @Test
  void a_fault_that_an_early_force_met_fails_the_last_one() {
    IOException fault = new IOException("Input/output error");
    ResultSink sink =
        new ResultSink(
            folder.resolve("part"),
            new FaultyChannel(Integer.MAX_VALUE, fault).failingOnce(),
            new WriteBuffers(),
            Algorithm.SHA_256);
    byte[] bytes = new byte[17 << 20];

    sink.write(bytes, 0, bytes.length);

    assertFault("I/O error", fault, sink::force);
  }

  private static void assertFault(String words, IOException fault, Executable action) {
    var thrown = assertThrows(QueryFailedException.class, action);

    assertEquals(FailureCategory.STORAGE, thrown.failure().category());
    assertSame(fault, thrown.getCause());
    String message = thrown.failure().message();
    assertEquals(true, message.contains(words), message);
    assertEquals(false, message.contains("/secret"), message);
  }
}
