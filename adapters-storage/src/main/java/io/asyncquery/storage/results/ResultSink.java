package io.asyncquery.storage.results;

import io.asyncquery.domain.Digest;
import io.asyncquery.domain.QueryFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Set;

/**
 * The part file of one result as a stream that counts and digests what passes. Small writes are
 * collected, large ones pass straight through. Whatever the disk refuses leaves as a {@link
 * QueryFailedException} of category STORAGE, so that an {@code IOException} of an encoder is never
 * taken for one.
 */
final class ResultSink extends OutputStream {

  /** Fits the second-level cache: a slice is digested and written while it lies there. */
  private static final int SLICE_BYTES = 1 << 17;

  private final Path part;
  private final PartFile file;
  private final RunningDigest digest;
  private final byte[] buffer = new byte[SLICE_BYTES];
  private int buffered;

  /** For a test's channel; others {@link #create}. */
  ResultSink(Path part, FileChannel channel, WriteBuffers buffers, Digest.Algorithm digest) {
    this.part = part;
    this.digest = RunningDigest.by(digest);
    this.file = new PartFile(part, channel, buffers);
  }

  /** A new file with {@code attributes}; what an earlier attempt left in its place goes. */
  static ResultSink create(
      Path part, WriteBuffers buffers, Digest.Algorithm digest, FileAttribute<?>... attributes) {
    try {
      Files.deleteIfExists(part);
      FileChannel channel =
          FileChannel.open(
              part,
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS),
              attributes);
      return new ResultSink(part, channel, buffers, digest);
    } catch (IOException e) {
      throw StorageFault.of(e, part.resolveSibling(""));
    }
  }

  @Override
  public void write(int b) {
    if (buffered == buffer.length) {
      flush();
    }
    buffer[buffered++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length > buffer.length - buffered) {
      flush();
    }
    if (length >= buffer.length) {
      drain(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
    }
  }

  /** Hands what is collected to the system; not yet to the disk. */
  @Override
  public void flush() {
    drain(buffer, 0, buffered);
    buffered = 0;
  }

  /** Hands everything to the disk and waits until it lies there. */
  void force() {
    flush();
    try {
      file.force();
    } catch (IOException e) {
      throw StorageFault.of(e, part.resolveSibling(""));
    }
  }

  /** The bytes taken so far. */
  long bytes() {
    return file.size() + buffered;
  }

  /** The digest of all bytes; asked for once, after {@link #force}. */
  Digest digest() {
    return digest.end();
  }

  /** Gives the file back; what was not flushed is dropped. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw StorageFault.of(e, part.resolveSibling(""));
    }
  }

  // In slices: a channel copies each into native memory of that size, and keeps that memory.
  private void drain(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int from = offset; from < end; from += SLICE_BYTES) {
      int count = Math.min(SLICE_BYTES, end - from);
      digest.update(bytes, from, count);
      writeSlice(ByteBuffer.wrap(bytes, from, count));
    }
  }

  private void writeSlice(ByteBuffer slice) {
    try {
      file.write(slice);
    } catch (IOException e) {
      throw StorageFault.of(e, part.resolveSibling(""));
    }
  }
}
