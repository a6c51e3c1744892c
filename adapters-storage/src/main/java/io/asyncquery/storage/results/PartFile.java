package io.asyncquery.storage.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is written from its beginning to its end. A small one goes through the system's page
 * cache, from where it will be read at once; what a large one has beyond {@link #CACHED_BYTES} goes
 * past it, where the file system knows how.
 */
final class PartFile implements AutoCloseable {

  /** A multiple of every block size in use. */
  static final int CACHED_BYTES = 4 << 20;

  private final Path path;
  private final FileChannel channel;
  private final WriteBuffers buffers;
  private final Writeback writeback;
  private Optional<DirectWriter> direct = Optional.empty();
  private boolean directTried;
  private long written;

  PartFile(Path path, FileChannel channel, WriteBuffers buffers) {
    this.path = path;
    this.buffers = buffers;
    this.channel = channel;
    this.writeback = new Writeback(channel);
  }

  /** Takes all of {@code bytes}; they need not be on the disk before {@link #force}. */
  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int before = bytes.remaining();
      if (written == CACHED_BYTES && !directTried) {
        directTried = true;
        direct = DirectWriter.open(path, channel, written, buffers);
      }
      if (direct.isPresent()) {
        direct.get().write(bytes);
      } else {
        writeCached(bytes);
      }
      written += before - bytes.remaining();
    }
  }

  /** Writes up to where the way may change. */
  private void writeCached(ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    if (!directTried) {
      bytes.limit((int) Math.min(end, bytes.position() + CACHED_BYTES - written));
    }
    int count = channel.write(bytes);
    bytes.limit(end);
    writeback.written(written + count);
  }

  /** How many bytes it has taken. */
  long size() {
    return written;
  }

  /** Returns once all bytes lie on the disk. */
  void force() throws IOException {
    if (direct.isPresent()) {
      direct.get().finish();
    }
    writeback.force();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (direct.isPresent()) {
        direct.get().close();
      }
    }
  }
}
