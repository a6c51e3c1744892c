package io.asyncquery.sql.mysql;

import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;

/** What a CAST of MySQL and MariaDB calls types: it knows fewer than a column does. */
final class MySqlTypeNames {

  private MySqlTypeNames() {}

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
      case "REAL", "FLOAT", "DOUBLE" -> writer.keyword("DOUBLE");
      case "TIMESTAMP", "TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_TZ" ->
          writer.keyword("DATETIME(6)");
      case "TIME", "TIME_WITH_LOCAL_TIME_ZONE", "TIME_TZ" -> writer.keyword("TIME(6)");
      default -> type.unparse(writer, 0, 0);
    }
  }

  private static void writeNamed(SqlWriter writer, SqlUserDefinedTypeNameSpec type) {
    String name = type.getTypeName().getSimple().toLowerCase(Locale.ROOT);
    switch (name) {
      case "string", "text" -> writer.keyword("CHAR");
      case "datetime" -> writer.keyword("DATETIME(6)");
      case "year" -> writer.keyword("YEAR");
      default -> writer.identifier(name, true);
    }
  }
}
