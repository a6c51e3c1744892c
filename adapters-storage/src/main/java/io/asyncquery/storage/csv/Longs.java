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
 * Values of any width up to eight bytes as longs: a short loop for each width, which the compiler
 * turns into vector instructions, so that the writers need only one loop each.
 */
final class Longs {

  private Longs() {}

  /** Reads rows {@code from} to {@code to} into the start of {@code target}. */
  static void read(FlatVector vector, int from, int to, long[] target) {
    MemorySegment values = vector.values();
    int count = to - from;
    switch (Layout.width(vector.type())) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          target[i] = values.get(JAVA_BYTE, from + i);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          target[i] = values.get(JAVA_SHORT_UNALIGNED, (from + i) * 2L);
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          target[i] = values.get(JAVA_INT_UNALIGNED, (from + i) * 4L);
        }
      }
      case 8 -> {
        for (int i = 0; i < count; i++) {
          target[i] = values.get(JAVA_LONG_UNALIGNED, (from + i) * 8L);
        }
      }
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
