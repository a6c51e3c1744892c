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
import org.jspecify.annotations.Nullable;

/**
 * What a query gives, as texts: a double with the ten digits that do not depend on the order in
 * which a sum was made.
 *
 * @param types of the columns, by DuckDB's names
 */
record Answer(List<String> types, List<List<String>> rows) {

  private static final MathContext DIGITS = new MathContext(10);

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
