package io.asyncquery.sql.federation;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.plan.NotSketchedException;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.plan.Sketch;
import io.asyncquery.sql.plan.SketchedAggregate;
import io.asyncquery.sql.plan.SketchedOperator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/** From algebra to SQL. */
final class Spelling {

  private static final SqlParserPos NOWHERE = SqlParserPos.ZERO;

  private Spelling() {}

  /** What {@code member} runs for {@code query}. */
  static String ofPart(RelNode query, Member member) {
    QueryPlanner planner = member.planner();
    SqlNode tree = tree(query, new AliasedSql(planner.dialect(), true));
    return planner.spellChecked(tree, member.scope());
  }

  /** What the workbench runs for {@code query}, whose columns are to be called {@code names}. */
  static String ofRest(RelNode query, List<String> names, QueryPlanner planner) {
    SqlNode tree = tree(query, new AliasedSql(planner.dialect(), false));
    List<String> columns = query.getRowType().getFieldNames();
    return planner.spell(columns.equals(names) ? tree : renamed(tree, names));
  }

  private static SqlNode tree(RelNode query, AliasedSql spelling) {
    RelNode checked = EveryNode.of(query, Spelling::checked);
    SqlNode statement = spelling.visitRoot(checked).asStatement();
    return requireNonNull(statement.accept(new Filled()));
  }

  /**
   * Of columns of a join that queries within expressions refer to, Calcite invents names that
   * nobody has given.
   */
  private static RelNode checked(RelNode node) {
    boolean isReferredTo = !node.getVariablesSet().isEmpty() && node.getInputs().size() == 1;
    if (isReferredTo && isJoin(node.getInput(0))) {
      throw new NotSketchedException("a query within an expression that refers to a join");
    }
    return node;
  }

  private static boolean isJoin(RelNode node) {
    return node instanceof Join || node instanceof Filter filter && isJoin(filter.getInput());
  }

  /** By their places: their names may be alike. */
  private static SqlNode renamed(SqlNode query, List<String> names) {
    List<SqlNode> whole = new ArrayList<>(List.of(query, new SqlIdentifier("whole", NOWHERE)));
    SqlNodeList items = new SqlNodeList(NOWHERE);
    for (int i = 0; i < names.size(); i++) {
      SqlIdentifier column = new SqlIdentifier("c" + i, NOWHERE);
      whole.add(column);
      items.add(
          SqlStdOperatorTable.AS.createCall(
              NOWHERE, column, new SqlIdentifier(names.get(i), NOWHERE)));
    }
    SqlNode from = SqlStdOperatorTable.AS.createCall(NOWHERE, whole);
    return new SqlSelect(
        NOWHERE, null, items, from, null, null, null, null, null, null, null, null, null);
  }

  /** Puts SQL in the place of what was hidden from Calcite. */
  private static final class Filled extends SqlShuttle {

    private static final Set<SqlKind> ORDERINGS =
        EnumSet.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST);

    @Override
    public SqlNode visit(SqlCall call) {
      return switch (call.getOperator()) {
        case SketchedOperator operator -> filled(operator.sketch(), call);
        case SketchedAggregate aggregate -> filled(aggregate.sketch(), call);
        default ->
            requireNonNull(
                super.visit(call instanceof SqlSelect select ? withoutValues(select) : call));
      };
    }

    private SqlNode filled(Sketch sketch, SqlCall call) {
      List<SqlNode> operands = new ArrayList<>();
      for (SqlNode operand : call.getOperandList()) {
        SqlNode filled = requireNonNull(operand.accept(this));
        operands.add(filled.getKind() == SqlKind.SELECT ? scalar(filled) : filled);
      }
      return sketch.fill(operands);
    }

    /** To group or order by a value changes nothing, and a number would be that of a column. */
    private static SqlSelect withoutValues(SqlSelect select) {
      if (select.getGroup() != null) {
        select.setGroupBy(withoutValues(select.getGroup(), false));
      }
      if (select.getOrderList() != null) {
        select.setOrderBy(withoutValues(select.getOrderList(), true));
      }
      return select;
    }

    /**
     * @param ordinals whether a number that is written out is one of a column
     */
    private static SqlNodeList withoutValues(SqlNodeList items, boolean ordinals) {
      SqlNodeList changed = new SqlNodeList(NOWHERE);
      items.forEach(item -> changed.add(withoutValue(requireNonNull(item), ordinals)));
      return changed;
    }

    private static SqlNode withoutValue(SqlNode item, boolean ordinals) {
      return switch (item) {
        case SqlNumericLiteral _ when ordinals -> item;
        case SqlLiteral value -> asConstant(value);
        case SqlCall call when isValue(call) -> asConstant(call);
        case SqlCall call when ORDERINGS.contains(call.getKind()) ->
            call.getOperator().createCall(NOWHERE, withoutValue(call.operand(0), ordinals));
        default -> item;
      };
    }

    private static boolean isValue(SqlCall call) {
      return call.getOperator() instanceof SketchedOperator operator
          && operator.sketch().piece() instanceof SqlLiteral;
    }

    /** As constant as the value, and taken for no column. */
    private static SqlNode asConstant(SqlNode value) {
      return SqlStdOperatorTable.IS_NULL.createCall(NOWHERE, value);
    }

    private static SqlNode scalar(SqlNode query) {
      return SqlStdOperatorTable.SCALAR_QUERY.createCall(NOWHERE, query);
    }
  }
}
