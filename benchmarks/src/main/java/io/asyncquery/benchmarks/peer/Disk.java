package io.asyncquery.benchmarks.peer;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The disk by itself: bytes that are there already, written to a new file past the page cache,
 * where the file system has that way, and forced.
 */
public final class Disk {

  public static final String NAME = "disk alone";

  /** As long as a journal waits for its commit, after which freed blocks go back to the device. */
  private static final long COMMIT_SECONDS = 6;

  private static final int BLOCK_BYTES = 1 << 12;
  private static final int BUFFER_BYTES = 1 << 20;

  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(BUFFER_BYTES + BLOCK_BYTES)
          .alignedSlice(BLOCK_BYTES)
          .limit(BUFFER_BYTES)
          .slice();

  public Disk() {
    byte[] random = new byte[bytes.capacity()];
    new Random(1).nextBytes(random);
    bytes.put(random);
  }

  /**
   * The seconds that {@code size} bytes, rounded up to whole blocks, take in a new file of {@code
   * folder}, deleted again.
   */
  public double write(Path folder, long size) throws IOException {
    Path file = folder.resolve("disk");
    long begin = System.nanoTime();
    try (FileChannel channel = create(file)) {
      for (long left = size; left > 0; left -= bytes.limit()) {
        bytes.position(0).limit((int) Math.min(roundedUp(left), bytes.capacity()));
        while (bytes.hasRemaining()) {
          int _ = channel.write(bytes);
        }
      }
      channel.force(false);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Files.delete(file);
    return seconds;
  }

  private static long roundedUp(long size) {
    return (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
  }

  private static FileChannel create(Path file) throws IOException {
    try {
      return FileChannel.open(file, Set.of(CREATE_NEW, WRITE, pastTheCache()));
    } catch (UnsupportedOperationException | ReflectiveOperationException e) {
      return FileChannel.open(file, CREATE_NEW, WRITE);
    }
  }

  /** By its name, since the compiler warns of its package. */
  private static OpenOption pastTheCache() throws ReflectiveOperationException {
    return (OpenOption)
        requireNonNull(
            Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null));
  }

  /**
   * Waits until what was deleted is free on the device too. Where it is told of freed blocks
   * (mounted with {@code discard}), a thin device may take much longer to write a block anew than
   * one that was in use a moment ago: exports that are to be compared must find the same.
   */
  public static void settle() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(COMMIT_SECONDS));
  }
}
