package io.asyncquery.storage.results;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Sends what is written on to the disk while more is being written, so that the force at the end,
 * for which the query waits, finds little left to do. One force at a time: a slow disk is not asked
 * more often than it can answer.
 */
final class Writeback {

  /** Few enough to be written within some 20 ms, enough to keep a disk busy. */
  private static final long STEP_BYTES = 16 << 20;

  private final FileChannel channel;
  private final BackgroundTask forcing = new BackgroundTask("result-writeback");
  private long begunAt;

  Writeback(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes note of the bytes written so far.
   *
   * @throws IOException what the disk said to bytes written before
   */
  void written(long bytes) throws IOException {
    if (bytes - begunAt >= STEP_BYTES && !forcing.isRunning()) {
      forcing.await();
      begunAt = bytes;
      forcing.start(() -> {
        channel.force(false);
        return null;
      });
    }
  }

  /** Forces all bytes and returns once they lie on the disk. */
  void force() throws IOException {
    forcing.await();
    channel.force(true);
  }
}
