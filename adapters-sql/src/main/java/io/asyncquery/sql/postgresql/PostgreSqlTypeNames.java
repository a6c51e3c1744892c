package io.asyncquery.sql.postgresql;

import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;

/** What PostgreSQL calls the types that a CAST names. */
final class PostgreSqlTypeNames {

  private PostgreSqlTypeNames() {}

  static void write(SqlWriter writer, SqlDataTypeSpec type) {
    SqlTypeNameSpec name = type.getTypeNameSpec();
    switch (name) {
      case SqlBasicTypeNameSpec basic -> writeBasic(writer, type, basic);
      case SqlUserDefinedTypeNameSpec other -> writeNamed(writer, other);
      default -> type.unparse(writer, 0, 0);
    }
  }

  private static void writeBasic(
      SqlWriter writer, SqlDataTypeSpec type, SqlBasicTypeNameSpec basic) {
    switch (basic.getTypeName().getSimple().toUpperCase(Locale.ROOT)) {
      case "TINYINT" -> writer.keyword("SMALLINT");
      case "DOUBLE" -> writer.keyword("DOUBLE PRECISION");
      case "BINARY", "VARBINARY" -> writer.keyword("BYTEA");
      case "TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_TZ" ->
          writer.keyword("TIMESTAMP WITH TIME ZONE");
      case "TIME_WITH_LOCAL_TIME_ZONE", "TIME_TZ" -> writer.keyword("TIME WITH TIME ZONE");
      default -> type.unparse(writer, 0, 0);
    }
  }

  /** A type that Calcite does not know, whose name has no case as long as it has no quotes. */
  private static void writeNamed(SqlWriter writer, SqlUserDefinedTypeNameSpec type) {
    String name = type.getTypeName().getSimple().toLowerCase(Locale.ROOT);
    switch (name) {
      case "string" -> writer.keyword("TEXT");
      case "datetime" -> writer.keyword("TIMESTAMP");
      default -> writer.identifier(name, true);
    }
  }
}
