package io.asyncquery.sql.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows by the getters of any driver: slower, and the same. */
final class GetterRows extends ServerRows {

  private final ResultSet rows;
  private final List<MySqlType> types;
  private int column;

  GetterRows(ResultSet rows, List<MySqlType> types) {
    this.rows = rows;
    this.types = types;
  }

  @Override
  boolean nextRow() throws SQLException {
    column = 0;
    return rows.next();
  }

  @Override
  int nextField() throws SQLException {
    byte @Nullable [] field = field(column++);
    if (field == null) {
      return -1;
    }
    bytes = field;
    return field.length;
  }

  private byte @Nullable [] field(int index) throws SQLException {
    if (types.get(index).binary()) {
      return rows.getBytes(index + 1);
    }
    String text = rows.getString(index + 1);
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
