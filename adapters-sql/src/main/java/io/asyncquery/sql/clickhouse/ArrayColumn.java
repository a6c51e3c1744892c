package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Lists or maps: first comes where each ends among all elements, then the elements. */
record ArrayColumn(ColumnType type, ColumnDecoder elements) implements ColumnDecoder {

  static ColumnDecoder list(ColumnDecoder elements) {
    return new ArrayColumn(new ColumnType.Array(elements.type()), elements);
  }

  static ColumnDecoder map(ColumnDecoder key, ColumnDecoder value) {
    ColumnType.Struct entry =
        new ColumnType.Struct(
            List.of(new Column("key", key.type()), new Column("value", value.type())));
    return new ArrayColumn(
        new ColumnType.Map(key.type(), value.type()), new TupleColumn(entry, List.of(key, value)));
  }

  @Override
  public void readPrefix(NativeInput in) throws IOException {
    elements.readPrefix(in);
  }

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    MemorySegment entries = FixedColumn.room(type, rows, arena);
    int end = 0;
    for (int row = 0; row < rows; row++) {
      int start = end;
      end = in.readLongCount();
      entries.set(JAVA_LONG_UNALIGNED, (long) row << 4, start);
      entries.set(JAVA_LONG_UNALIGNED, ((long) row << 4) + 8, end - start);
    }
    return new ListVector(type, validity, entries, elements.read(in, end, Validity.ALL, arena));
  }
}
