package io.asyncquery.sql.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/**
 * One line of a translation table.
 *
 * @param spelled how the function is called, as it is written in the table
 * @param meaning the expression of the source, as it is written in the table
 * @param functions what the line is for: one signature for each unit it names
 */
public record Translation(String spelled, String meaning, List<Function> functions) {

  public Translation {
    functions = List.copyOf(functions);
  }

  /** One signature with its expression. */
  public record Function(Signature signature, Template template) {

    /** What the function is called, in capitals. */
    public String name() {
      return signature.name();
    }

    Optional<SqlNode> translate(SqlCall call) {
      Optional<Map<String, List<SqlNode>>> operands = signature.bind(call.getOperandList());
      return operands.map(
          bound -> Quantifiers.carry(call, template.fill(bound, call.getParserPosition())));
    }
  }
}
