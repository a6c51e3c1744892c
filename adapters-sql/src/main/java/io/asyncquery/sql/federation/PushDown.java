package io.asyncquery.sql.federation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/**
 * Moves filters, limits and the choice of columns as far down as they go. Conditions that ask
 * queries of their own stay where they are: what these refer to would move away.
 */
final class PushDown {

  private static final RelBuilderFactory BUILDER =
      RelBuilder.proto(
          Contexts.of(
              RelBuilder.Config.DEFAULT
                  .withSimplify(false)
                  .withSimplifyValues(false)
                  .withRemoveRedundantDistinct(false)));

  private static final List<RelOptRule> DOWN =
      List.of(
          FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT
              .withOperandSupplier(filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(PushDown::isPlain)
                      .oneInput(join -> join.operand(Join.class).anyInputs()))
              .withRelBuilderFactory(BUILDER)
              .toRule(),
          FilterProjectTransposeRule.Config.DEFAULT
              .withOperandSupplier(filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(PushDown::isPlain)
                      .oneInput(project ->
                          project
                              .operand(Project.class)
                              .predicate(p -> !p.containsOver() && isPlain(p))
                              .anyInputs()))
              .withRelBuilderFactory(BUILDER)
              .toRule(),
          FilterSetOpTransposeRule.Config.DEFAULT
              .withOperandSupplier(filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(PushDown::isPlain)
                      .oneInput(set -> set.operand(SetOp.class).anyInputs()))
              .withRelBuilderFactory(BUILDER)
              .toRule(),
          FilterAggregateTransposeRule.Config.DEFAULT
              .withOperandSupplier(filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(PushDown::isPlain)
                      .oneInput(grouped -> grouped.operand(Aggregate.class).anyInputs()))
              .withRelBuilderFactory(BUILDER)
              .toRule(),
          CoreRules.JOIN_CONDITION_PUSH.config.withRelBuilderFactory(BUILDER).toRule(),
          CoreRules.SORT_UNION_TRANSPOSE.config.withRelBuilderFactory(BUILDER).toRule(),
          CoreRules.PROJECT_MERGE.config.withRelBuilderFactory(BUILDER).toRule(),
          CoreRules.PROJECT_REMOVE.config.withRelBuilderFactory(BUILDER).toRule());

  private static final List<RelOptRule> TIDY =
      List.of(
          CoreRules.PROJECT_MERGE.config.withRelBuilderFactory(BUILDER).toRule(),
          CoreRules.PROJECT_REMOVE.config.withRelBuilderFactory(BUILDER).toRule());

  private PushDown() {}

  static RelNode in(RelNode query) {
    RelNode inner = query.accept(new SubQueries());
    RelNode down = applied(inner, DOWN);
    RelFieldTrimmer trimmer = new RelFieldTrimmer(null, BUILDER.create(down.getCluster(), null));
    return applied(trimmer.trim(down), TIDY);
  }

  private static RelNode applied(RelNode query, List<RelOptRule> rules) {
    HepProgram program =
        HepProgram.builder().addMatchOrder(HepMatchOrder.TOP_DOWN).addRuleCollection(rules).build();
    HepPlanner planner = new HepPlanner(program);
    planner.setRoot(query);
    return planner.findBestExp();
  }

  private static boolean isPlain(Filter filter) {
    return filter.getVariablesSet().isEmpty() && !Conditions.hasSubQuery(filter.getCondition());
  }

  private static boolean isPlain(Project project) {
    return project.getVariablesSet().isEmpty()
        && project.getProjects().stream().noneMatch(Conditions::hasSubQuery);
  }

  /** Whether there is a row does not depend on its columns. */
  private static RelNode asked(RexSubQuery subQuery) {
    return subQuery.getKind() == SqlKind.EXISTS
        ? LogicalProject.create(
            subQuery.rel,
            List.of(),
            List.of(subQuery.rel.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.ONE)),
            List.of("found"),
            Set.of())
        : subQuery.rel;
  }

  /** Does the same in queries within expressions. */
  private static final class SubQueries extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode node) {
      return super.visit(node)
          .accept(
              new RexShuttle() {
                @Override
                public RexNode visitSubQuery(RexSubQuery subQuery) {
                  RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
                  return visited.clone(in(asked(visited)));
                }
              });
    }
  }
}
