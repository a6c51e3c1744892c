package io.asyncquery.sql.federation;

import io.asyncquery.sql.duckdb.Workbench;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.plan.RowRange;
import java.util.List;

/** Divides a query between the sources that it names and the workbench. */
public final class FederatedPlanner {

  private final QueryPlanner workbench;

  public FederatedPlanner(Workbench workbench) {
    this.workbench =
        new QueryPlanner(
            workbench.functions(),
            workbench.translations(),
            workbench.dialect(),
            NameMatching.ANY_CASE);
  }

  /**
   * Where each part of {@code query} is to run.
   *
   * @param members the sources that it names; tables without a source are those of the first
   */
  public FederatedPlan plan(ParsedQuery query, RowRange range, List<Member> members) {
    return WholeTables.plan(query, range, members, workbench);
  }
}
