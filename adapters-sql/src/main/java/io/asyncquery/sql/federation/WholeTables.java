package io.asyncquery.sql.federation;

import io.asyncquery.sql.duckdb.Workbench;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.plan.Selects;
import io.asyncquery.sql.plan.TableScope;
import io.asyncquery.sql.plan.TableScopes;
import io.asyncquery.sql.source.Catalog;
import io.asyncquery.sql.source.CatalogTable;
import io.asyncquery.sql.source.CatalogTable.CatalogColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The plan that is always possible: each source gives the tables that the query names, whole, and
 * the workbench runs the query itself.
 */
final class WholeTables {

  private final List<Part> parts = new ArrayList<>();
  private final Map<List<Object>, CatalogTable> tables = new HashMap<>();

  private WholeTables() {}

  static FederatedPlan plan(
      ParsedQuery query, RowRange range, List<Member> members, QueryPlanner workbench) {
    WholeTables whole = new WholeTables();
    List<TableScope> scopes = members.stream().map(whole::scope).toList();
    String rest = workbench.plan(query, range, new TableScopes(scopes));
    return new FederatedPlan(whole.parts, rest);
  }

  private TableScope scope(Member member) {
    TableScope scope = member.scope();
    return new TableScope(
        new Loaded(member, scope.catalog()), scope.source(), scope.defaultSchema());
  }

  private CatalogTable loaded(Member member, CatalogTable table) {
    return tables.computeIfAbsent(List.of(member.name(), table.path()), _ -> load(member, table));
  }

  /**
   * Another name than it has in its source may be needed, since another source has one of that name
   * too. So a query stands in its place, as for one of which not all is shown.
   */
  private CatalogTable load(Member member, CatalogTable table) {
    String name = UniqueNames.next(table.name(), parts.stream().map(Part::table).toList());
    List<String> columns =
        UniqueNames.of(table.columns().stream().map(CatalogColumn::name).toList());
    parts.add(
        new Part(member.name(), member.planner().spell(select(table, columns)), name, columns));
    List<CatalogColumn> renamed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      renamed.add(new CatalogColumn(columns.get(i), table.columns().get(i).fields()));
    }
    return new CatalogTable(Workbench.path(name), table.name(), renamed, true);
  }

  private static SqlNode select(CatalogTable table, List<String> columns) {
    SqlParserPos at = SqlParserPos.ZERO;
    SqlNodeList items = new SqlNodeList(at);
    for (int i = 0; i < columns.size(); i++) {
      items.add(
          SqlStdOperatorTable.AS.createCall(
              at,
              new SqlIdentifier(table.columns().get(i).name(), at),
              new SqlIdentifier(columns.get(i), at)));
    }
    return Selects.of(at, items, new SqlIdentifier(table.path(), at));
  }

  /** The catalog of a member, whose tables lie in the workbench. */
  private final class Loaded implements Catalog {

    private final Member member;
    private final Catalog catalog;

    Loaded(Member member, Catalog catalog) {
      this.member = member;
      this.catalog = catalog;
    }

    @Override
    public Optional<String> schema(String name) {
      return catalog.schema(name);
    }

    @Override
    public Optional<CatalogTable> table(String schema, String name) {
      return catalog.table(schema, name).map(table -> loaded(member, table));
    }

    @Override
    public boolean isRestricted() {
      return catalog.isRestricted();
    }
  }
}
