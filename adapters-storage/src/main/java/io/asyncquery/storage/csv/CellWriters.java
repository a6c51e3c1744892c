package io.asyncquery.storage.csv;

import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.CsvDialect;

/** The one place that decides which writer serves a column. */
final class CellWriters {

  private CellWriters() {}

  /** The writer for {@code column}; {@code last} in its line or not. */
  static CellWriter of(Column column, CsvDialect dialect, boolean last) {
    ColumnType type = column.type();
    CellFrame frame = CellFrame.of(dialect, isNumeric(type), last);
    if (type == ColumnType.Scalar.VARCHAR || type == ColumnType.Scalar.JSON) {
      return new TextWriter(new TextCell(frame, dialect, dialect.escapeFormulas()));
    }
    return frame.quoted() || Alphabet.of(type).isPlainIn(dialect)
        ? ofPlain(type, frame, dialect)
        : slow(type, frame, dialect);
  }

  /** For a type whose values never need quotes of their own in {@code dialect}. */
  private static CellWriter ofPlain(ColumnType type, CellFrame frame, CsvDialect dialect) {
    return switch (type) {
      case ColumnType.Scalar scalar -> ofScalar(scalar, frame, dialect);
      case ColumnType.Decimal decimal when decimal.precision() <= 18 ->
          new DecimalWriter(frame, decimal);
      case ColumnType.Decimal decimal -> new WideDecimalWriter(frame, decimal);
      case ColumnType.Timestamp timestamp -> new TimestampWriter(frame, timestamp);
      default -> slow(type, frame, dialect);
    };
  }

  private static CellWriter ofScalar(ColumnType.Scalar type, CellFrame frame, CsvDialect dialect) {
    return switch (type) {
      case TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER ->
          new IntegerWriter(frame, type);
      case UBIGINT -> new UnsignedWriter(frame);
      case HUGEINT, UHUGEINT -> new HugeIntegerWriter(frame, type);
      case DOUBLE -> new DoubleWriter(frame);
      case REAL -> new FloatWriter(frame);
      case BOOLEAN -> new BooleanWriter(frame);
      case DATE -> new DateWriter(frame);
      case TIME -> new TimeWriter(frame);
      case TIMESTAMP_WITH_TIME_ZONE -> new InstantWriter(frame);
      case UUID -> new UuidWriter(frame);
      case VARCHAR, JSON, VARBINARY, TIME_WITH_TIME_ZONE, INTERVAL -> slow(type, frame, dialect);
    };
  }

  private static CellWriter slow(ColumnType type, CellFrame frame, CsvDialect dialect) {
    return new OtherWriter(type, new TextCell(frame, dialect, false));
  }

  private static boolean isNumeric(ColumnType type) {
    return switch (type) {
      case ColumnType.Decimal _ -> true;
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
