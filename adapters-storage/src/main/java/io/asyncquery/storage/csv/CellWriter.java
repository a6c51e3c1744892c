package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.CsvDialect;

/**
 * Writes the cells of one column for a block of rows: first {@link #prepare}, then {@link #write}
 * over the same rows. Holds state between the two; one thread at a time.
 */
interface CellWriter {

  /** The most bytes that one cell of rows {@code from} to {@code to} (exclusive) can touch. */
  long prepare(ColumnVector vector, int from, int to);

  /**
   * Writes row {@code from + i} at {@code at[i]} and moves {@code at[i]} behind it, for all of the
   * rows or the first of them.
   */
  void write(ColumnVector vector, int from, int to, byte[] out, int[] at);

  /** The writer for {@code column}; {@code last} in its line or not. */
  static CellWriter of(Column column, CsvDialect dialect, boolean last) {
    ColumnType type = column.type();
    CellFrame frame = CellFrame.of(dialect, isNumeric(type), last);
    return switch (type) {
      case ColumnType.Scalar scalar -> ofScalar(scalar, frame, dialect);
      case ColumnType.Decimal decimal when decimal.precision() <= 18 ->
          new DecimalWriter(frame, decimal.scale());
      case ColumnType.Timestamp timestamp -> new TimestampWriter(frame, type);
      default -> new OtherWriter(type, new TextCell(frame, dialect));
    };
  }

  private static CellWriter ofScalar(
      ColumnType.Scalar type, CellFrame frame, CsvDialect dialect) {
    return switch (type) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER ->
          new IntegerWriter(frame);
      case DATE -> new DateWriter(frame);
      case VARCHAR, JSON -> new TextWriter(new TextCell(frame, dialect));
      default -> new OtherWriter(type, new TextCell(frame, dialect));
    };
  }

  private static boolean isNumeric(ColumnType type) {
    return switch (type) {
      case ColumnType.Decimal decimal -> true;
      case ColumnType.Scalar scalar ->
          switch (scalar) {
            case TINYINT,
                SMALLINT,
                INTEGER,
                BIGINT,
                HUGEINT,
                UTINYINT,
                USMALLINT,
                UINTEGER,
                UBIGINT,
                UHUGEINT,
                REAL,
                DOUBLE ->
                true;
            default -> false;
          };
      default -> false;
    };
  }
}
