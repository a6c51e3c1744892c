package io.asyncquery.sql.mysql;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** Tables that a query makes of itself: neither their columns nor their rows are spelled alike. */
final class MySqlTables {

  /** How the rest is spelled. */
  @FunctionalInterface
  interface Spelling {
    void write(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec);
  }

  private MySqlTables() {}

  /**
   * {@code (query) AS q(a, b)}, or {@code t AS q(a, b)}, by a query with a name, whose columns can
   * have names.
   */
  static void named(SqlWriter writer, SqlCall as, Spelling plain) {
    SqlNode table = as.operand(0);
    if (as.operandCount() == 2) {
      if (table.getKind() == SqlKind.VALUES) {
        inBrackets(writer, (SqlCall) table, Optional.empty());
        writer.keyword("AS");
        as.operand(1).unparse(writer, 0, 0);
      } else {
        plain.write(writer, as, 0, 0);
      }
      return;
    }
    List<SqlNode> columns = as.getOperandList().subList(2, as.operandCount());
    if (table.getKind() == SqlKind.VALUES) {
      inBrackets(writer, (SqlCall) table, Optional.of(columns));
    } else {
      writer.print("(WITH ");
      as.operand(1).unparse(writer, 0, 0);
      SqlWriter.Frame names = writer.startList("(", ")");
      for (SqlNode column : columns) {
        writer.sep(",");
        column.unparse(writer, 0, 0);
      }
      writer.endList(names);
      writer.keyword("AS");
      SqlWriter.Frame query = writer.startList("(", ")");
      if (table.getKind() == SqlKind.IDENTIFIER) {
        writer.keyword("SELECT * FROM");
      }
      table.unparse(writer, 0, 0);
      writer.endList(query);
      writer.print("SELECT * FROM ");
      as.operand(1).unparse(writer, 0, 0);
      writer.print(")");
    }
    writer.keyword("AS");
    as.operand(1).unparse(writer, 0, 0);
  }

  private static void inBrackets(
      SqlWriter writer, SqlCall values, Optional<List<SqlNode>> columns) {
    writer.print("(");
    rows(writer, values, columns);
    writer.print(")");
  }

  /** {@code SELECT 1 AS a UNION ALL SELECT 2}. */
  static void rows(SqlWriter writer, SqlCall values, Optional<List<SqlNode>> columns) {
    for (int row = 0; row < values.operandCount(); row++) {
      writer.keyword(row == 0 ? "SELECT" : "UNION ALL SELECT");
      List<SqlNode> fields = fields(values.operand(row));
      for (int i = 0; i < fields.size(); i++) {
        writer.print(i == 0 ? "" : ", ");
        fields.get(i).unparse(writer, 0, 0);
        if (row == 0 && columns.isPresent() && i < columns.get().size()) {
          writer.keyword("AS");
          columns.get().get(i).unparse(writer, 0, 0);
        }
      }
    }
  }

  private static List<SqlNode> fields(SqlNode row) {
    return row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
  }
}
