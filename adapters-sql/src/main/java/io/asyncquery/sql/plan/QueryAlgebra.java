package io.asyncquery.sql.plan;

import static java.util.Objects.requireNonNull;

import io.asyncquery.sql.function.Translations;
import io.asyncquery.sql.source.FunctionCatalog;
import java.util.List;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Turns a query into relational algebra over tables of several sources. Of expressions the algebra
 * knows which columns they use, not their types: each is a call of a {@link SketchedOperator} or
 * {@link SketchedAggregate}.
 */
public final class QueryAlgebra {

  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withExpand(false)
          .withTrimUnusedFields(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withRelBuilderConfigTransform(config -> config.withSimplify(false));

  private final FunctionCatalog functions;
  private final Translations translations;
  private final SqlDialect dialect;
  private final SourceTypes types;

  /**
   * @param functions those of the engine that the query is meant for
   */
  public QueryAlgebra(FunctionCatalog functions, Translations translations, SqlDialect dialect) {
    this.functions = functions;
    this.translations = translations;
    this.dialect = dialect;
    this.types = new SourceTypes(dialect.getTypeSystem());
  }

  /**
   * The algebra of a query that has been validated.
   *
   * @throws NotSketchedException where it has none
   */
  public RelRoot of(ParsedQuery query, RowRange range, TableScopes scopes) {
    SqlNode translated = FunctionTranslation.of(query.tree(), translations);
    CalciteCatalogReader reader = QueryPlanner.reader(scopes, types);
    FunctionRules rules = new FunctionRules(functions, scopes.sourceNames(), scopes.isRestricted());
    SqlNode plain =
        isPlain(translated) ? translated : inPlainWords(translated, reader, rules, scopes);
    QueryValidator validator = new QueryValidator(reader, types, scopes, true);
    validator.transform(config -> config.withDefaultNullCollation(NullCollation.LAST));
    SqlNode validated =
        validator.validate(new QuerySketch(rules, dialect).of(range.applyTo(plain)));
    RelOptCluster cluster =
        RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(types));
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (row, sql, schema, view) -> {
              throw new IllegalStateException("there are no views here");
            },
            validator,
            reader,
            cluster,
            StandardConvertletTable.INSTANCE,
            CONVERSION);
    return converter.convertQuery(validated, false, true);
  }

  private static boolean isPlain(SqlNode query) {
    return !PivotedSelects.areIn(query) && !StarColumns.areIn(query);
  }

  /** With what its pivots and stars stand for, which depends on the columns of their tables. */
  private SqlNode inPlainWords(
      SqlNode query, CalciteCatalogReader reader, FunctionRules rules, TableScopes scopes) {
    QueryValidator validator = new QueryValidator(reader, types, scopes, false);
    SqlNode _ = validator.validate(new QueryOutline(rules).of(query));
    ResolvedNames names = validator.names();
    return StarColumns.changedOrMerged(PivotedSelects.of(query, names), names);
  }

  /** How SQL must name the table of {@code scan}. */
  public static List<String> path(TableScan scan) {
    return requireNonNull(scan.getTable().unwrap(SourceSchema.SourceTable.class)).path();
  }
}
