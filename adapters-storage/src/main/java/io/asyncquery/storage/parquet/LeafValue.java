package io.asyncquery.storage.parquet;

import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.storage.results.UnfitValueException;
import org.apache.parquet.column.ColumnWriter;

/** Hands values of a type that is not nested to Parquet, as {@link ParquetSchema} types them. */
@FunctionalInterface
interface LeafValue {

  /** The value in {@code row}, which is not NULL, at a repetition and a definition level. */
  void write(FlatVector vector, int row, ColumnWriter writer, int repetition, int definition);

  static LeafValue of(ColumnType type) {
    return switch (type) {
      case Scalar scalar -> ofScalar(scalar);
      case ColumnType.Decimal decimal -> ofDecimal(decimal);
      case ColumnType.Timestamp(ColumnType.Timestamp.Unit unit) ->
          unit == ColumnType.Timestamp.Unit.SECONDS
              ? (v, row, out, r, d) -> out.write(millis(v.getLong(row)), r, d)
              : (v, row, out, r, d) -> out.write(v.getLong(row), r, d);
      case ColumnType.Array _, ColumnType.Map _, ColumnType.Struct _ ->
          throw new IllegalArgumentException("[" + type.sqlName() + "] is nested");
    };
  }

  private static LeafValue ofScalar(Scalar scalar) {
    BinaryScratch scratch = new BinaryScratch();
    return switch (scalar) {
      case BOOLEAN -> (v, row, out, r, d) -> out.write(v.getByte(row) != 0, r, d);
      case TINYINT -> (v, row, out, r, d) -> out.write((int) v.getByte(row), r, d);
      case SMALLINT -> (v, row, out, r, d) -> out.write((int) v.getShort(row), r, d);
      case UTINYINT -> (v, row, out, r, d) -> out.write(Byte.toUnsignedInt(v.getByte(row)), r, d);
      case USMALLINT ->
          (v, row, out, r, d) -> out.write(Short.toUnsignedInt(v.getShort(row)), r, d);
      case INTEGER, UINTEGER, DATE -> (v, row, out, r, d) -> out.write(v.getInt(row), r, d);
      case BIGINT, UBIGINT, TIME, TIMESTAMP_WITH_TIME_ZONE ->
          (v, row, out, r, d) -> out.write(v.getLong(row), r, d);
      case HUGEINT -> (v, row, out, r, d) -> out.write(scratch.hugeint(v, row), r, d);
      case UHUGEINT -> (v, row, out, r, d) -> out.write(scratch.unsignedHugeint(v, row), r, d);
      case REAL -> (v, row, out, r, d) -> out.write(v.getFloat(row), r, d);
      case DOUBLE -> (v, row, out, r, d) -> out.write(v.getDouble(row), r, d);
      case VARCHAR, JSON, VARBINARY ->
          (v, row, out, r, d) -> out.write(scratch.bytes(v, row), r, d);
      case TIME_WITH_TIME_ZONE ->
          (v, row, out, r, d) -> out.write(microsInUtc(v.getLong(row)), r, d);
      case INTERVAL -> (v, row, out, r, d) -> out.write(scratch.interval(v, row), r, d);
      case UUID -> (v, row, out, r, d) -> out.write(scratch.uuid(v, row), r, d);
    };
  }

  private static LeafValue ofDecimal(ColumnType.Decimal type) {
    BinaryScratch scratch = new BinaryScratch();
    return switch (Layout.width(type)) {
      case 2 -> (v, row, out, r, d) -> out.write((int) v.getShort(row), r, d);
      case 4 -> (v, row, out, r, d) -> out.write(v.getInt(row), r, d);
      case 8 -> (v, row, out, r, d) -> out.write(v.getLong(row), r, d);
      default -> (v, row, out, r, d) -> out.write(scratch.decimal(v, row), r, d);
    };
  }

  private static long millis(long seconds) {
    boolean infinite = seconds == Long.MAX_VALUE || seconds == -Long.MAX_VALUE;
    if (!infinite && Math.multiplyHigh(seconds, 1_000) != (seconds * 1_000) >> 63) {
      throw new UnfitValueException(
          "a time whose milliseconds are too many for Parquet; cast it to VARCHAR");
    }
    return infinite ? seconds : seconds * 1_000;
  }

  // The lower 24 bits hold 57,599 minus the offset, see ColumnVector.
  private static long microsInUtc(long bits) {
    long offsetSeconds = 57_599 - (bits & 0xFF_FFFF);
    return Math.floorMod((bits >>> 24) - offsetSeconds * 1_000_000, 86_400_000_000L);
  }
}
