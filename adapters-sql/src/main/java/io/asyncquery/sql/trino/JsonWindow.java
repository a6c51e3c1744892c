package io.asyncquery.sql.trino;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The part of a JSON text that is in memory: it moves on with what is read, and grows where a
 * scalar is larger than it.
 */
abstract class JsonWindow {

  private static final int FIRST_BYTES = 1 << 16;

  private final InputStream in;
  private MemorySegment segment;
  private long taken;

  byte[] bytes = new byte[FIRST_BYTES];

  /** The next byte to be read. */
  int position;

  /** Behind the last one that is there. */
  int limit;

  /** Where what must not be lost begins; negative where nothing must be kept. */
  int kept = -1;

  JsonWindow(InputStream in) {
    this.in = in;
    this.segment = MemorySegment.ofArray(bytes);
  }

  /** How many bytes were taken from the input. */
  final long taken() {
    return taken;
  }

  final byte[] bytes() {
    return bytes;
  }

  final MemorySegment segment() {
    return segment;
  }

  /** The next byte that is no space, which stays. */
  final byte peek() throws IOException {
    while (true) {
      while (position < limit) {
        byte next = bytes[position];
        if (next > ' ') {
          return next;
        }
        position++;
      }
      need();
    }
  }

  final void requireBytes(int count) throws IOException {
    if (limit - position < count) {
      throw new EOFException("The JSON of a response ended within an escape");
    }
  }

  final void need() throws IOException {
    if (!filled()) {
      throw new EOFException("The JSON of a response ended within");
    }
  }

  /** Gets more bytes behind those that are kept; false at the end. */
  final boolean filled() throws IOException {
    int from = kept < 0 ? position : kept;
    if (from > 0) {
      System.arraycopy(bytes, from, bytes, 0, limit - from);
      position -= from;
      limit -= from;
      kept = kept < 0 ? -1 : 0;
    }
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
      segment = MemorySegment.ofArray(bytes);
    }
    int count = in.read(bytes, limit, bytes.length - limit);
    limit += Math.max(0, count);
    taken += Math.max(0, count);
    return count > 0;
  }
}
