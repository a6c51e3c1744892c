package io.asyncquery.sql.postgresql;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * The whole units between two times in PostgreSQL, which has no function for it: months by {@code
 * age}, all else by seconds.
 *
 * @param months in one unit, or 0
 * @param seconds in one unit, or 0
 */
record TimeDifference(int months, double seconds) {

  static TimeDifference of(String unit) {
    return switch (unit) {
      case "MONTH" -> new TimeDifference(1, 0);
      case "QUARTER" -> new TimeDifference(3, 0);
      case "YEAR" -> new TimeDifference(12, 0);
      case "DECADE" -> new TimeDifference(120, 0);
      case "CENTURY" -> new TimeDifference(1_200, 0);
      case "WEEK" -> new TimeDifference(0, 604_800);
      case "DAY" -> new TimeDifference(0, 86_400);
      case "HOUR" -> new TimeDifference(0, 3_600);
      case "MINUTE" -> new TimeDifference(0, 60);
      case "MILLISECOND" -> new TimeDifference(0, 1e-3);
      case "MICROSECOND" -> new TimeDifference(0, 1e-6);
      default -> new TimeDifference(0, 1);
    };
  }

  void write(SqlWriter writer, SqlNode from, SqlNode to) {
    writer.print("CAST(TRUNC((");
    if (months > 0) {
      writer.print("EXTRACT(YEAR FROM ");
      age(writer, from, to);
      writer.print(") * 12 + EXTRACT(MONTH FROM ");
      age(writer, from, to);
      writer.print(")) / " + months);
    } else {
      writer.print("EXTRACT(EPOCH FROM ");
      timestamp(writer, to);
      writer.print(" - ");
      timestamp(writer, from);
      writer.print(")) / " + seconds);
    }
    writer.print(") AS BIGINT)");
  }

  private static void age(SqlWriter writer, SqlNode from, SqlNode to) {
    writer.print("AGE(");
    timestamp(writer, to);
    writer.print(", ");
    timestamp(writer, from);
    writer.print(")");
  }

  private static void timestamp(SqlWriter writer, SqlNode time) {
    writer.print("CAST(");
    time.unparse(writer, 0, 0);
    writer.print(" AS TIMESTAMP)");
  }
}
