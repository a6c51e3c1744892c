package io.asyncquery.sql.mysql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/** Spans of time, as these servers spell them. */
final class MySqlIntervals {

  private MySqlIntervals() {}

  static boolean is(SqlNode node) {
    return node instanceof SqlIntervalLiteral || node.getKind() == SqlKind.INTERVAL;
  }

  /** {@code '1-2' YEAR_MONTH}, the sign within the quotes. */
  static void write(SqlWriter writer, SqlIntervalLiteral literal) {
    IntervalValue value = literal.getValueAs(IntervalValue.class);
    String text = value.getIntervalLiteral().strip();
    boolean negative = text.startsWith("-") != (value.getSign() < 0);
    SqlIntervalQualifier unit = value.getIntervalQualifier();
    String name =
        unit.isSingleDatetimeField()
            ? unit.getStartUnit().name()
            : unit.getStartUnit().name()
                + "_"
                + (text.indexOf('.') >= 0 ? "MICROSECOND" : unit.getEndUnit().name());
    writer.keyword("INTERVAL");
    writer.literal("'" + (negative ? "-" : "") + text.replaceFirst("^[-+]", "").strip() + "'");
    writer.keyword(name);
  }

  /** {@code INTERVAL (n) MONTH}. */
  static void write(SqlWriter writer, SqlCall interval) {
    writer.keyword("INTERVAL");
    SqlWriter.Frame frame = writer.startList("(", ")");
    interval.operand(0).unparse(writer, 0, 0);
    writer.endList(frame);
    writer.keyword(((SqlIntervalQualifier) interval.operand(1)).timeUnitRange.name());
  }
}
