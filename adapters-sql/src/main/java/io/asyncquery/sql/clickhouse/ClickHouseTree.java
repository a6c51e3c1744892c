package io.asyncquery.sql.clickhouse;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.plan.OperatorChain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** A query as ClickHouse has to be asked it, to mean what it means elsewhere. */
final class ClickHouseTree extends SqlShuttle {

  /** They take the word, and do not heed it. */
  private static final Set<String> HEEDLESS = Set.of("lag", "lead", "nth_value");

  private static final Set<String> ONE_OF_ALL = Set.of("coalesce", "greatest", "least");

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ClickHouseTree() {}

  static SqlNode of(SqlNode query) {
    SqlNode named = TwinNames.apart(query);
    SqlNode said = requireNonNull(named.accept(new ClickHouseTree()));
    return said.getKind() == SqlKind.VALUES ? Derived.selected(said) : said;
  }

  /** A fraction would be a double. */
  @Override
  public SqlNode visit(SqlLiteral literal) {
    if (!(literal instanceof SqlNumericLiteral number)) {
      return literal instanceof SqlIntervalLiteral
          ? Spans.of(literal, this)
          : Literals.time(literal);
    }
    BigDecimal value = number.bigDecimalValue();
    return value == null
            || !isExact(number)
            || (number.isInteger() && value.abs().compareTo(LARGEST) <= 0)
        ? literal
        : Literals.number(value, literal.getParserPosition());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    if (isInterval(call)) {
      return Spans.of(call, this);
    }
    if (OperatorChain.is(call) && call.getKind() != SqlKind.PLUS) {
      return chain(call);
    }
    if (Quantified.is(call)) {
      return Quantified.of(call, this);
    }
    return switch (call.getKind()) {
      case PLUS -> call.operandCount() == 1 ? super.visit(call) : plus(call);
      case MINUS -> minus(call);
      case TIMES, MINUS_PREFIX -> Arithmetic.checked(call.getOperator(), terms(call), at);
      case DIVIDE -> {
        List<SqlNode> operands = operands(call);
        yield Arithmetic.quotient(operands.get(0), operands.get(1), at);
      }
      case MOD -> {
        List<Term> terms = terms(call);
        yield Arithmetic.remainder(terms.get(0), terms.get(1), at);
      }
      case IN, NOT_IN -> Membership.of(call, operands(call), this);
      case LIKE -> Patterns.of(call, operands(call));
      case SELECT -> select((SqlSelect) call);
      case LAMBDA -> throw ClickHouseDialect.absent(call.getOperator().getName());
      case ORDER_BY -> Derived.ordered((SqlOrderBy) requireNonNull(super.visit(call)));
      case WITH -> Derived.with((SqlWith) requireNonNull(super.visit(call)));
      case WITH_ITEM -> Recursion.signed((SqlWithItem) requireNonNull(super.visit(call)));
      case AS -> Derived.renamed((SqlCall) requireNonNull(super.visit(call)));
      case CASE -> {
        SqlCase choice = (SqlCase) call;
        List<SqlNode> values = new ArrayList<>(choice.getThenOperands());
        values.add(requireNonNull(choice.getElseOperand()));
        yield Branches.mayDiffer(values) ? Branches.choice(choice, this) : super.visit(call);
      }
      case CAST, SAFE_CAST -> Casts.of(call, this);
      case OVER, FILTER, RESPECT_NULLS, IGNORE_NULLS -> aggregated(call);
      default -> {
        if (Comparisons.areMeant(call)) {
          yield Comparisons.of(call, this);
        }
        if (name(call).equals("abs") && call.operandCount() == 1) {
          yield Arithmetic.absolute(Term.of(call.operand(0), this), at);
        }
        if (ONE_OF_ALL.contains(name(call)) && Branches.mayDiffer(call.getOperandList())) {
          yield Branches.oneOf(call, this);
        }
        if (name(call).equals("nullif") && call.operandCount() == 2) {
          yield call.getOperator()
              .createCall(
                  at,
                  Term.of(call.operand(0), this).value(),
                  Comparisons.wider(call.operand(1), call.operand(0), this, at));
        }
        yield Results.of(aggregate(call), call, this);
      }
    };
  }

  private SqlNode chain(SqlCall chain) {
    return OperatorChain.operands(chain).stream()
        .map(operand -> requireNonNull(operand.accept(this)))
        .reduce(
            (left, right) -> chain.getOperator().createCall(chain.getParserPosition(), left, right))
        .orElseThrow();
  }

  private SqlNode plus(SqlCall chain) {
    List<SqlCall> spans = new ArrayList<>();
    List<Term> others = new ArrayList<>();
    SqlNode sent = chain;
    for (SqlNode operand : OperatorChain.operands(chain)) {
      if (isInterval(operand)) {
        spans.add(Spans.of(operand, this));
      } else {
        others.add(term(operand));
        sent = operand;
      }
    }
    SqlParserPos at = chain.getParserPosition();
    if (spans.isEmpty()) {
      return Arithmetic.checked(chain.getOperator(), others, at);
    }
    SqlNode time =
        Casts.stamp(
            others.size() == 1
                ? others.getFirst().value()
                : Arithmetic.checked(chain.getOperator(), others, at),
            sent,
            at);
    for (SqlCall span : spans) {
      time = Spans.after(time, span, at);
    }
    return time;
  }

  private SqlNode minus(SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    if (isInterval(call.operand(1))) {
      SqlNode time = Casts.stamp(requireNonNull(call.operand(0).accept(this)), call.operand(0), at);
      return Spans.before(time, Spans.of(call.operand(1), this), at);
    }
    return Arithmetic.checked(call.getOperator(), terms(call), at);
  }

  private List<Term> terms(SqlCall call) {
    return call.getOperandList().stream().map(this::term).toList();
  }

  private Term term(SqlNode operand) {
    return Term.of(Literals.wide(operand), this);
  }

  /** Conditions are true or false in a result, where ClickHouse has them as numbers. */
  private SqlNode select(SqlSelect select) {
    SqlSelect visited = (SqlSelect) requireNonNull(super.visit(Subqueries.checked(select)));
    SqlSelect spelled = (SqlSelect) visited.clone(visited.getParserPosition());
    SqlNodeList items = new SqlNodeList(visited.getSelectList().getParserPosition());
    for (int i = 0; i < visited.getSelectList().size(); i++) {
      items.add(item(select.getSelectList().get(i), visited.getSelectList().get(i)));
    }
    spelled.setSelectList(items);
    return spelled;
  }

  private static SqlNode item(SqlNode sent, SqlNode item) {
    if (item instanceof SqlCall alias && alias.getKind() == SqlKind.AS) {
      return alias
          .getOperator()
          .createCall(alias.getParserPosition(), Casts.truth(alias.operand(0)), alias.operand(1));
    }
    return Headings.of(sent, Casts.truth(item));
  }

  /** What stands around an aggregate belongs to it: only the whole has another type. */
  private SqlNode aggregated(SqlCall call) {
    SqlCall whole = around(call);
    return Results.of(whole, innermost(call), this);
  }

  private SqlCall around(SqlCall call) {
    SqlCall inner = call.operand(0);
    if (call.getKind() == SqlKind.RESPECT_NULLS) {
      return aggregate(inner);
    }
    if (call.getKind() == SqlKind.IGNORE_NULLS && HEEDLESS.contains(name(inner))) {
      throw ClickHouseDialect.absent("IGNORE NULLS of " + inner.getOperator().getName());
    }
    List<SqlNode> operands = new ArrayList<>();
    operands.add(
        call.getKind() == SqlKind.IGNORE_NULLS
            ? requireNonNull(super.visit(inner))
            : aggregate(inner));
    for (int i = 1; i < call.operandCount(); i++) {
      operands.add(requireNonNull(call.operand(i).accept(this)));
    }
    return call.getOperator().createCall(call.getParserPosition(), operands);
  }

  private SqlCall aggregate(SqlCall call) {
    return isAround(call) ? around(call) : Aggregates.of(visited(call), call, this);
  }

  /** A parameter has to be a plain number. */
  private SqlCall visited(SqlCall call) {
    if (call.operandCount() == 2 && ClickHouseFunctions.hasParameter(name(call))) {
      SqlNode operand = requireNonNull(call.operand(0).accept(this));
      return call.getOperator()
          .createCall(
              call.getFunctionQuantifier(), call.getParserPosition(), operand, call.operand(1));
    }
    return (SqlCall) requireNonNull(super.visit(call));
  }

  private static SqlCall innermost(SqlCall call) {
    return isAround(call) ? innermost(call.operand(0)) : call;
  }

  private static boolean isAround(SqlCall call) {
    return EnumSet.of(SqlKind.OVER, SqlKind.FILTER, SqlKind.RESPECT_NULLS, SqlKind.IGNORE_NULLS)
        .contains(call.getKind());
  }

  private static boolean isExact(SqlNumericLiteral number) {
    return number.getTypeName() == SqlTypeName.DECIMAL;
  }

  static String name(SqlCall call) {
    return call.getOperator().getName().toLowerCase(Locale.ROOT);
  }

  List<SqlNode> operands(SqlCall call) {
    return call.getOperandList().stream()
        .map(operand -> requireNonNull(operand.accept(this)))
        .toList();
  }

  /** Also of several units, or so many times as long. */
  static boolean isInterval(@Nullable SqlNode node) {
    return switch (node) {
      case SqlIntervalLiteral _ -> true;
      case SqlCall call ->
          switch (call.getKind()) {
            case INTERVAL -> true;
            case TIMES -> isInterval(call.operand(0)) || isInterval(call.operand(1));
            case MINUS_PREFIX -> isInterval(call.operand(0));
            default -> false;
          };
      case null, default -> false;
    };
  }

  @Override
  public SqlNode visit(SqlDataTypeSpec type) {
    return type;
  }
}
