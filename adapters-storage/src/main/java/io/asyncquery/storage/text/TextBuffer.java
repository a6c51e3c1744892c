package io.asyncquery.storage.text;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.asyncquery.application.batch.Memory;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in the making, as UTF-8 bytes; grows as needed and is used again after it was drained. */
public final class TextBuffer {

  /** What {@link #drainWhenFull} takes for full: a write of this size passes the sink's buffer. */
  private static final int FULL_BYTES = 1 << 17;

  private static final int SMALL_BYTES = 64;

  private byte[] bytes;
  private int size;

  private TextBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** For rows on their way to a stream. */
  public static TextBuffer forRows() {
    return new TextBuffer(FULL_BYTES + FULL_BYTES / 8);
  }

  /** For a value. */
  public static TextBuffer small() {
    return new TextBuffer(SMALL_BYTES);
  }

  /** Bytes so far. */
  public int size() {
    return size;
  }

  /** The byte at {@code index}, which is below {@link #size}. */
  public byte byteAt(int index) {
    return bytes[index];
  }

  /** One character of ASCII. */
  public void append(char ascii) {
    reserve(1)[size++] = (byte) ascii;
  }

  /** The text in UTF-8. */
  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  public void append(byte[] utf8) {
    append(utf8, 0, utf8.length);
  }

  public void append(byte[] utf8, int offset, int length) {
    System.arraycopy(utf8, offset, reserve(length), size, length);
    size += length;
  }

  /** The {@code length} bytes of UTF-8 at {@code address} of {@link Memory#ALL}. */
  public void append(long address, int length) {
    append(Memory.ALL, address, length);
  }

  /** The {@code length} bytes of UTF-8 at {@code offset} of {@code source}. */
  public void append(MemorySegment source, long offset, int length) {
    MemorySegment.copy(source, JAVA_BYTE, offset, reserve(length), size, length);
    size += length;
  }

  /** The {@code length} bytes at {@code offset} of {@code other}. */
  public void append(TextBuffer other, int offset, int length) {
    append(other.bytes, offset, length);
  }

  /** Hands what there is to {@code out} once it is worth a write. */
  public void drainWhenFull(OutputStream out) throws IOException {
    if (size >= FULL_BYTES) {
      drain(out);
    }
  }

  /** Hands all there is to {@code out} and is empty then. */
  public void drain(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  /** The bytes, of which the first {@link #size} count, until more are appended. */
  public byte[] array() {
    return bytes;
  }

  /** Copies all there is to {@code target} at {@code at}; returns the position behind it. */
  public int copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, size);
    return at + size;
  }

  /** Forgets all there is. */
  public void clear() {
    size = 0;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  /** The bytes, with room for {@code count} more from {@link #size} on. */
  byte[] reserve(int count) {
    if (count > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), grown(bytes.length)));
    }
    return bytes;
  }

  /** Takes {@code count} bytes as written that were put after {@link #size}. */
  void advance(int count) {
    size += count;
  }

  private static int grown(int length) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1) + 16L);
  }
}
