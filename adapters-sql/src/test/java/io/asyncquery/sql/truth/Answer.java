package io.asyncquery.sql.truth;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a query gives, as texts: a double with the ten digits that do not depend on the order in
 * which a sum was made.
 *
 * @param types of the columns, by DuckDB's names
 */
record Answer(List<String> types, List<List<String>> rows) {

  private static final MathContext DIGITS = new MathContext(10);

  /** An average of decimals has as many places as its engine gives it. */
  private static final int SAME_DIGITS = 6;

  private static final String MIDNIGHT = "T00:00";

  static Answer of(ColumnBatches batches) {
    List<String> types =
        batches.columns().stream().map(Column::type).map(t -> t.sqlName()).toList();
    List<List<String>> rows = new ArrayList<>();
    for (List<@Nullable Object> row : Rows.readAll(batches)) {
      rows.add(row.stream().map(Answer::text).toList());
    }
    return new Answer(types, rows);
  }

  static Answer of(ResultSet result) throws SQLException {
    List<String> types = new ArrayList<>();
    int width = result.getMetaData().getColumnCount();
    for (int i = 1; i <= width; i++) {
      types.add(result.getMetaData().getColumnTypeName(i));
    }
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(text(result.getObject(i)));
      }
      rows.add(row);
    }
    return new Answer(types, rows);
  }

  /**
   * Whether the rows are the same but for what engines write otherwise: true may be 1, a date a
   * timestamp, a number may have more digits, and a computed one other digits at its end.
   */
  boolean hasValuesOf(Answer other) {
    if (rows.size() != other.rows.size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      List<String> others = other.rows.get(i);
      if (row.size() != others.size()
          || !IntStream.range(0, row.size())
              .allMatch(column -> sameValue(row.get(column), others.get(column)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameValue(String left, String right) {
    String one = plain(left);
    String other = plain(right);
    if (one.equals(other)) {
      return true;
    }
    try {
      BigDecimal a = new BigDecimal(one);
      BigDecimal b = new BigDecimal(other);
      return a.subtract(b).abs().compareTo(a.abs().max(b.abs()).movePointLeft(SAME_DIGITS)) <= 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String plain(String text) {
    return switch (text) {
      case "true" -> "1";
      case "false" -> "0";
      default -> text.endsWith(MIDNIGHT) ? text.substring(0, text.indexOf(MIDNIGHT)) : text;
    };
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Double number when Double.isFinite(number) ->
          new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
      case BigDecimal number -> number.toPlainString();
      case Date date -> date.toLocalDate().toString();
      case Timestamp time -> time.toLocalDateTime().toString();
      default -> value.toString();
    };
  }
}
