package io.asyncquery.sql.plan;

import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * Calcite's most tolerant spelling, but columns that are not grouped are refused: Calcite would put
 * a function of its own around them.
 */
final class LenientConformance extends SqlDelegatingConformance {

  static final LenientConformance INSTANCE = new LenientConformance();

  private LenientConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }

  /** {@code ROW(1, 2)} beside {@code (1, 2)}. */
  @Override
  public boolean allowExplicitRowValueConstructor() {
    return true;
  }

  /** An alias can be used to its right alone; then an unknown column is never a cyclic one. */
  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.LEFT_TO_RIGHT;
  }
}
