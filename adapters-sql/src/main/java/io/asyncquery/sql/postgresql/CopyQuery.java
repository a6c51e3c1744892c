package io.asyncquery.sql.postgresql;

import io.asyncquery.domain.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A query whose columns are known, as COPY is to run it: those of types that are not decoded are
 * turned into text by the server.
 */
record CopyQuery(String sql, List<Column> columns, List<CopyType> types) {

  CopyQuery {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  /** Asks the server what columns {@code sql} has; does not run it. */
  static CopyQuery describe(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData metaData = statement.getMetaData();
      List<Column> columns = new ArrayList<>();
      List<CopyType> types = new ArrayList<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        CopyType type = CopyType.of(metaData, i);
        types.add(type);
        columns.add(new Column(metaData.getColumnLabel(i), type.type()));
      }
      return new CopyQuery(sql, columns, types);
    }
  }

  /** The statement to send. */
  String command() {
    return "COPY (" + converted() + "\n) TO STDOUT (FORMAT binary)";
  }

  private String converted() {
    if (types.stream().noneMatch(CopyType::isConverted)) {
      return sql;
    }
    String selected =
        IntStream.range(0, types.size())
            .mapToObj(i -> types.get(i).selected("c" + i))
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, types.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    return "SELECT " + selected + " FROM (" + sql + "\n) AS copied(" + names + ")";
  }
}
