package io.asyncquery.sql.duckdb;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.application.batch.Memory;
import io.asyncquery.application.batch.StructVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import java.lang.foreign.MemorySegment;
import java.sql.SQLException;

/**
 * Copies rows of a vector of ours into a vector of DuckDB, whose layout is the same but for one
 * thing: of a long text DuckDB keeps the first four bytes beside its address.
 *
 * <p>The bytes of long texts are not copied: DuckDB does that when it takes the chunk.
 */
final class VectorCopy {

  private static final int INLINE_BYTES = 12;

  private VectorCopy() {}

  /**
   * Copies {@code rows} rows from {@code from} to the beginning of {@code target}.
   *
   * @throws SQLException where lists have too many elements
   */
  static void copy(ColumnVector source, int from, int rows, long target) throws SQLException {
    validity(source.validity(), from, rows, target);
    switch (source) {
      case FlatVector flat -> flat(flat, from, rows, target);
      case ListVector list -> list(list, from, rows, target);
      case StructVector struct -> {
        for (int i = 0; i < struct.children().size(); i++) {
          copy(struct.children().get(i), from, rows, DuckDbLibrary.structChild(target, i));
        }
      }
    }
  }

  private static void flat(FlatVector flat, int from, int rows, long target) {
    int width = Layout.width(flat.type());
    MemorySegment to = Memory.at(DuckDbLibrary.vectorData(target), (long) rows * width);
    MemorySegment.copy(flat.values(), (long) from * width, to, 0, (long) rows * width);
    if (isText(flat.type())) {
      for (int row = 0; row < rows; row++) {
        if (!flat.isNull(from + row)) {
          prefix(to, row * 16L);
        }
      }
    }
  }

  private static void prefix(MemorySegment to, long entry) {
    if (to.get(JAVA_INT_UNALIGNED, entry) > INLINE_BYTES) {
      long bytes = to.get(JAVA_LONG_UNALIGNED, entry + 8);
      to.set(JAVA_INT_UNALIGNED, entry + 4, Memory.ALL.get(JAVA_INT_UNALIGNED, bytes));
    }
  }

  private static void list(ListVector list, int from, int rows, long target) throws SQLException {
    long elements = 0;
    for (int row = from; row < from + rows; row++) {
      elements += list.isNull(row) ? 0 : list.length(row);
    }
    AppendLibrary.setListSize(target, elements);
    MemorySegment entries = Memory.at(DuckDbLibrary.vectorData(target), rows * 16L);
    int first = Integer.MAX_VALUE;
    int written = 0;
    for (int row = 0; row < rows; row++) {
      int length = list.isNull(from + row) ? 0 : list.length(from + row);
      entries.set(JAVA_LONG_UNALIGNED, row * 16L, written);
      entries.set(JAVA_LONG_UNALIGNED, row * 16L + 8, length);
      if (length > 0 && first == Integer.MAX_VALUE) {
        first = list.start(from + row);
      }
      if (length > 0 && list.start(from + row) != first + written) {
        throw new IllegalStateException("The elements of lists do not lie one after the other");
      }
      written += length;
    }
    if (written > 0) {
      copy(list.elements(), first, written, DuckDbLibrary.listChild(target));
    }
  }

  private static void validity(Validity validity, int from, int rows, long target) {
    if (validity.allValid()) {
      return;
    }
    AppendLibrary.makeValidityWritable(target);
    MemorySegment words =
        Memory.at(DuckDbLibrary.vectorValidity(target), (rows + 63L) / 64 * Long.BYTES);
    for (int row = 0; row < rows; row += Long.SIZE) {
      long bits = validity.bits(from + row, from + rows);
      words.set(JAVA_LONG_UNALIGNED, row / 8, bits);
    }
  }

  private static boolean isText(ColumnType type) {
    return type == ColumnType.Scalar.VARCHAR
        || type == ColumnType.Scalar.JSON
        || type == ColumnType.Scalar.VARBINARY;
  }
}
