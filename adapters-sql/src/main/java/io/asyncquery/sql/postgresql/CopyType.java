package io.asyncquery.sql.postgresql;

import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * How a column comes.
 *
 * @param type what it is in a batch
 * @param decoder reads one value of it
 * @param conversion what the server makes of it first, with {@code %s} for the column; else empty
 */
record CopyType(ColumnType type, FieldDecoder decoder, String conversion) {

  private static final String AS_TEXT = "CAST(%s AS text)";

  static CopyType of(ResultSetMetaData metaData, int index) throws SQLException {
    return switch (metaData.getColumnTypeName(index)) {
      case "bool" -> plain(Scalar.BOOLEAN, FieldDecoders::appendBoolean);
      case "int2", "smallserial" -> plain(Scalar.SMALLINT, FieldDecoders::appendShort);
      case "int4", "serial" -> plain(Scalar.INTEGER, FieldDecoders::appendInt);
      case "int8", "bigserial" -> plain(Scalar.BIGINT, FieldDecoders::appendLong);
      case "float4" -> plain(Scalar.REAL, FieldDecoders::appendFloat);
      case "float8" -> plain(Scalar.DOUBLE, FieldDecoders::appendDouble);
      case "numeric" -> numeric(metaData.getPrecision(index), metaData.getScale(index));
      case "text", "varchar", "bpchar", "name" -> plain(Scalar.VARCHAR, CopyInput::appendField);
      case "bytea" -> plain(Scalar.VARBINARY, CopyInput::appendField);
      case "json" -> plain(Scalar.JSON, CopyInput::appendField);
      case "jsonb" -> plain(Scalar.JSON, FieldDecoders::appendJsonb);
      case "uuid" -> plain(Scalar.UUID, FieldDecoders::appendUuid);
      case "date" -> plain(Scalar.DATE, FieldDecoders::appendDate);
      case "time" -> plain(Scalar.TIME, FieldDecoders::appendLong);
      case "timetz" -> plain(Scalar.TIME_WITH_TIME_ZONE, FieldDecoders::appendTimeWithZone);
      case "timestamp" -> plain(Timestamp.MICROS, FieldDecoders::appendTimestamp);
      case "timestamptz" -> plain(Scalar.TIMESTAMP_WITH_TIME_ZONE, FieldDecoders::appendTimestamp);
      case "interval" -> plain(Scalar.INTERVAL, FieldDecoders::appendInterval);
      // The plain cast would add the mask of a whole address, which nobody wrote.
      case "inet" -> new CopyType(Scalar.VARCHAR, CopyInput::appendField, "abbrev(%s)");
      default -> new CopyType(Scalar.VARCHAR, CopyInput::appendField, AS_TEXT);
    };
  }

  boolean isConverted() {
    return !conversion.isEmpty();
  }

  /** What to select for {@code column}. */
  String selected(String column) {
    return isConverted() ? conversion.formatted(column) : column;
  }

  private static CopyType plain(ColumnType type, FieldDecoder decoder) {
    return new CopyType(type, decoder, "");
  }

  /** One of digits without bound, or of more than a decimal has, is text, so that it is exact. */
  private static CopyType numeric(int precision, int scale) {
    if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
      return plain(Scalar.VARCHAR, new NumericText());
    }
    ColumnType.Decimal type = new ColumnType.Decimal(precision, scale);
    return plain(type, new NumericDecimal(type));
  }
}
