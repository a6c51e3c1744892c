package io.asyncquery.sql.function;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Kylin's {@code INTERSECT_COUNT(x, dimension, ARRAY[...])}: over the values of {@code x} that
 * occur with every element of the array, where a text such as {@code 'a|b'} stands for either.
 */
public final class Intersection {

  private Intersection() {}

  /**
   * The {@link Macro} of x, dimension and array.
   *
   * @param all the expression of {@code x} and {@code met}, which gathers what met a condition
   * @param common the expression of {@code one} and {@code other}, which keeps what is in both
   */
  public static Macro of(String all, String common) {
    return of(all, common, Map.of());
  }

  /** The same, with macros that stand in {@code common}. */
  public static Macro of(String all, String common, Map<String, Macro> macros) {
    Template gathered = Template.of(all, Map.of());
    Template kept = Template.of(common, macros);
    return (operands, at) ->
        elements(operands.get(2)).stream()
            .map(element -> membership(operands.get(1), element, at))
            .map(met ->
                gathered.fill(Map.of("x", List.of(operands.getFirst()), "met", List.of(met)), at))
            .reduce(
                (one, other) -> kept.fill(Map.of("one", List.of(one), "other", List.of(other)), at))
            .orElseThrow(Intersection::noArray);
  }

  private static List<SqlNode> elements(SqlNode array) {
    if (array instanceof SqlCall call && call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      return call.getOperandList();
    }
    throw noArray();
  }

  private static CalciteException noArray() {
    return new CalciteException("the third argument must be written out as [ARRAY[...]]", null);
  }

  private static SqlNode membership(SqlNode dimension, SqlNode element, SqlParserPos at) {
    Stream<SqlNode> values =
        element instanceof SqlCharStringLiteral text
            ? Arrays.stream(text.getValueAs(String.class).split("\\|"))
                .map(value -> SqlLiteral.createCharString(value, at))
            : Stream.of(element);
    return SqlStdOperatorTable.IN.createCall(at, dimension, new SqlNodeList(values.toList(), at));
  }
}
