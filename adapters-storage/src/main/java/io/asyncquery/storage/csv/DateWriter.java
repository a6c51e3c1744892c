package io.asyncquery.storage.csv;

import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.TimeText;

/** Dates. */
final class DateWriter extends LongsWriter {

  private static final int BOUND = 24;

  private final TextBuffer rare = TextBuffer.small();

  DateWriter(CellFrame frame) {
    super(frame, BOUND);
  }

  @Override
  void writeAll(long[] values, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, writeOne(values[i], out, frame.open(out, at[i])));
    }
  }

  @Override
  int writeOne(long value, byte[] out, int at) {
    return Days.has(value) ? Days.write(out, at, value) : writeRare((int) value, out, at);
  }

  private int writeRare(int day, byte[] out, int at) {
    rare.clear();
    TimeText.appendDate(rare, day);
    return rare.copyTo(out, at);
  }
}
