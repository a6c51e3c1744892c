package io.asyncquery.storage.csv;

import java.util.Arrays;

/** Encoded lines, one after the other; used again after {@link #clear}. */
final class Lines {

  /** When there is this much, it is time to write it out. */
  private static final int FULL_BYTES = 1 << 23;

  private static final int FIRST_BYTES = 1 << 18;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;
  private int rows;

  void clear() {
    size = 0;
    rows = 0;
  }

  /** The bytes, of which the first {@link #size} count. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  int rows() {
    return rows;
  }

  boolean areFull() {
    return size >= FULL_BYTES;
  }

  /** Whether to keep the memory: not where a few large values made it grow. */
  boolean areWorthKeeping() {
    return bytes.length <= 2 * FULL_BYTES;
  }

  /** Appends what lies in each of {@code count} slots from its start to {@code ends}. */
  void appendSlots(byte[] slots, int slotWidth, int[] ends, int count) {
    int length = 0;
    for (int i = 0; i < count; i++) {
      length += ends[i] - i * slotWidth;
    }
    reserve(length);
    int to = size;
    byte[] target = bytes;
    for (int i = 0; i < count; i++) {
      int start = i * slotWidth;
      int part = ends[i] - start;
      System.arraycopy(slots, start, target, to, part);
      to += part;
    }
    size = to;
    rows += count;
  }

  /** Replaces the bytes by their form in another charset. */
  void replace(byte[] other, int length) {
    bytes = other;
    size = length;
  }

  private void reserve(int more) {
    long needed = (long) size + more;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.toIntExact(needed + (needed >> 1)));
    }
  }
}
