package io.asyncquery.sql.duckdb;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets DuckDB turn columns into text whose types have no vector of ours: enumerations, bit strings,
 * unbounded integers, unions, variants, geometries, times in nanoseconds, and NULL's own type.
 */
final class ConvertedColumns {

  private static final Pattern UNLENT =
      Pattern.compile("\\b(ENUM|BIT|BIGNUM|VARINT|UNION|VARIANT|GEOMETRY|TIME_NS|NULL)\\b");

  private ConvertedColumns() {}

  /** {@code sql} as it is where every column can be lent, else wrapped in a query that converts. */
  static String convert(String sql, ResultSetMetaData columns) throws SQLException {
    List<String> selected = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean converts = false;
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String type = columns.getColumnTypeName(i);
      boolean unlent = UNLENT.matcher(type).find();
      boolean nested = type.endsWith("]") || type.startsWith("STRUCT(") || type.startsWith("MAP(");
      converts |= unlent;
      String name = "c" + i;
      names.add(name);
      selected.add(text(name, unlent, nested) + " AS " + quoted(columns.getColumnLabel(i)));
    }
    return converts
        ? "SELECT "
            + String.join(", ", selected)
            + " FROM ("
            + sql
            + "\n) AS lent("
            + String.join(", ", names)
            + ")"
        : sql;
  }

  private static String text(String name, boolean unlent, boolean nested) {
    if (!unlent) {
      return name;
    }
    return nested ? "to_json(" + name + ")" : "CAST(" + name + " AS VARCHAR)";
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
