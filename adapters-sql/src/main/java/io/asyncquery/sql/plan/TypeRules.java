package io.asyncquery.sql.plan;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Which types a query may name where it is not shown all of its source: in some sources a table is
 * a type too, and a text becomes the name of a table by a cast.
 */
final class TypeRules {

  /** What sources know besides the types of Calcite, and what means nothing but a value. */
  private static final Set<String> PLAIN =
      Set.of(
          "bit",
          "blob",
          "bool",
          "bpchar",
          "bytea",
          "bytes",
          "cidr",
          "clob",
          "datetime",
          "enum",
          "float4",
          "float8",
          "hugeint",
          "inet",
          "int1",
          "int2",
          "int4",
          "int8",
          "int16",
          "int32",
          "int64",
          "int128",
          "ipaddress",
          "json",
          "jsonb",
          "long",
          "macaddr",
          "money",
          "name",
          "nvarchar",
          "short",
          "signed",
          "string",
          "text",
          "timestamptz",
          "timestamp_ms",
          "timestamp_ns",
          "timestamp_s",
          "timetz",
          "tinyint",
          "ubigint",
          "uhugeint",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "uinteger",
          "unsigned",
          "usmallint",
          "utinyint",
          "uuid",
          "xml");

  private TypeRules() {}

  /** Leaves by exception where {@code type} may be more than a type. */
  static void check(SqlDataTypeSpec type) {
    check(type.getTypeNameSpec(), type.getParserPosition());
  }

  private static void check(SqlTypeNameSpec type, SqlParserPos at) {
    switch (type) {
      case SqlBasicTypeNameSpec _ -> {}
      case SqlCollectionTypeNameSpec list -> check(list.getElementTypeName(), at);
      case SqlRowTypeNameSpec row -> row.getFieldTypes().forEach(TypeRules::check);
      case SqlMapTypeNameSpec map -> {
        check(map.getKeyType());
        check(map.getValType());
      }
      default -> checkName(type.getTypeName(), at);
    }
  }

  private static void checkName(SqlIdentifier name, SqlParserPos at) {
    if (!name.isSimple() || !PLAIN.contains(name.getSimple().toLowerCase(Locale.ROOT))) {
      throw Refusals.rejected("Type [" + name + "] is not allowed", at);
    }
  }
}
