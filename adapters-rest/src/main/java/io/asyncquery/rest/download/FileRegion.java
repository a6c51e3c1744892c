package io.asyncquery.rest.download;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.LongAdder;
import org.glassfish.grizzly.FileChunk;
import org.glassfish.grizzly.asyncqueue.AsyncWriteQueueRecord;
import org.glassfish.grizzly.asyncqueue.TaskQueue;

/**
 * A stretch of a file on its way to a socket, copied by the kernel. Grizzly calls it on as the
 * socket takes more. It leaves the channel open.
 */
final class FileRegion implements FileChunk {

  /** As much as one call may send before other connections get their turn. */
  private static final long MAX_STEP = 4L << 20;

  private final FileChannel file;
  private final TaskQueue<?> queue;
  private final LongAdder sent;
  private long position;
  private long remaining;

  /**
   * @param queue of the connection, through which this region goes
   * @param sent is told of every byte that goes out
   */
  FileRegion(FileChannel file, ByteRange range, TaskQueue<?> queue, LongAdder sent) {
    this.file = file;
    this.queue = queue;
    this.sent = sent;
    this.position = range.first();
    this.remaining = range.length();
  }

  @Override
  public long writeTo(WritableByteChannel socket) throws IOException {
    long step = file.transferTo(position, Math.min(remaining, MAX_STEP), socket);
    if (step == 0 && position >= file.size()) {
      throw new EOFException("The file ends [" + remaining + "] bytes before its recorded size");
    }
    position += step;
    remaining -= step;
    sent.add(step);
    balance(step);
    return step;
  }

  /**
   * Grizzly takes a place of one byte in its queue for any chunk of a file, but gives back as many
   * as were written. The difference would stay with the connection: its queue would seem empty
   * while something waits in it, and what waits would never be sent.
   */
  private void balance(long written) {
    long place = hasRemaining() ? 0 : AsyncWriteQueueRecord.UNCOUNTABLE_RECORD_SPACE_VALUE;
    queue.reserveSpace(Math.toIntExact(written - place));
  }

  @Override
  public boolean hasRemaining() {
    return remaining > 0;
  }

  @Override
  public int remaining() {
    return (int) Math.min(remaining, Integer.MAX_VALUE);
  }

  @Override
  public boolean release() {
    return true;
  }

  @Override
  public boolean isExternal() {
    return true;
  }
}
