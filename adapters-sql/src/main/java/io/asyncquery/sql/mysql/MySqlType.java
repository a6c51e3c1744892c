package io.asyncquery.sql.mysql;

import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * How a column comes.
 *
 * @param type what it is in a batch
 * @param decoder reads one value of it from what the server sent
 * @param binary whether it is bytes and no text
 */
record MySqlType(ColumnType type, TextDecoder decoder, boolean binary) {

  private static final int MOST_DIGITS = 38;

  private static final Set<String> SPATIAL =
      Set.of(
          "GEOMETRY",
          "POINT",
          "LINESTRING",
          "POLYGON",
          "MULTIPOINT",
          "MULTILINESTRING",
          "MULTIPOLYGON",
          "GEOMETRYCOLLECTION");

  static MySqlType of(ResultSetMetaData metaData, int index) throws SQLException {
    String name = metaData.getColumnTypeName(index).toUpperCase(Locale.ROOT);
    if (SPATIAL.contains(name)) {
      throw new QueryFailedException(
          QueryFailure.invalidSql(
              "Column [%s] is of type [%s], which no result can carry; select ST_AsText of it"
                  .formatted(metaData.getColumnLabel(index), name)));
    }
    return switch (name) {
      case "TINYINT" -> text(Scalar.TINYINT, TextDecoders::appendTiny);
      case "TINYINT UNSIGNED" -> text(Scalar.UTINYINT, TextDecoders::appendTiny);
      case "SMALLINT" -> text(Scalar.SMALLINT, TextDecoders::appendSmall);
      case "YEAR" -> text(Scalar.SMALLINT, TextDecoders::appendSmall);
      case "SMALLINT UNSIGNED" -> text(Scalar.USMALLINT, TextDecoders::appendSmall);
      case "MEDIUMINT", "MEDIUMINT UNSIGNED", "INTEGER", "INT" ->
          text(Scalar.INTEGER, TextDecoders::appendInteger);
      case "INTEGER UNSIGNED", "INT UNSIGNED" -> text(Scalar.UINTEGER, TextDecoders::appendInteger);
      case "BIGINT" -> text(Scalar.BIGINT, TextDecoders::appendBig);
      case "BIGINT UNSIGNED" -> text(Scalar.UBIGINT, TextDecoders::appendBig);
      case "FLOAT", "FLOAT UNSIGNED" -> text(Scalar.REAL, TextDecoders::appendFloat);
      case "DOUBLE", "DOUBLE UNSIGNED" -> text(Scalar.DOUBLE, TextDecoders::appendDouble);
      case "DECIMAL", "DECIMAL UNSIGNED" ->
          decimal(metaData.getPrecision(index), metaData.getScale(index));
      case "DATE" -> text(Scalar.DATE, TextTimes::appendDate);
      case "TIME" -> text(Scalar.TIME, TextTimes::appendTime);
      case "DATETIME", "TIMESTAMP" -> text(Timestamp.MICROS, TextTimes::appendTimestamp);
      case "JSON" -> text(Scalar.JSON, TextDecoders::appendBytes);
      case "UUID" -> text(Scalar.UUID, TextDecoders::appendUuid);
      case "BIT" ->
          metaData.getPrecision(index) == 1
              ? bytes(Scalar.BOOLEAN, TextDecoders::appendBoolean)
              : bytes(Scalar.UBIGINT, TextDecoders::appendBits);
      case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" ->
          bytes(Scalar.VARBINARY, TextDecoders::appendBytes);
      default -> text(Scalar.VARCHAR, TextDecoders::appendBytes);
    };
  }

  private static MySqlType text(ColumnType type, TextDecoder decoder) {
    return new MySqlType(type, decoder, false);
  }

  private static MySqlType bytes(ColumnType type, TextDecoder decoder) {
    return new MySqlType(type, decoder, true);
  }

  /** One of more digits than a decimal has is text, so that it is exact. */
  private static MySqlType decimal(int precision, int scale) {
    if (precision < 1 || precision > MOST_DIGITS || scale < 0 || scale > precision) {
      return text(Scalar.VARCHAR, TextDecoders::appendBytes);
    }
    return text(new ColumnType.Decimal(precision, scale), new TextDecimal(scale));
  }
}
