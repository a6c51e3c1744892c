package io.asyncquery.sql.clickhouse;

import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;

/** What ClickHouse calls the types that a CAST names. */
final class ClickHouseTypeNames {

  /** How a value becomes one of a type. */
  enum Kind {
    WHOLE,
    DECIMAL,
    FLOATING,
    DAY,
    MOMENT,
    TIME,
    OTHER
  }

  /**
   * What a CAST makes.
   *
   * @param digits of a decimal
   * @param scale those of them behind the point
   */
  record Target(Kind kind, String name, int digits, int scale) {
    Target(Kind kind, String name) {
      this(kind, name, 0, 0);
    }
  }

  private ClickHouseTypeNames() {}

  static Target of(SqlDataTypeSpec type) {
    return of(type.getTypeNameSpec());
  }

  private static Target of(SqlTypeNameSpec type) {
    return switch (type) {
      case SqlBasicTypeNameSpec basic -> basic(basic);
      case SqlCollectionTypeNameSpec list ->
          new Target(Kind.OTHER, "Array(Nullable(" + of(list.getElementTypeName()).name() + "))");
      case SqlUserDefinedTypeNameSpec other -> named(other.getTypeName().getSimple());
      default -> new Target(Kind.OTHER, type.getTypeName().getSimple());
    };
  }

  private static Target basic(SqlBasicTypeNameSpec basic) {
    int precision = basic.getPrecision();
    int digits = precision < 0 ? 6 : Math.min(precision, 9);
    return switch (basic.getTypeName().getSimple().toUpperCase(Locale.ROOT)) {
      case "TINYINT" -> new Target(Kind.WHOLE, "Int8");
      case "SMALLINT" -> new Target(Kind.WHOLE, "Int16");
      case "INTEGER" -> new Target(Kind.WHOLE, "Int32");
      case "BIGINT" -> new Target(Kind.WHOLE, "Int64");
      case "DECIMAL" -> decimal(precision, Math.max(basic.getScale(), 0));
      case "REAL" -> new Target(Kind.FLOATING, "Float32");
      case "FLOAT", "DOUBLE" -> new Target(Kind.FLOATING, "Float64");
      case "BOOLEAN" -> new Target(Kind.OTHER, "Bool");
      case "DATE" -> new Target(Kind.DAY, "Date32");
      case "TIME" -> new Target(Kind.TIME, "Time64(" + digits + ")");
      case "TIMESTAMP" -> new Target(Kind.MOMENT, "DateTime64(" + digits + ")");
      case "TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_TZ" ->
          new Target(Kind.MOMENT, "DateTime64(" + digits + ", 'UTC')");
      case "UUID" -> new Target(Kind.OTHER, "UUID");
      default -> new Target(Kind.OTHER, "String");
    };
  }

  /** Without digits it has those that DuckDB gives it. */
  private static Target decimal(int precision, int scale) {
    int digits = precision < 0 ? 18 : precision;
    int places = precision < 0 ? 3 : scale;
    return new Target(Kind.DECIMAL, "Decimal(" + digits + ", " + places + ")", digits, places);
  }

  /** A type that Calcite does not know, or one by ClickHouse's name. */
  private static Target named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "string", "text" -> new Target(Kind.OTHER, "String");
      case "datetime" -> new Target(Kind.MOMENT, "DateTime64(6)");
      case "hugeint" -> new Target(Kind.WHOLE, "Int128");
      case "int8", "int16", "int32", "int64", "int128", "int256" ->
          new Target(Kind.WHOLE, "I" + name.toLowerCase(Locale.ROOT).substring(1));
      case "uint8", "uint16", "uint32", "uint64", "uint128", "uint256" ->
          new Target(Kind.WHOLE, "UI" + name.toLowerCase(Locale.ROOT).substring(2));
      default -> new Target(Kind.OTHER, name);
    };
  }
}
