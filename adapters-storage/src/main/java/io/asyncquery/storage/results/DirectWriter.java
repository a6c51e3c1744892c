package io.asyncquery.storage.results;

import static java.lang.System.Logger.Level.DEBUG;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a large file past the system's page cache: no memory of the machine is taken for bytes
 * that nobody may ever read again, and none of the engine's pages are driven out for them. One
 * buffer is filled while others are written.
 *
 * <p>The system wants whole blocks at block boundaries. The last bytes, fewer than a block, go
 * through the page cache; no page holds bytes of both ways.
 */
final class DirectWriter implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DirectWriter.class.getName());

  /** What the system says to a way of writing that it does not know. */
  private static final String REFUSED = "Invalid argument";

  /** The cache has no smaller piece. */
  private static final long PAGE_BYTES = 1 << 12;

  private final FileChannel direct;
  private final FileChannel cached;
  private final int blockBytes;
  private final WriteBuffers buffers;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private ByteBuffer filling;
  private long position;

  /** A full buffer on its way to the disk. */
  private record Sent(ByteBuffer bytes, BackgroundTask writing) {}

  /** For a test's channel; others {@link #open}. */
  static DirectWriter over(
      FileChannel direct, FileChannel cached, int blockBytes, long position, WriteBuffers buffers) {
    return new DirectWriter(direct, cached, blockBytes, position, buffers);
  }

  private DirectWriter(
      FileChannel direct, FileChannel cached, int blockBytes, long position, WriteBuffers buffers) {
    this.direct = direct;
    this.cached = cached;
    this.blockBytes = blockBytes;
    this.position = position;
    this.buffers = buffers;
    this.filling = buffers.take();
  }

  /**
   * A writer that goes on at {@code position} of {@code part}, which is a block's beginning; none
   * where the file system has no such way.
   *
   * @param cached the file, open for writing through the page cache
   */
  static Optional<DirectWriter> open(
      Path part, FileChannel cached, long position, WriteBuffers buffers) {
    try {
      long blockBytes = Math.max(PAGE_BYTES, Files.getFileStore(part).getBlockSize());
      if (position % blockBytes != 0 || WriteBuffers.ALIGNMENT % blockBytes != 0) {
        return Optional.empty();
      }
      FileChannel direct =
          FileChannel.open(
              part, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS, pastTheCache()));
      return Optional.of(new DirectWriter(direct, cached, (int) blockBytes, position, buffers));
    } catch (IOException | UnsupportedOperationException | ReflectiveOperationException e) {
      LOG.log(DEBUG, "The page cache is used for results", e);
      return Optional.empty();
    }
  }

  /** Supported by the JDK since version 10, but the compiler warns of its package by name. */
  private static OpenOption pastTheCache() throws ReflectiveOperationException {
    return (OpenOption)
        requireNonNull(
            Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null));
  }

  /**
   * Takes all of {@code bytes}.
   *
   * @throws IOException what the disk said to bytes taken before
   */
  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), filling.remaining());
      filling.put(filling.position(), bytes, bytes.position(), count);
      filling.position(filling.position() + count);
      bytes.position(bytes.position() + count);
      if (!filling.hasRemaining()) {
        send();
      }
    }
  }

  private void send() throws IOException {
    ByteBuffer next = sent.size() < WriteBuffers.EACH - 1 ? buffers.take() : written().clear();
    ByteBuffer full = filling.flip();
    long at = position;
    BackgroundTask writing = new BackgroundTask("result-writer");
    writing.start(() -> {
      writeBlocks(full, at);
      return null;
    });
    sent.add(new Sent(full, writing));
    position += full.limit();
    filling = next;
  }

  /** The first of those sent, once the disk has it. */
  private ByteBuffer written() throws IOException {
    sent.element().writing().await();
    return sent.remove().bytes();
  }

  /** Writes what is left; it is not forced yet. */
  void finish() throws IOException {
    while (!sent.isEmpty()) {
      buffers.give(written());
    }
    ByteBuffer rest = filling.flip();
    int blocks = rest.limit() - rest.limit() % blockBytes;
    writeBlocks(rest.slice(0, blocks), position);
    writeCached(rest.position(blocks), position + blocks);
    position += rest.limit();
    filling.clear();
  }

  /**
   * A disk that takes less than all is full, or nearly so: the rest need not end at a block. A file
   * system that lets a file be opened so may still refuse to write it so.
   */
  private void writeBlocks(ByteBuffer bytes, long at) throws IOException {
    int count = 0;
    if (bytes.hasRemaining()) {
      try {
        count = direct.write(bytes, at);
      } catch (IOException e) {
        if (!REFUSED.equals(e.getMessage())) {
          throw e;
        }
        LOG.log(DEBUG, "The page cache is used for a block", e);
      }
    }
    writeCached(bytes, at + count);
  }

  private void writeCached(ByteBuffer bytes, long at) throws IOException {
    long next = at;
    while (bytes.hasRemaining()) {
      next += cached.write(bytes, next);
    }
  }

  /** Gives the buffers back, each after it was written, whatever the disk said to another. */
  @Override
  public void close() throws IOException {
    try (direct) {
      closeSent();
    } finally {
      buffers.give(filling);
    }
  }

  private void closeSent() throws IOException {
    if (!sent.isEmpty()) {
      Sent first = sent.remove();
      try {
        first.writing().await();
      } finally {
        buffers.give(first.bytes());
        closeSent();
      }
    }
  }
}
