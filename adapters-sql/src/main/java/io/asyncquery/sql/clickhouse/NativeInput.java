package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import com.google.common.base.Utf8;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of an answer, of which numbers, texts and whole columns are taken. */
final class NativeInput {

  private static final int FIRST_BYTES = 1 << 16;

  private final InputStream in;
  private byte[] bytes = new byte[FIRST_BYTES];
  private MemorySegment segment = MemorySegment.ofArray(bytes);
  private int position;
  private int limit;

  NativeInput(InputStream in) {
    this.in = in;
  }

  boolean isAtEnd() throws IOException {
    return position == limit && !filled();
  }

  /** Whether exactly {@code expected} comes next, which stays. */
  boolean isNext(byte[] expected) throws IOException {
    for (int i = 0; i < expected.length; i++) {
      if ((position + i == limit && !filled()) || bytes[position + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** All that is left, up to {@code most} bytes; what breaks off is as far as it came. */
  String rest(int most) {
    try {
      while (limit - position < most && filled()) {
        // More is there.
      }
    } catch (IOException _) {
      // An error is what comes last, and mostly behind it nothing is said any more.
    }
    int count = Math.min(most, limit - position);
    return new String(bytes, position, count, StandardCharsets.UTF_8);
  }

  /** A number of variable width that counts something in memory. */
  int readCount() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = readByte();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return count(value);
      }
    }
    throw new IOException("A count has no end");
  }

  private static int count(long value) throws IOException {
    if (value < 0 || value > Integer.MAX_VALUE - 8) {
      throw new IOException("A block is larger than memory can be");
    }
    return (int) value;
  }

  byte readByte() throws IOException {
    if (position == limit) {
      need();
    }
    return bytes[position++];
  }

  long readLong() throws IOException {
    require(Long.BYTES);
    long value = segment.get(JAVA_LONG_UNALIGNED, position);
    position += Long.BYTES;
    return value;
  }

  /** A number of 8 bytes that counts something in memory. */
  int readLongCount() throws IOException {
    return count(readLong());
  }

  String readText() throws IOException {
    int length = readCount();
    require(length);
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /**
   * Takes a text to {@code place} of {@code values}.
   *
   * @throws CharacterCodingException where its bytes are no text
   */
  void readText(MemorySegment values, long place, ByteStore store) throws IOException {
    int length = readCount();
    require(length);
    if (!Utf8.isWellFormed(bytes, position, length)) {
      throw new CharacterCodingException();
    }
    store.put(segment, position, length, values, place);
    position += length;
  }

  /** Takes {@code length} bytes into {@code target}. */
  void readFully(MemorySegment target, long offset, long length) throws IOException {
    long taken = 0;
    while (taken < length) {
      if (position == limit) {
        need();
      }
      int count = (int) Math.min(length - taken, limit - position);
      MemorySegment.copy(segment, JAVA_BYTE, position, target, JAVA_BYTE, offset + taken, count);
      position += count;
      taken += count;
    }
  }

  private void require(int count) throws IOException {
    while (limit - position < count) {
      need();
    }
  }

  private void need() throws IOException {
    if (!filled()) {
      throw new EOFException("The answer ended within a block");
    }
  }

  /** Gets more bytes behind those that were not taken yet; false at the end. */
  private boolean filled() throws IOException {
    if (position > 0) {
      System.arraycopy(bytes, position, bytes, 0, limit - position);
      limit -= position;
      position = 0;
    }
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
      segment = MemorySegment.ofArray(bytes);
    }
    int count = in.read(bytes, limit, bytes.length - limit);
    limit += Math.max(0, count);
    return count > 0;
  }
}
