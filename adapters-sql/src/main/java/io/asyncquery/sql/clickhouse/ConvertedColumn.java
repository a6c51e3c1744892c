package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Values of a fixed width of which each is converted.
 *
 * @param width as ClickHouse sends them
 */
record ConvertedColumn(ColumnType type, int width, Conversion conversion) implements ColumnDecoder {

  /** How many are converted at a time. */
  private static final int CHUNK = 1_024;

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    MemorySegment values = FixedColumn.room(type, rows, arena);
    MemorySegment chunk =
        MemorySegment.ofArray(new byte[Math.multiplyExact(width, Math.min(CHUNK, rows))]);
    ByteStore store = new ByteStore(arena);
    int step = Layout.width(type);
    for (int row = 0; row < rows; row += CHUNK) {
      int count = Math.min(CHUNK, rows - row);
      in.readFully(chunk, 0, (long) count * width);
      for (int i = 0; i < count; i++) {
        if (!validity.isNull(row + i)) {
          conversion.convert(chunk, (long) i * width, values, (long) (row + i) * step, store);
        }
      }
    }
    return new FlatVector(type, validity, values);
  }
}
