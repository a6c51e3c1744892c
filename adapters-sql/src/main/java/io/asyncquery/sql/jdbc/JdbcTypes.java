package io.asyncquery.sql.jdbc;

import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** The types of JDBC as those of batches; what is none of them is read as text. */
final class JdbcTypes {

  private static final int MICROSECONDS = 6;

  private JdbcTypes() {}

  /** The type of the column at {@code index}, counted from 1. */
  static ColumnType type(ResultSetMetaData metaData, int index) throws SQLException {
    boolean signed = metaData.isSigned(index);
    return switch (metaData.getColumnType(index)) {
      case Types.BOOLEAN -> Scalar.BOOLEAN;
      case Types.BIT -> metaData.getPrecision(index) <= 1 ? Scalar.BOOLEAN : Scalar.VARCHAR;
      case Types.TINYINT -> signed ? Scalar.TINYINT : Scalar.SMALLINT;
      case Types.SMALLINT -> signed ? Scalar.SMALLINT : Scalar.INTEGER;
      case Types.INTEGER -> signed ? Scalar.INTEGER : Scalar.BIGINT;
      case Types.BIGINT -> signed ? Scalar.BIGINT : new ColumnType.Decimal(20, 0);
      case Types.REAL -> Scalar.REAL;
      case Types.FLOAT -> floating(metaData.getColumnClassName(index));
      case Types.DOUBLE -> Scalar.DOUBLE;
      case Types.DECIMAL, Types.NUMERIC ->
          decimal(metaData.getPrecision(index), metaData.getScale(index));
      case Types.DATE -> Scalar.DATE;
      case Types.TIME ->
          hasZone(metaData.getColumnTypeName(index)) ? Scalar.TIME_WITH_TIME_ZONE : Scalar.TIME;
      case Types.TIME_WITH_TIMEZONE -> Scalar.TIME_WITH_TIME_ZONE;
      case Types.TIMESTAMP ->
          hasZone(metaData.getColumnTypeName(index))
              ? Scalar.TIMESTAMP_WITH_TIME_ZONE
              : timestamp(metaData.getScale(index));
      case Types.TIMESTAMP_WITH_TIMEZONE -> Scalar.TIMESTAMP_WITH_TIME_ZONE;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Scalar.VARBINARY;
      default -> named(metaData.getColumnTypeName(index));
    };
  }

  /** A number whose digits are not bounded, or are too many, is text. */
  private static ColumnType decimal(int precision, int scale) {
    return precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision
        ? new ColumnType.Decimal(precision, scale)
        : Scalar.VARCHAR;
  }

  /** 64 bits by the standard, but some drivers mean 32, and say so by the class. */
  private static ColumnType floating(String className) {
    return className.equals(Float.class.getName()) ? Scalar.REAL : Scalar.DOUBLE;
  }

  /**
   * Some drivers, that of PostgreSQL among them, have one code for times with a zone and without.
   */
  private static boolean hasZone(String typeName) {
    String name = typeName.toLowerCase(Locale.ROOT);
    return name.endsWith("tz") || name.contains("with time zone") || name.contains("with local");
  }

  private static ColumnType timestamp(int scale) {
    return new Timestamp(
        scale > MICROSECONDS ? Timestamp.Unit.NANOSECONDS : Timestamp.Unit.MICROSECONDS);
  }

  private static ColumnType named(String name) {
    return switch (name) {
      case "HUGEINT" -> Scalar.HUGEINT;
      case "JSON", "json", "jsonb" -> Scalar.JSON;
      default -> Scalar.VARCHAR;
    };
  }
}
