package io.asyncquery.storage.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asyncquery.domain.Digest.Algorithm;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.storage.fault.Faults;
import io.asyncquery.storage.fault.Faults.Operation;
import io.asyncquery.storage.fault.FaultyFileSystem;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that go past the page cache from some byte on. */
class LargePartTest {

  private static final int BEGIN = PartFile.CACHED_BYTES;
  private static final int BUFFER = WriteBuffers.BYTES;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        BEGIN - 1,
        BEGIN,
        BEGIN + 1,
        BEGIN + 4_095,
        BEGIN + 4_096,
        BEGIN + 4_097,
        BEGIN + BUFFER - 1,
        BEGIN + BUFFER,
        BEGIN + BUFFER + 1,
        BEGIN + 2 * BUFFER,
        BEGIN + 3 * BUFFER + 12_345
      })
  void have_every_byte_in_its_place(int size) throws Exception {
    Random random = new Random(size);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    Path part = folder.resolve("part");

    try (ResultSink sink = ResultSink.create(part, new WriteBuffers(), Algorithm.SHA_256)) {
      for (int at = 0; at < size; ) {
        int count = Math.min(size - at, 1 + random.nextInt(1 << random.nextInt(1, 21)));
        sink.write(bytes, at, count);
        at += count;
      }
      sink.force();

      assertEquals(size, sink.bytes());
      assertEquals(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
          sink.digest().hex());
    }
    assertArrayEquals(bytes, Files.readAllBytes(part));
  }

  @Test
  void have_every_byte_where_a_disk_takes_few_at_a_time() throws Exception {
    byte[] bytes = new byte[BUFFER + 777];
    new Random(1).nextBytes(bytes);
    Path file = folder.resolve("part");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        DirectWriter writer =
            DirectWriter.over(
                new ShortWrites(channel, 5_000), channel, 4_096, 0, new WriteBuffers())) {
      writer.write(ByteBuffer.wrap(bytes));
      writer.finish();
    }

    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void go_through_the_cache_where_the_file_system_refuses_the_other_way_only_when_it_is_gone()
      throws Exception {
    byte[] bytes = new byte[WriteBuffers.BYTES + 777];
    new Random(2).nextBytes(bytes);
    Path file = folder.resolve("part");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        DirectWriter writer =
            DirectWriter.over(new Refusing(), channel, 4_096, 0, new WriteBuffers())) {
      writer.write(ByteBuffer.wrap(bytes));
      writer.finish();
    }

    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void have_every_byte_in_its_place_where_a_disk_is_done_with_later_ones_first() throws Exception {
    byte[] bytes = new byte[4 * BUFFER + 777];
    new Random(3).nextBytes(bytes);
    Path file = folder.resolve("part");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        DirectWriter writer =
            DirectWriter.over(new SecondFirst(channel), channel, 4_096, 0, new WriteBuffers())) {
      writer.write(ByteBuffer.wrap(bytes));
      writer.finish();
    }

    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  /** A disk that is done with the first piece only after the second. */
  private static final class SecondFirst extends WriteOnlyChannel {
    private final CountDownLatch second = new CountDownLatch(1);
    private final FileChannel channel;

    SecondFirst(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      if (position == 0) {
        try {
          assertTrue(second.await(30, TimeUnit.SECONDS), "the second is sent beside the first");
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      int count = channel.write(source, position);
      second.countDown();
      return count;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      channel.force(metaData);
    }

    @Override
    protected void implCloseChannel() {
      // The one below is closed by who opened it.
    }
  }

  @Test
  void leave_no_buffer_to_two_others_where_the_disk_fails() {
    WriteBuffers buffers = new WriteBuffers();
    IOException full = new IOException("No space left on device");
    assertThrows(
        IOException.class,
        () -> {
          try (DirectWriter writer =
              DirectWriter.over(
                  new FaultyChannel(0, full), new FaultyChannel(0, full), 4_096, 0, buffers)) {
            writer.write(ByteBuffer.allocate(9 * BUFFER));
          }
        });

    List<ByteBuffer> taken = Stream.generate(buffers::take).limit(9).toList();
    Set<Long> places =
        taken.stream()
            .map(buffer -> MemorySegment.ofBuffer(buffer).address())
            .collect(Collectors.toSet());
    assertEquals(taken.size(), places.size(), places::toString);
  }

  /** A file that was opened for a way of writing that its file system does not know. */
  private static final class Refusing extends WriteOnlyChannel {
    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      throw new IOException("Invalid argument");
    }

    @Override
    public void force(boolean metaData) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() {
      // There is nothing to close.
    }
  }

  @Test
  void go_past_the_page_cache_on_the_disk_of_this_machine_or_it_is_said_that_they_do_not()
      throws Exception {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("part"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Optional<DirectWriter> writer =
          DirectWriter.open(folder.resolve("part"), channel, BEGIN, new WriteBuffers());
      if (writer.isPresent()) {
        writer.get().close();
      } else {
        System.err.println("Results go through the page cache: the file system has no other way");
      }
      assertEquals(
          Optional.empty(),
          DirectWriter.open(folder.resolve("part"), channel, BEGIN + 1, new WriteBuffers()));
    }
  }

  @Test
  void fail_with_what_the_disk_says_of_bytes_that_were_taken_before() {
    Faults faults = new Faults();
    Path part = FaultyFileSystem.over(folder, faults).resolve("part");
    byte[] bytes = new byte[BUFFER];
    try (ResultSink sink = ResultSink.create(part, new WriteBuffers(), Algorithm.SHA_256)) {
      sink.write(bytes, 0, bytes.length);
      sink.write(bytes, 0, 100);
      faults.fail(Operation.WRITE, _ -> true, new IOException("No space left on device"));
      sink.write(bytes, 0, bytes.length);

      QueryFailure failure =
          assertThrows(
                  QueryFailedException.class,
                  () -> {
                    sink.write(bytes, 0, bytes.length);
                    sink.force();
                  })
              .failure();

      assertEquals(FailureCategory.STORAGE, failure.category());
      assertTrue(failure.message().contains("is full"), failure::message);
      assertThrows(QueryFailedException.class, sink::close);
    } catch (QueryFailedException again) {
      assertEquals(FailureCategory.STORAGE, again.failure().category());
    }
  }
}
