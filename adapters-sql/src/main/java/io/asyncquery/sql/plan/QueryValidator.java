package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.IdentifierNamespace;
import org.apache.calcite.sql.validate.PivotScope;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.apache.calcite.sql.validate.UnpivotScope;
import org.jspecify.annotations.Nullable;

/** Gives every name in a query its meaning, and keeps which tables are meant. */
final class QueryValidator extends SqlValidatorImpl {

  /** Of one row; a query that reads another twice doubles them. */
  private static final int MAX_COLUMNS = 5_000;

  /** Of names; an alias that another uses twice doubles what it stands for. */
  private static final int MAX_EXPANSIONS = 500_000;

  private final TableScopes sources;
  private final boolean joinsByConditions;
  private boolean registering;
  private int expansions;
  private final List<IdentifierNamespace> named = new ArrayList<>();
  private final Map<SqlParserPos, List<String>> columns = new HashMap<>();
  private final Map<SqlParserPos, List<String>> pivots = new HashMap<>();
  private final Map<SqlParserPos, List<String>> naturalJoins = new HashMap<>();
  private final Map<SqlParserPos, List<StarColumn>> stars = new HashMap<>();
  private final Map<SqlParserPos, List<String>> qualified = new HashMap<>();

  /**
   * @param sources where tables are looked for
   * @param joinsByConditions whether joins by names become joins by conditions
   */
  QueryValidator(
      CalciteCatalogReader catalog,
      RelDataTypeFactory types,
      TableScopes sources,
      boolean joinsByConditions) {
    super(
        SqlStdOperatorTable.instance(),
        catalog,
        types,
        Config.DEFAULT
            .withConformance(LenientConformance.INSTANCE)
            .withCallRewrite(false)
            .withIdentifierExpansion(true)
            .withTypeCoercionEnabled(false));
    this.sources = sources;
    this.joinsByConditions = joinsByConditions;
  }

  /** What the names of a validated query mean. */
  ResolvedNames names() {
    Map<SqlParserPos, List<String>> tables = new HashMap<>();
    Map<SqlParserPos, ResolvedNames.Shown> shown = new HashMap<>();
    Map<SqlParserPos, List<String>> queries = new HashMap<>();
    Set<String> catalogColumns = new HashSet<>();
    for (IdentifierNamespace namespace : named) {
      SqlParserPos at = namespace.getId().getParserPosition();
      SqlValidatorTable table = namespace.resolve().getTable();
      if (table == null) {
        queries.put(at, namespace.getId().names);
      } else {
        SourceSchema.SourceTable source = table.unwrapOrThrow(SourceSchema.SourceTable.class);
        List<String> all = table.getRowType().getFieldNames();
        tables.put(at, source.path());
        if (source.isPartial()) {
          shown.put(at, new ResolvedNames.Shown(source.name(), all));
        }
        catalogColumns.addAll(all);
      }
    }
    return new ResolvedNames(
        tables, shown, queries, columns, pivots, naturalJoins, stars, qualified, catalogColumns);
  }

  @Override
  public void setOriginal(SqlNode expression, SqlNode original) {
    expansions++;
    if (expansions > MAX_EXPANSIONS) {
      throw Refusals.invalid("The names stand for too much: split it", SqlParserPos.ZERO);
    }
    if (expression instanceof SqlIdentifier resolved && original instanceof SqlIdentifier sent) {
      keep(sent, resolved);
    }
    super.setOriginal(expression, original);
  }

  /** Also what stands in an order, which is not expanded. */
  @Override
  public void validateIdentifier(SqlIdentifier id, SqlValidatorScope scope) {
    keep(id, scope.fullyQualify(id).identifier);
    super.validateIdentifier(id, scope);
  }

  /** A name that stays alone is an alias, of which this says nothing; nor of what nobody sent. */
  private void keep(SqlIdentifier sent, SqlIdentifier resolved) {
    if (!resolved.isSimple() && !sent.getParserPosition().equals(SqlParserPos.ZERO)) {
      columns.putIfAbsent(sent.getParserPosition(), resolved.names);
    }
  }

  @Override
  protected void validateNamespace(SqlValidatorNamespace namespace, RelDataType target) {
    super.validateNamespace(namespace, target);
    if (namespace.getRowType().getFieldCount() > MAX_COLUMNS) {
      SqlNode node = namespace.getNode();
      throw Refusals.invalid(
          "A row has more than [" + MAX_COLUMNS + "] columns: name those that are needed",
          node == null ? SqlParserPos.ZERO : node.getParserPosition());
    }
  }

  /** Calcite takes a column that was merged for two when it is named again. */
  @Override
  protected void validateJoin(SqlJoin join, SqlValidatorScope scope) {
    boolean merges = CommonColumns.merges(join);
    if (!merges && !CommonColumns.conditionMayNameMerged(join)) {
      super.validateJoin(join, scope);
      return;
    }
    SqlValidatorScope within = getJoinScope(join);
    validateFrom(join.getLeft(), unknownType, within);
    validateFrom(join.getRight(), unknownType, within);
    CommonColumns columns = CommonColumns.of(join, this);
    if (join.isNatural()) {
      naturalJoins.put(join.isNaturalNode().getParserPosition(), CommonColumns.names(join, this));
    }
    if (!merges) {
      SqlNode condition = CommonNames.spelledOut(requireNonNull(join.getCondition()), columns);
      SqlNode expanded = expand(condition, within);
      join.setOperand(5, expanded);
      expanded.validate(this, within);
    }
  }

  /** The first clause behind FROM. */
  @Override
  protected void validateWhereClause(SqlSelect select) {
    if (select.getFrom() != null) {
      keepStars(select, select.getFrom());
    }
    if (select.getQualify() != null) {
      qualified.put(
          select.getParserPosition(),
          select.getFrom() == null ? List.of() : CommonColumns.of(select.getFrom(), this).names());
    }
    if (select.getFrom() instanceof SqlJoin join) {
      CommonNames.spellOut(select, CommonColumns.of(join, this));
      if (joinsByConditions) {
        CommonColumns.spellOut(join, this);
      }
    }
    super.validateWhereClause(select);
  }

  /** Where a join has merged columns, Calcite cannot tell which of them to leave out. */
  private void keepStars(SqlSelect select, SqlNode from) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      SqlIdentifier star = StarColumn.starIn(item);
      if (star != null) {
        keepStar(item, CommonColumns.starred(star, from, this));
      }
      items.addAll(
          star != null && !(item instanceof SqlIdentifier) && CommonColumns.mergesWithin(from)
              ? StarColumns.columns(item, stars)
              : List.of(item));
    }
    if (!items.equals(select.getSelectList())) {
      select.getSelectList().clear();
      select.getSelectList().addAll(items);
    }
  }

  private void keepStar(SqlNode item, List<StarColumn> meant) {
    stars.put(item.getParserPosition(), meant);
    for (StarColumn column : meant) {
      columns.put(column.place(), column.names());
    }
  }

  /** Calcite tells the names of columns in it apart by case. */
  @Override
  public void validatePivot(SqlPivot pivot) {
    PivotScope scope = (PivotScope) getJoinScope(pivot);
    List<String> keys = Pivots.groupedBy(pivot, scope.getChild().getRowType().getFieldNames());
    keep(pivot.getParserPosition(), keys);
    super.validatePivot(pivot);
    Pivots.checkNames(pivot, keys);
  }

  /** Here too. */
  @Override
  public void validateUnpivot(SqlUnpivot unpivot) {
    UnpivotScope scope = (UnpivotScope) getJoinScope(unpivot);
    List<String> row = scope.getChild().getRowType().getFieldNames();
    keep(unpivot.getParserPosition(), Unpivots.kept(unpivot, row));
    for (SqlIdentifier column : Unpivots.columns(unpivot)) {
      columns.put(column.getParserPosition(), column.names);
    }
    super.validateUnpivot(unpivot);
  }

  /** The columns that a clause without their names leaves as they are. */
  private void keep(SqlParserPos clause, List<String> keys) {
    for (int i = 0; i < keys.size(); i++) {
      columns.put(Pivots.place(clause, i), List.of(keys.get(i)));
    }
    pivots.put(clause, keys);
  }

  /** Of types nothing is known, so there is nothing to cast. */
  @Override
  protected SqlNode maybeCast(SqlNode node, RelDataType type, RelDataType wanted) {
    return node;
  }

  /** The first is the whole query. */
  @Override
  protected void registerQuery(
      SqlValidatorScope parent,
      @Nullable SqlValidatorScope using,
      SqlNode query,
      SqlNode enclosing,
      @Nullable String alias,
      boolean forceNullable) {
    SqlValidatorScope around = registering ? parent : new FullNames(parent, query, sources);
    registering = true;
    super.registerQuery(around, using, query, enclosing, alias, forceNullable);
  }

  @Override
  protected void registerNamespace(
      @Nullable SqlValidatorScope usingScope,
      @Nullable String alias,
      SqlValidatorNamespace namespace,
      boolean forceNullable) {
    if (namespace instanceof IdentifierNamespace identifier) {
      named.add(identifier);
    }
    super.registerNamespace(usingScope, alias, namespace, forceNullable);
  }
}
