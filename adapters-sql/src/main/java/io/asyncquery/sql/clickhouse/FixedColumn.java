package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.application.batch.Memory;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Values that lie in a batch as ClickHouse sends them. */
record FixedColumn(ColumnType type) implements ColumnDecoder {

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    MemorySegment values = room(type, rows, arena);
    in.readFully(values, 0, (long) rows * Layout.width(type));
    return new FlatVector(type, validity, values);
  }

  /** Room for so many values. */
  static MemorySegment room(ColumnType type, int rows, Arena arena) {
    MemorySegment room = arena.allocate(Math.max(8, (long) rows * Layout.width(type)), 16);
    // Vectors of every engine are segments of the same class and scope.
    return Memory.at(room.address(), room.byteSize());
  }
}
