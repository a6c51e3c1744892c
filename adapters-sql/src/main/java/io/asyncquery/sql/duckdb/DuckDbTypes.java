package io.asyncquery.sql.duckdb;

import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.ArrayList;
import java.util.List;

/** Reads the names of fields in the name of a type: {@code STRUCT(a INTEGER, "b c" VARCHAR)}. */
final class DuckDbTypes {

  private static final String STRUCT = "STRUCT(";

  private DuckDbTypes() {}

  /** The column {@code name} of the type that DuckDB writes as {@code type}. */
  static CatalogColumn column(String name, String type) {
    List<CatalogColumn> fields = new ArrayList<>();
    if (type.startsWith(STRUCT) && type.endsWith(")")) {
      for (String field : split(type.substring(STRUCT.length(), type.length() - 1))) {
        int end = nameEnd(field);
        fields.add(column(unquoted(field.substring(0, end)), field.substring(end).strip()));
      }
    }
    return new CatalogColumn(name, fields);
  }

  /** The parts between the commas that no bracket and no quote encloses. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '"', '\'' -> i = text.indexOf(text.charAt(i), i + 1);
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(begin, i).strip());
            begin = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(begin).strip());
    return parts;
  }

  private static int nameEnd(String field) {
    int end = field.startsWith("\"") ? 0 : field.indexOf(' ');
    while (end < field.length() && field.charAt(end) == '"') {
      end = field.indexOf('"', end + 1) + 1;
    }
    return end < 0 ? field.length() : end;
  }

  private static String unquoted(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
