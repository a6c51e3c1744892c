package io.asyncquery.sql.federation;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.sql.duckdb.Workbench;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.QueryAlgebra;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.plan.TableScopes;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;

/** Divides a query between the sources that it names and the workbench. */
public final class FederatedPlanner {

  private static final System.Logger LOG = System.getLogger(FederatedPlanner.class.getName());

  private final QueryPlanner workbench;
  private final QueryAlgebra algebra;

  public FederatedPlanner(Workbench workbench) {
    this.workbench =
        new QueryPlanner(
            workbench.functions(),
            workbench.translations(),
            workbench.dialect(),
            NameMatching.ANY_CASE);
    this.algebra =
        new QueryAlgebra(workbench.functions(), workbench.translations(), workbench.dialect());
  }

  /**
   * Where each part of {@code query} is to run. What has no place in relational algebra runs here
   * whole, over whole tables.
   *
   * @param members the sources that it names; tables without a source are those of the first
   */
  public FederatedPlan plan(ParsedQuery query, RowRange range, List<Member> members) {
    FederatedPlan whole = WholeTables.plan(query, range, members, workbench);
    try {
      return divided(query, range, members);
    } catch (RuntimeException | AssertionError e) {
      LOG.log(DEBUG, "A query cannot be divided", e);
      return whole;
    }
  }

  private FederatedPlan divided(ParsedQuery query, RowRange range, List<Member> members) {
    TableScopes scopes = new TableScopes(members.stream().map(Member::prefixedScope).toList());
    RelRoot root = algebra.of(query, range, scopes);
    RelNode pushed = PushDown.in(Conditions.in(root.project()));
    Division division = new Division(members, workbench);
    RelNode rest = division.rest(pushed);
    List<String> names = root.fields.stream().map(Map.Entry::getValue).toList();
    return new FederatedPlan(division.parts(), Spelling.ofRest(rest, names, workbench));
  }
}
