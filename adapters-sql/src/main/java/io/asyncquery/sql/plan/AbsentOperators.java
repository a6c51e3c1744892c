package io.asyncquery.sql.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlSampleSpec;
import org.apache.calcite.sql.SqlSampleSpec.SqlSubstitutionSampleSpec;
import org.apache.calcite.sql.SqlWindow;

/** What Calcite's grammar reads and no source is given, whatever it has of the kind. */
final class AbsentOperators {

  /** What to write instead, by the name of the operator. */
  private static final Map<String, String> ADVICE = new HashMap<>();

  static {
    advise(
        "compare the begins and the ends",
        "CONTAINS",
        "PRECEDES",
        "SUCCEEDS",
        "IMMEDIATELY PRECEDES",
        "IMMEDIATELY SUCCEEDS",
        "EQUALS");
    advise(
        "write ARRAY, where the source has it",
        "MULTISET",
        "MULTISET UNION ALL",
        "MULTISET UNION DISTINCT",
        "MULTISET INTERSECT ALL",
        "MULTISET INTERSECT DISTINCT",
        "MULTISET EXCEPT ALL",
        "MULTISET EXCEPT DISTINCT",
        "MEMBER OF",
        "SUBMULTISET OF",
        "NOT SUBMULTISET OF",
        "IS A SET",
        "IS NOT A SET",
        "IS EMPTY",
        "IS NOT EMPTY");
    advise(
        "write JSON_VALID(x), where the source has it",
        "IS JSON VALUE",
        "IS NOT JSON VALUE",
        "IS JSON OBJECT",
        "IS NOT JSON OBJECT",
        "IS JSON ARRAY",
        "IS NOT JSON ARRAY",
        "IS JSON SCALAR",
        "IS NOT JSON SCALAR");
    advise("write CAST(x AS JSON)", "FORMAT JSON");
    advise("write x[n]", "OFFSET", "ORDINAL", "SAFE_OFFSET", "SAFE_ORDINAL");
    advise("write a query with DISTINCT in FROM", "WITHIN DISTINCT");
    advise("write OVER (ORDER BY ...)", "RUNNING", "FINAL");
    advise("leave it out", "MEASURE");
  }

  private AbsentOperators() {}

  private static void advise(String advice, String... names) {
    for (String name : names) {
      ADVICE.put(name, advice);
    }
  }

  /** Leaves by exception where {@code call} is one of these. */
  static void check(SqlCall call) {
    refusal(call)
        .ifPresent(refusal -> {
          throw Refusals.invalid(refusal, call.getParserPosition());
        });
  }

  private static Optional<String> refusal(SqlCall call) {
    return switch (call.getKind()) {
      case CAST, SAFE_CAST ->
          Optional.of(call)
              .filter(cast -> cast.operandCount() > 2)
              .map(_ -> sentence("CAST ... FORMAT", "write TO_CHAR, TO_DATE or TO_TIMESTAMP"));
      case MAP_QUERY_CONSTRUCTOR ->
          Optional.of(sentence("MAP of a query", "write the source's own function"));
      case MINUS ->
          Optional.of(call)
              .filter(minus -> minus.operandCount() > 2)
              .map(_ -> sentence("(a - b) with a unit", "write TIMESTAMPDIFF(unit, b, a)"));
      case TRANSLATE -> Optional.of(sentence("USING of a character set", "texts are UTF-8"));
      case TABLESAMPLE ->
          Optional.of(call)
              .filter(sample -> isSubstitution(sample))
              .map(_ -> sentence("TABLESAMPLE SUBSTITUTE", "write BERNOULLI or SYSTEM"));
      case WINDOW ->
          Optional.of((SqlWindow) call)
              .filter(window -> window.getOperandList().get(7) != null)
              .map(_ -> sentence("ALLOW and DISALLOW PARTIAL", "leave it out"));
      default -> byName(call);
    };
  }

  private static boolean isSubstitution(SqlCall sample) {
    return ((SqlLiteral) sample.operand(1)).getValueAs(SqlSampleSpec.class)
        instanceof SqlSubstitutionSampleSpec;
  }

  /** A function may have such a name too. */
  private static Optional<String> byName(SqlCall call) {
    String name = call.getOperator().getName();
    return call.getOperator() instanceof SqlFunction
        ? Optional.empty()
        : Optional.ofNullable(ADVICE.get(name)).map(advice -> sentence(name, advice));
  }

  private static String sentence(String name, String advice) {
    return "[" + name + "] is not available; " + advice;
  }
}
