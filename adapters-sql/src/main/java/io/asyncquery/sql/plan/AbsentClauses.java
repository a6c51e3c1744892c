package io.asyncquery.sql.plan;

import io.asyncquery.sql.plan.SmallerGrammar.Clause;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
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
    return super.visit(call);
  }

  private static Optional<Clause> clause(SqlCall call) {
    return switch (call) {
      case SqlStarExclude _ -> Optional.of(Clause.STAR_EXCLUDE);
      case SqlStarReplace _ -> Optional.of(Clause.STAR_REPLACE);
      case SqlJoin join -> joined(join);
      default -> named(call);
    };
  }

  private static Optional<Clause> joined(SqlJoin join) {
    return switch (join.getJoinType()) {
      case LEFT_SEMI_JOIN -> Optional.of(Clause.SEMI_JOIN);
      case LEFT_ANTI_JOIN -> Optional.of(Clause.ANTI_JOIN);
      case ASOF, LEFT_ASOF -> Optional.of(Clause.ASOF_JOIN);
      default -> Optional.empty();
    };
  }

  private static Optional<Clause> named(SqlCall call) {
    return switch (call.getKind()) {
      case IGNORE_NULLS -> Optional.of(Clause.IGNORE_NULLS);
      case WITHIN_GROUP -> Optional.of(Clause.WITHIN_GROUP);
      case OVERLAPS -> Optional.of(Clause.OVERLAPS);
      case SIMILAR -> Optional.of(Clause.SIMILAR);
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
