package io.asyncquery.storage.csv;

import java.util.Arrays;

/** Encoded lines, one after the other; used again after {@link #clear}. */
final class Lines {

  private byte[] bytes = new byte[1 << 18];
  private int size;
  private long rows;

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

  long rows() {
    return rows;
  }

  /** Appends what lies in each of {@code count} slots from its start to {@code ends}. */
  void appendSlots(byte[] slots, int slotWidth, int[] ends, int count) {
    long needed = size;
    for (int i = 0; i < count; i++) {
      needed += ends[i] - i * slotWidth;
    }
    reserve(needed);
    int to = size;
    byte[] target = bytes;
    for (int i = 0; i < count; i++) {
      int start = i * slotWidth;
      int length = ends[i] - start;
      System.arraycopy(slots, start, target, to, length);
      to += length;
    }
    size = to;
    rows += count;
  }

  /** Replaces the bytes by their form in another charset. */
  void replace(byte[] other, int length) {
    bytes = other;
    size = length;
  }

  private void reserve(long needed) {
    if (needed > bytes.length) {
      long larger = Math.min(Integer.MAX_VALUE - 64, needed + (needed >> 1));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, larger)));
    }
  }
}
