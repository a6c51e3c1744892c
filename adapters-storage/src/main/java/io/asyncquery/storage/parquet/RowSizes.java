package io.asyncquery.storage.parquet;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.application.batch.StructVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts batches into slices of few rows or few bytes, whichever comes first. */
final class RowSizes {

  private static final int SLICE_ROWS = 512;
  private static final long SLICE_BYTES = 1 << 20;

  private final long fixedBytes;
  private final int[] variable;

  RowSizes(List<Column> columns) {
    this.fixedBytes = columns.stream().mapToLong(column -> Layout.width(column.type())).sum();
    this.variable =
        IntStream.range(0, columns.size()).filter(i -> isVariable(columns.get(i).type())).toArray();
  }

  /** The end of the slice that begins at {@code from}: at least one row further. */
  int sliceEnd(ColumnBatch batch, int from) {
    int last = Math.min(from + SLICE_ROWS, batch.rowCount());
    long bytes = 0;
    int to = from;
    while (to < last && bytes < SLICE_BYTES) {
      bytes += fixedBytes;
      for (int column : variable) {
        bytes += size(batch.column(column), to);
      }
      to++;
    }
    return to;
  }

  private static long size(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return 0;
    }
    return switch (vector) {
      case FlatVector flat ->
          isVariable(flat.type()) ? flat.byteLength(row) : Layout.width(flat.type());
      case StructVector struct ->
          struct.children().stream().mapToLong(child -> size(child, row)).sum();
      case ListVector list ->
          IntStream.range(list.start(row), list.start(row) + list.length(row))
              .mapToLong(i -> size(list.elements(), i))
              .sum();
    };
  }

  private static boolean isVariable(ColumnType type) {
    return switch (type) {
      case Scalar scalar ->
          scalar == Scalar.VARCHAR || scalar == Scalar.JSON || scalar == Scalar.VARBINARY;
      case ColumnType.Decimal _, ColumnType.Timestamp _ -> false;
      case ColumnType.Array _, ColumnType.Map _, ColumnType.Struct _ -> true;
    };
  }
}
