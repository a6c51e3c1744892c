package io.asyncquery.sql.trino;

import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;

/** What Trino calls the types that a CAST names. */
final class TrinoTypeNames {

  private TrinoTypeNames() {}

  static void write(SqlWriter writer, SqlDataTypeSpec type) {
    SqlTypeNameSpec name = type.getTypeNameSpec();
    switch (name) {
      case SqlBasicTypeNameSpec basic -> writeBasic(writer, type, basic);
      case SqlUserDefinedTypeNameSpec other -> writeNamed(writer, other);
      default -> type.unparse(writer, 0, 0);
    }
  }

  /** A time without digits has microseconds here, as it has elsewhere; Trino's has milliseconds. */
  private static void writeBasic(
      SqlWriter writer, SqlDataTypeSpec type, SqlBasicTypeNameSpec basic) {
    int digits = basic.getPrecision() < 0 ? 6 : basic.getPrecision();
    switch (basic.getTypeName().getSimple().toUpperCase(Locale.ROOT)) {
      case "FLOAT" -> writer.keyword("DOUBLE");
      case "BINARY", "VARBINARY" -> writer.keyword("VARBINARY");
      case "TIME" -> writer.keyword("TIME(" + digits + ")");
      case "TIMESTAMP" -> writer.keyword("TIMESTAMP(" + digits + ")");
      case "TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_TZ" ->
          writer.keyword("TIMESTAMP(" + digits + ") WITH TIME ZONE");
      case "TIME_WITH_LOCAL_TIME_ZONE", "TIME_TZ" ->
          writer.keyword("TIME(" + digits + ") WITH TIME ZONE");
      default -> type.unparse(writer, 0, 0);
    }
  }

  /** A type that Calcite does not know. */
  private static void writeNamed(SqlWriter writer, SqlUserDefinedTypeNameSpec type) {
    String name = type.getTypeName().getSimple().toLowerCase(Locale.ROOT);
    switch (name) {
      case "string", "text" -> writer.keyword("VARCHAR");
      case "datetime" -> writer.keyword("TIMESTAMP(6)");
      default -> writer.identifier(name, true);
    }
  }
}
