package io.asyncquery.application.batch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Which rows hold a value: a bit a row, set where there is one, 64 rows in each little-endian word,
 * lowest bit first. An empty segment says that all do.
 */
public record Validity(MemorySegment words) {

  /** No NULL anywhere. */
  public static final Validity ALL = new Validity(MemorySegment.NULL);

  /** Whether no row is NULL for sure. */
  public boolean allValid() {
    return words.byteSize() == 0;
  }

  public boolean isNull(int row) {
    return words.byteSize() != 0 && (word(row >>> 6) >>> row & 1) == 0;
  }

  /** The bits of row {@code row} and the 63 behind it, none of them for {@code to} or beyond. */
  public long bits(int row, int to) {
    int index = row >>> 6;
    long bits = word(index) >>> row;
    if ((row & 63) != 0 && index < to - 1 >>> 6) {
      bits |= word(index + 1) << -row;
    }
    return to - row < Long.SIZE ? bits & (1L << to - row) - 1 : bits;
  }

  /** The bits of rows {@code 64 * index} to {@code 64 * index + 63}. */
  public long word(int index) {
    return words.byteSize() == 0
        ? -1L
        : words.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) index << 3);
  }
}
