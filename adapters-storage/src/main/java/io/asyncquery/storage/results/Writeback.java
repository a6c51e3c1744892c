package io.asyncquery.storage.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Sends what is written on to the disk while more is being written, so that the force at the end,
 * for which the query waits, finds little left to do. One force at a time: a slow disk is not asked
 * more often than it can answer. A fault is kept for the end, because the system tells it only
 * once, to whoever asked first.
 */
final class Writeback {

  /** Few enough to be written within some 20 ms, enough to keep a disk busy. */
  private static final long STEP_BYTES = 16 << 20;

  private final FileChannel channel;
  private Optional<FutureTask<Void>> latest = Optional.empty();
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
    if (bytes - begunAt >= STEP_BYTES && latest.stream().allMatch(FutureTask::isDone)) {
      await();
      begunAt = bytes;
      FutureTask<Void> force =
          new FutureTask<>(() -> {
            channel.force(false);
            return null;
          });
      latest = Optional.of(force);
      Thread.ofVirtual().name("result-writeback").start(force);
    }
  }

  /** Forces all bytes and returns once they lie on the disk. */
  void force() throws IOException {
    await();
    channel.force(true);
  }

  private void await() throws IOException {
    if (latest.isEmpty()) {
      return;
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          latest.get().get();
          return;
        } catch (InterruptedException e) {
          // A channel must not see the interrupt: it would close itself.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
