package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Scalar;

/** Times of day. */
final class TimeWriter extends LongsWriter {

  private static final int BOUND = 40;
  private static final int MICROS_A_SECOND = 1_000_000;
  private static final long MICROS_A_DAY = 86_400L * MICROS_A_SECOND;

  TimeWriter(CellFrame frame) {
    super(frame, Scalar.TIME, BOUND);
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      int start = frame.open(out, at[i]);
      int end =
          values[i] >= 0 && values[i] <= MICROS_A_DAY
              ? write(values[i], out, start)
              : writeSlowly(block, i, out, start);
      at[i] = frame.close(out, end);
    }
  }

  private static int write(long micros, byte[] out, int at) {
    int second = (int) (micros / MICROS_A_SECOND);
    int fraction = (int) (micros - (long) second * MICROS_A_SECOND);
    return TimeOfDay.writeFraction(out, TimeOfDay.write(out, at, second), fraction * 100, 0);
  }
}
