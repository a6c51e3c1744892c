package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Texts of any length. Before JSON stands in which form it comes. */
record TextColumn(ColumnType type) implements ColumnDecoder {

  private static final long AS_TEXT = 1;

  @Override
  public void readPrefix(NativeInput in) throws IOException {
    if (type == Scalar.JSON && in.readLong() != AS_TEXT) {
      throw new IOException("JSON comes in another form than text");
    }
  }

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    MemorySegment values = FixedColumn.room(type, rows, arena);
    ByteStore store = new ByteStore(arena);
    for (int row = 0; row < rows; row++) {
      in.readText(values, (long) row << 4, store);
    }
    return new FlatVector(type, validity, values);
  }
}
