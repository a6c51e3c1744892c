package io.asyncquery.application.batch;

import io.asyncquery.domain.ColumnType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Lists: for each row 16 bytes, the index of its first element (8) and how many there are (8), in
 * one vector of elements. A map is a list of {@code ROW(key, value)}.
 */
public record ListVector(
    ColumnType type, Validity validity, MemorySegment entries, ColumnVector elements)
    implements ColumnVector {

  @Override
  public List<ColumnVector> children() {
    return List.of(elements);
  }

  /** The index of the row's first element in {@link #elements()}. */
  public int start(int row) {
    return Math.toIntExact(entries.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) row << 4));
  }

  /** How many elements the row has. */
  public int length(int row) {
    return Math.toIntExact(entries.get(ValueLayout.JAVA_LONG_UNALIGNED, ((long) row << 4) + 8));
  }
}
