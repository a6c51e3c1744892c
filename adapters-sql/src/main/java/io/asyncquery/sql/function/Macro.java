package io.asyncquery.sql.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What a translation needs that no expression says; it stands in one like a function. */
@FunctionalInterface
public interface Macro {

  /**
   * The expression in its place.
   *
   * @param operands what the sender wrote
   * @throws org.apache.calcite.runtime.CalciteException why it cannot be said, for the sender
   */
  SqlNode expand(List<SqlNode> operands, SqlParserPos at);

  /** An expression over operands of these names. */
  static Macro of(String expression, String... parameters) {
    return of(expression, Map.of(), parameters);
  }

  /** The same, with macros that stand in it. */
  static Macro of(String expression, Map<String, Macro> macros, String... parameters) {
    Template template = Template.of(expression, macros);
    return (operands, at) -> {
      Map<String, List<SqlNode>> bound = new HashMap<>();
      for (int i = 0; i < parameters.length; i++) {
        bound.put(parameters[i], List.of(operands.get(i)));
      }
      return template.fill(bound, at);
    };
  }
}
