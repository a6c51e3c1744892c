package io.asyncquery.application.batch;

import io.asyncquery.domain.ColumnType;

/** How wide the values of a type lie in a vector; {@link ColumnVector} has the whole table. */
public final class Layout {

  private Layout() {}

  /** Bytes from one row's value to the next; for lists the width of an entry, for structs 0. */
  public static int width(ColumnType type) {
    return switch (type) {
      case ColumnType.Scalar scalar ->
          switch (scalar) {
            case BOOLEAN, TINYINT, UTINYINT -> 1;
            case SMALLINT, USMALLINT -> 2;
            case INTEGER, UINTEGER, REAL, DATE -> 4;
            case BIGINT, UBIGINT, DOUBLE, TIME, TIME_WITH_TIME_ZONE, TIMESTAMP_WITH_TIME_ZONE -> 8;
            case HUGEINT, UHUGEINT, VARCHAR, JSON, VARBINARY, INTERVAL, UUID -> 16;
          };
      case ColumnType.Decimal decimal -> decimalWidth(decimal.precision());
      case ColumnType.Timestamp timestamp -> 8;
      case ColumnType.Array array -> 16;
      case ColumnType.Map map -> 16;
      case ColumnType.Struct struct -> 0;
    };
  }

  private static int decimalWidth(int precision) {
    if (precision <= 4) {
      return 2;
    }
    if (precision <= 9) {
      return 4;
    }
    return precision <= 18 ? 8 : 16;
  }
}
