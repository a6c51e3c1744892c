package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What stands in the FROM clauses of a {@link QueryOutline}, where calls are tables. */
final class FromOutline {

  private final QueryOutline outline;
  private final ExpressionOutline expressions;
  private final FunctionRules functions;

  /** Calcite tells names of WITH items apart by case: each has one spelling here. */
  private final Map<String, SqlIdentifier> withItems = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  FromOutline(QueryOutline outline, ExpressionOutline expressions, FunctionRules functions) {
    this.outline = outline;
    this.expressions = expressions;
    this.functions = functions;
  }

  SqlNode of(SqlNode from) {
    return switch (from) {
      case SqlIdentifier name when name.isSimple() -> spelled(name);
      case SqlCall call -> of(call);
      default -> outline.of(from);
    };
  }

  private SqlNode of(SqlCall call) {
    return switch (call.getKind()) {
      case JOIN -> join(call);
      case AS, LATERAL, TABLESAMPLE -> {
        @Nullable SqlNode[] operands = operands(call);
        operands[0] = of(call.getOperandList().getFirst());
        yield withOperands(call, operands);
      }
      case COLLECTION_TABLE -> {
        SqlCall function = call.operand(0);
        yield tableFunction(FunctionRules.name(function), function);
      }
      case PIVOT -> pivot((SqlPivot) call);
      case UNPIVOT -> unpivot((SqlUnpivot) call);
      case UNNEST -> unnest(call);
      default -> query(call);
    };
  }

  private SqlNode join(SqlCall join) {
    @Nullable SqlNode[] operands = operands(join);
    operands[0] = of(requireNonNull(operands[0]));
    operands[3] = of(requireNonNull(operands[3]));
    operands[5] =
        operands[5] instanceof SqlNodeList using
            ? outline.of(using)
            : outline.condition(operands[5]);
    return withOperands(join, operands);
  }

  private SqlNode pivot(SqlPivot pivot) {
    SqlPivot outlined =
        new SqlPivot(
            pivot.getParserPosition(),
            of(pivot.query),
            outline.of(pivot.aggList),
            outline.of(pivot.axisList),
            outline.of(pivot.inList));
    Pivots.checkNamed(outlined);
    return outlined;
  }

  private SqlNode unpivot(SqlUnpivot unpivot) {
    Unpivots.checkValues(unpivot);
    return new SqlUnpivot(
        unpivot.getParserPosition(),
        of(unpivot.query),
        unpivot.includeNulls,
        outline.of(unpivot.measureList),
        outline.of(unpivot.axisList),
        outline.of(unpivot.inList));
  }

  private SqlNode query(SqlCall call) {
    if (!call.isA(SqlKind.QUERY) && call.getKind() != SqlKind.TABLE_REF) {
      throw Refusals.invalid(
          "[" + call.getOperator().getName() + "] is not supported", call.getParserPosition());
    }
    return outline.of((SqlNode) call);
  }

  /** A table of one column of the function's name, as DuckDB's are. */
  private SqlNode tableFunction(String name, SqlCall call) {
    functions.checkTable(name, call.getParserPosition());
    return lateral(call, List.of(column(name, call, expressions.operands(call))));
  }

  /** A column for each array, and one that counts where it says so. */
  private SqlNode unnest(SqlCall unnest) {
    functions.checkTable("unnest", unnest.getParserPosition());
    List<SqlNode> columns = new ArrayList<>();
    expressions
        .operands(unnest)
        .forEach(array -> columns.add(column("unnest", unnest, List.of(array))));
    if (((SqlUnnestOperator) unnest.getOperator()).withOrdinality) {
      columns.add(column("ordinality", unnest, List.of()));
    }
    return lateral(unnest, columns);
  }

  private static SqlNode column(String name, SqlCall call, List<SqlNode> operands) {
    SqlParserPos at = call.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        at, Opaque.value(name, at, operands), new SqlIdentifier(name, at));
  }

  private static SqlNode lateral(SqlCall table, List<SqlNode> columns) {
    SqlParserPos at = table.getParserPosition();
    return SqlStdOperatorTable.LATERAL.createCall(
        at, Selects.of(at, new SqlNodeList(columns, at), null));
  }

  SqlNode withItem(SqlWithItem item) {
    withItems.putIfAbsent(item.name.getSimple(), item.name);
    return new SqlWithItem(
        item.getParserPosition(),
        spelled(item.name),
        item.columnList == null ? null : outline.of(item.columnList),
        outline.of(item.query),
        item.recursive);
  }

  private SqlIdentifier spelled(SqlIdentifier name) {
    SqlIdentifier one = withItems.getOrDefault(name.getSimple(), name);
    return (SqlIdentifier) one.clone(name.getParserPosition());
  }

  /** {@code SELECT * FROM query}. */
  static SqlNode selectAll(SqlNode query) {
    SqlParserPos at = query.getParserPosition();
    return select(SqlIdentifier.star(at), query, at);
  }

  private static SqlNode select(SqlNode item, @Nullable SqlNode from, SqlParserPos at) {
    return Selects.of(at, SqlNodeList.of(item), from);
  }

  private static @Nullable SqlNode[] operands(SqlCall call) {
    return call.getOperandList().toArray(SqlNode[]::new);
  }

  private static SqlNode withOperands(SqlCall call, @Nullable SqlNode[] operands) {
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }
}
