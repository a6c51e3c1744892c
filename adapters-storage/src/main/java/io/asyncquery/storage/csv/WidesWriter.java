package io.asyncquery.storage.csv;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.domain.ColumnType;
import java.lang.foreign.MemorySegment;

/** What the writers of values of sixteen bytes share. */
abstract class WidesWriter extends FixedWriter {

  final long[] lows = new long[RowEncoder.BLOCK_ROWS];
  final long[] highs = new long[RowEncoder.BLOCK_ROWS];

  WidesWriter(CellFrame frame, ColumnType type, int bound) {
    super(frame, type, bound);
  }

  @Override
  final void read(FlatVector vector, int from, int to) {
    MemorySegment values = vector.values();
    for (int row = from; row < to; row++) {
      long entry = (long) row << 4;
      lows[row - from] = values.get(JAVA_LONG_UNALIGNED, entry);
      highs[row - from] = values.get(JAVA_LONG_UNALIGNED, entry + 8);
    }
  }

  @Override
  final void pack(int[] rows, int count) {
    for (int k = 0; k < count; k++) {
      lows[k] = lows[rows[k]];
      highs[k] = highs[rows[k]];
    }
  }
}
