package io.asyncquery.sql.plan;

import static org.apache.calcite.sql.SqlKind.*;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;

/** Which nodes of a query are its clauses, and which expressions are true or false. */
final class ClauseKinds {

  /** What gives names their meaning, so that Calcite must see it as it is. */
  private static final Set<SqlKind> CLAUSES =
      EnumSet.of(
          UNION,
          INTERSECT,
          EXCEPT,
          VALUES,
          WITH,
          EXPLICIT_TABLE,
          AS,
          ROW,
          DESCENDING,
          NULLS_FIRST,
          NULLS_LAST,
          OVER,
          GROUPING_SETS,
          ROLLUP,
          CUBE,
          GROUP_BY_DISTINCT,
          EXISTS,
          SOME,
          ALL,
          SCALAR_QUERY,
          LATERAL,
          TABLESAMPLE,
          TABLE_REF);

  private static final Set<SqlKind> PREDICATES =
      EnumSet.of(
          AND,
          OR,
          NOT,
          EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          BETWEEN,
          LIKE,
          RLIKE,
          SIMILAR,
          IN,
          NOT_IN,
          IS_TRUE,
          IS_FALSE,
          IS_NOT_TRUE,
          IS_NOT_FALSE,
          IS_UNKNOWN,
          IS_NULL,
          IS_NOT_NULL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM);

  private static final Set<SqlKind> MODIFIERS =
      EnumSet.of(FILTER, WITHIN_GROUP, WITHIN_DISTINCT, RESPECT_NULLS, IGNORE_NULLS);

  private static final Set<SqlKind> ORDERINGS = EnumSet.of(DESCENDING, NULLS_FIRST, NULLS_LAST);

  private ClauseKinds() {}

  static boolean isClause(SqlCall call) {
    return CLAUSES.contains(call.getKind()) || isMembership(call);
  }

  static boolean isPredicate(SqlCall call) {
    return PREDICATES.contains(call.getKind());
  }

  /** {@code FILTER (WHERE ...)} and the like, behind an aggregate. */
  static boolean isModifier(SqlCall call) {
    return MODIFIERS.contains(call.getKind());
  }

  /** {@code x DESC} and the like. */
  static boolean isOrdering(SqlCall call) {
    return ORDERINGS.contains(call.getKind());
  }

  /** {@code x IN (SELECT ...)}: of a list, IN is an operator like others. */
  private static boolean isMembership(SqlCall call) {
    return (call.getKind() == IN || call.getKind() == NOT_IN) && call.operand(1).isA(QUERY);
  }
}
