package io.asyncquery.benchmarks.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The disk by itself: bytes that are there already, written to a new file and forced. */
public final class Disk {

  public static final String NAME = "disk alone";

  /** As long as a journal waits for its commit, after which freed blocks go back to the device. */
  private static final long COMMIT_SECONDS = 6;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20);

  public Disk() {
    byte[] random = new byte[bytes.capacity()];
    new Random(1).nextBytes(random);
    bytes.put(random);
  }

  /** The seconds that {@code size} bytes take in a new file of {@code folder}, deleted again. */
  public double write(Path folder, long size) throws IOException {
    Path file = folder.resolve("disk");
    long begin = System.nanoTime();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long left = size; left > 0; left -= bytes.limit()) {
        bytes.position(0).limit((int) Math.min(left, bytes.capacity()));
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

  /**
   * Waits until what was deleted is free on the device too. Where it is told of freed blocks
   * (mounted with {@code discard}), a thin device may take much longer to write a block anew than
   * one that was in use a moment ago: exports that are to be compared must find the same.
   */
  public static void settle() {
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(COMMIT_SECONDS));
  }
}
