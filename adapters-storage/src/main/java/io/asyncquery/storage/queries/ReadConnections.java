package io.asyncquery.storage.queries;

import io.asyncquery.application.port.StoreException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A few connections that read, side by side with the one that writes. */
final class ReadConnections implements AutoCloseable {

  private final Jdbi jdbi;
  private final int size;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * @param size connections at most, 1 or more; opened when first needed
   */
  ReadConnections(Jdbi jdbi, int size) {
    this.jdbi = jdbi;
    this.size = size;
    this.free = new Semaphore(size);
  }

  /**
   * Lends a connection, the one used last where several are idle: its memory is the warmest. One
   * that fails is not used again.
   */
  <T> T read(Function<Handle, T> reader) {
    free.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      Handle handle = Optional.ofNullable(idle.pollFirst()).orElseGet(jdbi::open);
      boolean sound = false;
      try {
        T read = reader.apply(handle);
        sound = true;
        return read;
      } finally {
        if (sound) {
          idle.addFirst(handle);
        } else {
          handle.close();
        }
      }
    } catch (RuntimeException e) {
      throw new StoreException("The query store cannot be read", e);
    } finally {
      free.release();
    }
  }

  /** Waits for those who read. */
  @Override
  public void close() {
    free.acquireUninterruptibly(size);
    try {
      closed = true;
      idle.forEach(Handle::close);
      idle.clear();
    } finally {
      free.release(size);
    }
  }
}
