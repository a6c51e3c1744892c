package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Timestamp;

/** Timestamps without a zone, of any unit. */
final class TimestampWriter extends LongsWriter {

  private final DateTime text;

  TimestampWriter(CellFrame frame, Timestamp type) {
    super(frame, type, DateTime.BOUND);
    this.text = new DateTime(type.unit(), ' ');
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      int end =
          text.has(values[i])
              ? text.write(out, start, values[i])
              : writeSlowly(block, i, out, start);
      at[i] = frame.close(out, end);
    }
  }
}
