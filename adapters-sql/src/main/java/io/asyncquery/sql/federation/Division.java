package io.asyncquery.sql.federation;

import io.asyncquery.sql.duckdb.Workbench;
import io.asyncquery.sql.plan.QueryAlgebra;
import io.asyncquery.sql.plan.QueryPlanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.schema.Table;

/**
 * Divides algebra: the largest subtrees over tables of one source become parts, and tables of the
 * workbench in what is left. In tables' paths the source comes first.
 */
final class Division {

  private final List<Member> members;
  private final QueryPlanner workbench;
  private final List<Part> parts = new ArrayList<>();

  Division(List<Member> members, QueryPlanner workbench) {
    this.members = members;
    this.workbench = workbench;
  }

  /** What the sources run. */
  List<Part> parts() {
    return parts;
  }

  /** What is left of {@code query}. */
  RelNode rest(RelNode query) {
    Optional<Member> only = only(query);
    if (only.isPresent()
        && freeVariables(query).isEmpty()
        && can(only.get(), query)
        && !Products.in(query)) {
      return part(only.get(), query);
    }
    RelNode divided = query.accept(new SubQueries());
    List<RelNode> inputs = divided.getInputs().stream().map(this::rest).toList();
    return inputs.isEmpty() ? divided : divided.copy(divided.getTraitSet(), inputs);
  }

  private boolean can(Member member, RelNode query) {
    return member.planner().dialect().equals(workbench.dialect()) || CommonSql.covers(query);
  }

  private RelNode part(Member member, RelNode query) {
    String sql = Spelling.ofPart(EveryNode.of(query, Division::own), member);
    Part part =
        parts.stream()
            .filter(known -> known.source().equals(member.name()) && known.sql().equals(sql))
            .findFirst()
            .orElseGet(() -> newPart(member, query.getRowType(), sql));
    return table(query, Workbench.path(part.table()), part.columns());
  }

  private Part newPart(Member member, RelDataType row, String sql) {
    String table = "part" + (parts.size() + 1);
    Part part = new Part(member.name(), sql, table, UniqueNames.of(row.getFieldNames()));
    parts.add(part);
    return part;
  }

  private static RelNode table(RelNode like, List<String> path, List<String> columns) {
    RelDataTypeFactory.Builder row = like.getCluster().getTypeFactory().builder();
    for (int i = 0; i < columns.size(); i++) {
      row.add(columns.get(i), like.getRowType().getFieldList().get(i).getType());
    }
    return LogicalTableScan.create(like.getCluster(), new NamedTable(path, row.build()), List.of());
  }

  /** The one source whose tables are in {@code query}. */
  private Optional<Member> only(RelNode query) {
    Set<String> sources = new HashSet<>();
    RelNode _ =
        EveryNode.of(
            query,
            node -> {
              if (node instanceof TableScan scan) {
                sources.add(sourceOf(scan));
              }
              return node;
            });
    return sources.size() == 1
        ? members.stream().filter(member -> sources.contains(member.name())).findFirst()
        : Optional.empty();
  }

  /** Tables of the workbench are none of a source. */
  private static String sourceOf(TableScan scan) {
    return scan.getTable().unwrap(Table.class) == null ? "" : QueryAlgebra.path(scan).getFirst();
  }

  /** Columns of outer queries that {@code query} refers to. */
  private static Set<CorrelationId> freeVariables(RelNode query) {
    Set<CorrelationId> free = new HashSet<>(RelOptUtil.getVariablesUsed(query));
    RelNode _ =
        EveryNode.of(
            query,
            node -> {
              free.removeAll(node.getVariablesSet());
              return node;
            });
    return free;
  }

  /** Divides the queries within expressions. */
  private final class SubQueries extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      return visited.clone(rest(visited.rel));
    }
  }

  /** Names a table as its source does. */
  private static RelNode own(RelNode node) {
    if (!(node instanceof TableScan scan)) {
      return node;
    }
    List<String> path = QueryAlgebra.path(scan);
    return table(scan, path.subList(1, path.size()), scan.getRowType().getFieldNames());
  }
}
