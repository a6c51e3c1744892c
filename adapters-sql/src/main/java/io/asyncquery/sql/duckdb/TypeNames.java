package io.asyncquery.sql.duckdb;

import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.util.stream.Collectors;

/** What DuckDB calls the types of ours. */
final class TypeNames {

  private TypeNames() {}

  static String of(ColumnType type) {
    return switch (type) {
      case ColumnType.Scalar.REAL -> "FLOAT";
      case ColumnType.Scalar.VARBINARY -> "BLOB";
      case ColumnType.Scalar scalar -> scalar.sqlName();
      case ColumnType.Decimal decimal -> decimal.sqlName();
      case ColumnType.Timestamp timestamp ->
          switch (timestamp.unit()) {
            case SECONDS -> "TIMESTAMP_S";
            case MILLISECONDS -> "TIMESTAMP_MS";
            case MICROSECONDS -> "TIMESTAMP";
            case NANOSECONDS -> "TIMESTAMP_NS";
          };
      case ColumnType.Array array -> of(array.element()) + "[]";
      case ColumnType.Map map -> "MAP(" + of(map.key()) + ", " + of(map.value()) + ")";
      case ColumnType.Struct struct ->
          struct.fields().stream()
              .map(TypeNames::column)
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
    };
  }

  /** A column as it is declared. */
  static String column(Column column) {
    return quoted(column.name()) + " " + of(column.type());
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
