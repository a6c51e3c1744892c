package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Where the bytes of texts lie that are longer than their place in a vector. */
final class ByteStore {

  private static final int INLINE_BYTES = 12;
  private static final int SLAB_BYTES = 1 << 16;

  private final Arena arena;
  private MemorySegment slab = MemorySegment.NULL;
  private long used;

  ByteStore(Arena arena) {
    this.arena = arena;
  }

  /** Puts {@code length} bytes of {@code source} as the text at {@code place} of {@code values}. */
  void put(MemorySegment source, long offset, int length, MemorySegment values, long place) {
    values.set(JAVA_INT_UNALIGNED, place, length);
    if (length <= INLINE_BYTES) {
      MemorySegment.copy(source, JAVA_BYTE, offset, values, JAVA_BYTE, place + 4, length);
      return;
    }
    if (used + length > slab.byteSize()) {
      slab = arena.allocate(Math.max(length, SLAB_BYTES));
      used = 0;
    }
    MemorySegment.copy(source, JAVA_BYTE, offset, slab, JAVA_BYTE, used, length);
    values.set(JAVA_LONG_UNALIGNED, place + 8, slab.address() + used);
    used += length;
  }
}
