package io.asyncquery.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** Texts of operands one behind the other, without those that are NULL. */
public final class Listing {

  private static final Template CALL = Template.of("concat_ws(x)", Map.of());

  private Listing() {}

  /**
   * The macro of so many operands as there are.
   *
   * @param size how many of them one text is of
   * @param text of so many operands
   */
  public static Macro of(String separator, int size, Macro text) {
    return (operands, at) -> {
      if (operands.size() % size != 0) {
        throw new CalciteException("it has a name without a value", null);
      }
      List<SqlNode> texts = new ArrayList<>();
      texts.add(SqlLiteral.createCharString(separator, at));
      for (int i = 0; i < operands.size(); i += size) {
        texts.add(text.expand(operands.subList(i, i + size), at));
      }
      return CALL.fill(Map.of("x", texts), at);
    };
  }
}
