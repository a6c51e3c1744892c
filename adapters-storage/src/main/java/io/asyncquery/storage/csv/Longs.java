package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import java.lang.foreign.MemorySegment;

/**
 * Values of any width up to eight bytes as longs, so that the writers need only one loop each. They
 * are copied as they lie first, then widened in a loop over arrays: the compiler turns both into
 * vector instructions, which it does not for a loop over foreign memory.
 */
final class Longs {

  private final byte[] bytes = new byte[RowEncoder.BLOCK_ROWS];
  private final short[] shorts = new short[RowEncoder.BLOCK_ROWS];
  private final int[] ints = new int[RowEncoder.BLOCK_ROWS];

  /** Reads rows {@code from} to {@code to} into the start of {@code target}. */
  void read(FlatVector vector, int from, int to, long[] target) {
    MemorySegment values = vector.values();
    int count = to - from;
    switch (Layout.width(vector.type())) {
      case 1 -> {
        MemorySegment.copy(values, JAVA_BYTE, from, bytes, 0, count);
        for (int i = 0; i < count; i++) {
          target[i] = bytes[i];
        }
      }
      case 2 -> {
        MemorySegment.copy(values, JAVA_SHORT_UNALIGNED, from * 2L, shorts, 0, count);
        for (int i = 0; i < count; i++) {
          target[i] = shorts[i];
        }
      }
      case 4 -> {
        MemorySegment.copy(values, JAVA_INT_UNALIGNED, from * 4L, ints, 0, count);
        for (int i = 0; i < count; i++) {
          target[i] = ints[i];
        }
      }
      case 8 -> MemorySegment.copy(values, JAVA_LONG_UNALIGNED, from * 8L, target, 0, count);
      default -> throw new IllegalArgumentException(vector.type().sqlName() + " is no long");
    }
    long mask = unsignedMask(vector.type());
    if (mask != -1) {
      for (int i = 0; i < count; i++) {
        target[i] &= mask;
      }
    }
  }

  private static long unsignedMask(ColumnType type) {
    return switch (type) {
      case Scalar.UTINYINT -> 0xffL;
      case Scalar.USMALLINT -> 0xffffL;
      case Scalar.UINTEGER -> 0xffffffffL;
      default -> -1L;
    };
  }
}
