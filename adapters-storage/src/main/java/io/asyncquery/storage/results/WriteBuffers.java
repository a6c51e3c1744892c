package io.asyncquery.storage.results;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The buffers of {@link DirectWriter}s, used again and again: memory of that size that comes and
 * goes is kept by the system's allocator in pieces that nobody can use.
 */
final class WriteBuffers {

  /** Enough for a disk to be at its fastest, a multiple of every block size in use. */
  static final int BYTES = 4 << 20;

  /** The largest block that a buffer can be written in, in bytes. */
  static final int ALIGNMENT = 1 << 16;

  /** Of one result: one is filled while the others wait for a disk that pauses now and then. */
  static final int EACH = 3;

  /** Those of two large results at a time; what more there are at once goes with them. */
  private static final int MOST_IDLE = 2 * EACH;

  private final BlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(MOST_IDLE);

  /** An empty buffer in native memory, to be given back. */
  ByteBuffer take() {
    ByteBuffer buffer = idle.poll();
    return buffer == null ? LargePages.allocate(BYTES).asByteBuffer() : buffer;
  }

  /** Takes back what nobody writes from any more. */
  void give(ByteBuffer buffer) {
    boolean _ = idle.offer(buffer.clear());
  }
}
