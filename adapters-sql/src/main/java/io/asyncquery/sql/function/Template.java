package io.asyncquery.sql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/** An expression with places for operands, read once. */
final class Template {

  private static final SqlParser.Config GRAMMAR =
      SqlParser.config()
          .withParserFactory(SqlBabelParserImpl.FACTORY)
          .withConformance(SqlConformanceEnum.BABEL)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED);

  private final SqlNode expression;
  private final Map<String, Macro> macros;

  private Template(SqlNode expression, Map<String, Macro> macros) {
    this.expression = expression;
    this.macros = macros;
  }

  /** Reads {@code expression}, in which the functions of {@code macros} are expanded. */
  static Template of(String expression, Map<String, Macro> macros) {
    try {
      return new Template(SqlParser.create(expression, GRAMMAR).parseExpression(), macros);
    } catch (SqlParseException e) {
      throw new IllegalArgumentException("[" + expression + "] is no expression", e);
    }
  }

  /** The expression over {@code operands}, all of it standing {@code at} one place. */
  SqlNode fill(Map<String, List<SqlNode>> operands, SqlParserPos at) {
    return new Filling(operands, at).of(expression);
  }

  private final class Filling {

    private final Map<String, List<SqlNode>> operands;
    private final SqlParserPos at;

    Filling(Map<String, List<SqlNode>> operands, SqlParserPos at) {
      this.operands = operands;
      this.at = at;
    }

    SqlNode of(SqlNode node) {
      return switch (node) {
        case SqlIdentifier id ->
            id.isSimple() && operands.containsKey(id.getSimple())
                ? operands.get(id.getSimple()).getFirst()
                : id.clone(at);
        case SqlLambda lambda ->
            new SqlLambda(at, lambda.getParameters(), of(lambda.getExpression()));
        case SqlCall call -> of(call);
        case SqlNodeList list -> new SqlNodeList(all(list), at);
        default -> node.clone(at);
      };
    }

    private SqlNode of(SqlCall call) {
      if (call.getOperator() instanceof SqlUnresolvedFunction function) {
        Macro macro = macros.get(function.getName().toLowerCase(Locale.ROOT));
        if (macro != null) {
          return macro.expand(spread(call.getOperandList()), at);
        }
        return function.createCall(
            call.getFunctionQuantifier(),
            at,
            spread(call.getOperandList()).toArray(SqlNode[]::new));
      }
      return call.getOperator()
          .createCall(
              call.getFunctionQuantifier(), at, all(call.getOperandList()).toArray(SqlNode[]::new));
    }

    /** What stands for one operand may be several, where it is all that was left. */
    private List<SqlNode> spread(List<SqlNode> nodes) {
      List<SqlNode> spread = new ArrayList<>();
      for (SqlNode node : nodes) {
        if (node instanceof SqlIdentifier id
            && id.isSimple()
            && operands.containsKey(id.getSimple())) {
          spread.addAll(operands.get(id.getSimple()));
        } else {
          spread.add(of(node));
        }
      }
      return spread;
    }

    private List<@Nullable SqlNode> all(Iterable<? extends @Nullable SqlNode> nodes) {
      List<@Nullable SqlNode> filled = new ArrayList<>();
      nodes.forEach(node -> filled.add(node == null ? null : of(node)));
      return filled;
    }
  }
}
