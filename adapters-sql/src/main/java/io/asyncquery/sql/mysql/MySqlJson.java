package io.asyncquery.sql.mysql;

import io.asyncquery.sql.function.Macro;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * JSON without what is NULL: it is made with it, and then freed of it, from its end, so that what
 * is before keeps its place.
 */
final class MySqlJson {

  private static final Macro FREED =
      Macro.of(
          "json_remove(json, CASE WHEN x IS NULL THEN place ELSE nowhere END)",
          "json",
          "x",
          "place",
          "nowhere");

  private static final Macro PLACE_OF_NAME = Macro.of("concat('$.', json_quote(k))", "k");

  private MySqlJson() {}

  static SqlNode array(List<SqlNode> operands, SqlParserPos at) {
    SqlNode json = made("json_array", operands, at);
    for (int i = operands.size() - 1; i >= 0; i--) {
      json = freed(json, operands.get(i), place(i, at), operands.size(), at);
    }
    return json;
  }

  static SqlNode object(List<SqlNode> operands, SqlParserPos at) {
    if (operands.size() % 2 != 0) {
      throw new CalciteException("it has a name without a value", null);
    }
    SqlNode json = made("json_object", operands, at);
    for (int i = operands.size() - 2; i >= 0; i -= 2) {
      SqlNode place = PLACE_OF_NAME.expand(operands.subList(i, i + 1), at);
      json = freed(json, operands.get(i + 1), place, 1, at);
    }
    return json;
  }

  private static SqlNode freed(
      SqlNode json, SqlNode value, SqlNode place, int nowhere, SqlParserPos at) {
    return FREED.expand(List.of(json, value, place, place(nowhere, at)), at);
  }

  private static SqlNode made(String function, List<SqlNode> operands, SqlParserPos at) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      names.add("x" + i);
    }
    return Macro.of(
            "\"%s\"(%s)".formatted(function, String.join(", ", names)),
            names.toArray(String[]::new))
        .expand(operands, at);
  }

  private static SqlNode place(int index, SqlParserPos at) {
    return SqlLiteral.createCharString("$[" + index + "]", at);
  }
}
