package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.domain.ColumnType;

/** What the writers of values of up to eight bytes share. */
abstract class LongsWriter extends FixedWriter {

  final long[] values = new long[RowEncoder.BLOCK_ROWS];
  private final Longs longs = new Longs();

  LongsWriter(CellFrame frame, ColumnType type, int bound) {
    super(frame, type, bound);
  }

  @Override
  final void read(FlatVector vector, int from, int to) {
    longs.read(vector, from, to, values);
  }

  @Override
  final void pack(int[] rows, int count) {
    for (int k = 0; k < count; k++) {
      values[k] = values[rows[k]];
    }
  }
}
