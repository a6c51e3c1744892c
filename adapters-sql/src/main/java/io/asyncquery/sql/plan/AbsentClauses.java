package io.asyncquery.sql.plan;

import io.asyncquery.sql.plan.SmallerGrammar.Clause;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Refuses by name what a source would only call a syntax error. */
final class AbsentClauses extends SqlBasicVisitor<@Nullable Void> {

  private final Set<Clause> absent;

  private AbsentClauses(Set<Clause> absent) {
    this.absent = absent;
  }

  /** Leaves by exception where {@code query} has one of these. */
  static void check(SqlNode query, Set<Clause> absent) {
    query.accept(new AbsentClauses(absent));
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    clause(call)
        .filter(absent::contains)
        .ifPresent(clause -> {
          throw Refusals.invalid(clause.refusal(), call.getParserPosition());
        });
    if (call instanceof SqlSelect select
        && select.getQualify() != null
        && absent.contains(Clause.QUALIFY)) {
      throw Refusals.invalid(Clause.QUALIFY.refusal(), select.getQualify().getParserPosition());
    }
    if (IntervalPlaces.areOf(call)) {
      call.getOperandList().stream()
          .filter(operand -> operand != null && !IntervalPlaces.isInterval(operand))
          .forEach(operand -> operand.accept(this));
      return null;
    }
    return super.visit(call);
  }

  @Override
  public @Nullable Void visit(SqlLiteral literal) {
    if (literal instanceof SqlIntervalLiteral && absent.contains(Clause.INTERVAL_VALUE)) {
      throw Refusals.invalid(Clause.INTERVAL_VALUE.refusal(), literal.getParserPosition());
    }
    return null;
  }

  private static Optional<Clause> clause(SqlCall call) {
    return switch (call) {
      case SqlSelect select when groupsNothing(select) -> Optional.of(Clause.EMPTY_GROUP);
      case SqlStarExclude _ -> Optional.of(Clause.STAR_EXCLUDE);
      case SqlStarReplace _ -> Optional.of(Clause.STAR_REPLACE);
      case SqlJoin join -> joined(join);
      case SqlWindow window -> framed(window);
      default -> named(call);
    };
  }

  private static boolean groupsNothing(SqlSelect select) {
    return select.getGroup() != null
        && select.getGroup().stream()
            .anyMatch(item -> item instanceof SqlNodeList list && list.isEmpty());
  }

  private static Optional<Clause> joined(SqlJoin join) {
    return switch (join.getJoinType()) {
      case LEFT_SEMI_JOIN -> Optional.of(Clause.SEMI_JOIN);
      case LEFT_ANTI_JOIN -> Optional.of(Clause.ANTI_JOIN);
      case ASOF, LEFT_ASOF -> Optional.of(Clause.ASOF_JOIN);
      default -> Optional.empty();
    };
  }

  private static Optional<Clause> framed(SqlWindow window) {
    if (isTime(window.getLowerBound()) || isTime(window.getUpperBound())) {
      return Optional.of(Clause.RANGE_OF_TIME);
    }
    return Optional.of(Clause.FRAME_EXCLUSION)
        .filter(_ -> !window.getExclude().toString().equals("EXCLUDE NO OTHER"));
  }

  private static boolean isTime(@Nullable SqlNode bound) {
    return bound instanceof SqlCall call && call.operand(0) instanceof SqlIntervalLiteral;
  }

  private static Optional<Clause> named(SqlCall call) {
    return switch (call.getKind()) {
      case IGNORE_NULLS -> Optional.of(Clause.IGNORE_NULLS);
      case WITHIN_GROUP -> Optional.of(Clause.WITHIN_GROUP);
      case OVERLAPS -> Optional.of(Clause.OVERLAPS);
      case SIMILAR -> Optional.of(Clause.SIMILAR);
      case POSITION -> Optional.of(Clause.POSITION_FROM).filter(_ -> call.operandCount() > 2);
      case LATERAL -> Optional.of(Clause.LATERAL);
      case LIKE ->
          Optional.of(Clause.ILIKE).filter(_ -> call.getOperator().getName().endsWith("ILIKE"));
      case POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE ->
          Optional.of(Clause.POSIX_REGEX);
      case SAFE_CAST -> Optional.of(Clause.TRY_CAST);
      case MAP_VALUE_CONSTRUCTOR -> Optional.of(Clause.MAP);
      case INTERVAL -> Optional.of(Clause.INTERVAL_VALUE);
      case SEPARATOR -> Optional.of(Clause.SEPARATOR);
      case UNIQUE -> Optional.of(Clause.UNIQUE);
      case GROUP_BY_DISTINCT -> Optional.of(Clause.GROUP_BY_DISTINCT);
      case BETWEEN ->
          call.getOperator() instanceof SqlBetweenOperator between
                  && between.flag == SqlBetweenOperator.Flag.SYMMETRIC
              ? Optional.of(Clause.SYMMETRIC)
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
