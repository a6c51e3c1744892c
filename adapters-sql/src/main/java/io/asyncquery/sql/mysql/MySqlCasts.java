package io.asyncquery.sql.mysql;

import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * CAST to types that MySQL and MariaDB have none of in a CAST: the nearest there, with what is not
 * in the range of the type made an error. Sums of integers are what fails there.
 */
final class MySqlCasts {

  private static final String MOST_SIGNED = "9223372036854775807";

  private MySqlCasts() {}

  static void write(SqlWriter writer, SqlCall cast, SqlDataTypeSpec type) {
    SqlNode value = cast.operand(0);
    int length =
        type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic ? basic.getPrecision() : 0;
    switch (type.getTypeName().getSimple().toUpperCase(Locale.ROOT)) {
      case "TINYINT" -> signed(writer, value, Byte.MAX_VALUE);
      case "SMALLINT" -> signed(writer, value, Short.MAX_VALUE);
      case "INTEGER" -> signed(writer, value, Integer.MAX_VALUE);
      case "BIGINT", "SIGNED" -> whole(writer, value, "SIGNED", "> " + MOST_SIGNED);
      case "UTINYINT" -> unsigned(writer, value, 0xffL);
      case "USMALLINT" -> unsigned(writer, value, 0xffffL);
      case "UINTEGER", "UBIGINT" -> whole(writer, value, "UNSIGNED", "< 0");
      case "BOOLEAN" -> around(writer, "(", value, " <> 0)");
      case "CHAR", "VARCHAR" -> text(writer, value, length);
      case "VARBINARY" -> bytes(writer, value, length);
      case "BINARY" -> padded(writer, value, Math.max(1, length));
      default -> plain(writer, value, type);
    }
  }

  private static void plain(SqlWriter writer, SqlNode value, SqlDataTypeSpec type) {
    SqlWriter.Frame frame = writer.startFunCall("CAST");
    value.unparse(writer, 0, 0);
    writer.sep("AS");
    MySqlTypeNames.write(writer, type);
    writer.endFunCall(frame);
  }

  /** To the end of all numbers and back, and then the same with those below zero. */
  private static void signed(SqlWriter writer, SqlNode value, long most) {
    long room = Long.MAX_VALUE - most;
    around(writer, "(CAST(", value, " AS SIGNED) + %1$d - %1$d - %1$d + %1$d)".formatted(room));
  }

  /** What is below zero wraps to what is too large. */
  private static void unsigned(SqlWriter writer, SqlNode value, long most) {
    String room = Long.toUnsignedString(-1L - most);
    around(writer, "(CAST(", value, " AS UNSIGNED) + %1$s - %1$s)".formatted(room));
  }

  /**
   * The server wraps from the one sign to the other, and clamps what is written out, without a
   * word. {@code UNSIGNED} alone, which the parser takes for a shorter type, has 64 bits there.
   */
  private static void whole(SqlWriter writer, SqlNode value, String type, String wrong) {
    if (value.getKind() == SqlKind.CAST) {
      around(writer, "CAST(", value, " AS " + type + ")");
      return;
    }
    around(writer, "(CAST(", value, " AS " + type + ") + (" + MOST_SIGNED + " + (");
    around(writer, "", value, " + 0 " + wrong + ") - " + MOST_SIGNED + "))");
  }

  /** A CAST alone would warn of what is longer. */
  private static void text(SqlWriter writer, SqlNode value, int length) {
    if (length > 0) {
      around(writer, "CAST(LEFT(", value, ", %1$d) AS CHAR(%1$d))".formatted(length));
    } else {
      around(writer, "CAST(", value, " AS CHAR)");
    }
  }

  /** A CAST to so many bytes would fill up those that are fewer. */
  private static void bytes(SqlWriter writer, SqlNode value, int length) {
    if (length > 0) {
      around(writer, "LEFT(CAST(", value, " AS BINARY), " + length + ")");
    } else {
      around(writer, "CAST(", value, " AS BINARY)");
    }
  }

  private static void padded(SqlWriter writer, SqlNode value, int length) {
    writer.print("CAST(");
    bytes(writer, value, length);
    writer.print(" AS BINARY(" + length + "))");
  }

  private static void around(SqlWriter writer, String before, SqlNode value, String behind) {
    writer.print(before);
    value.unparse(writer, 0, 0);
    writer.print(behind);
  }
}
