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

  /** The bits of rows {@code 64 * index} to {@code 64 * index + 63}. */
  public long word(int index) {
    return words.byteSize() == 0
        ? -1L
        : words.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) index << 3);
  }
}
