package io.asyncquery.sql.plan;

import io.asyncquery.sql.function.Translations;
import io.asyncquery.sql.source.FunctionCatalog;
import java.util.List;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriterConfig;

/**
 * From the SQL somebody sent to the SQL that a source runs.
 *
 * <p>First its functions are translated into those of the source ({@link FunctionTranslation}).
 * Then the query is reduced to its {@link QueryOutline}, which is validated: every name gets its
 * meaning, every function is looked up. What runs is the query itself, as it was written but for
 * two things: its tables are named in full, so that the source can only understand them as they
 * were validated, with a query for the columns shown where these are not all, and the request's
 * offset and limit are put on it. Then it is spelled in the source's dialect, so no text of the
 * sender reaches the source.
 */
public final class QueryPlanner {

  private static final CalciteConnectionConfig ANY_CASE =
      CalciteConnectionConfigImpl.DEFAULT.set(CalciteConnectionProperty.CASE_SENSITIVE, "false");

  private final FunctionCatalog functions;
  private final Translations translations;
  private final SqlDialect dialect;
  private final SourceTypes types;
  private final NameMatching matching;

  /** For a source that has the functions of its catalog, and whose names match in any case. */
  public QueryPlanner(FunctionCatalog functions, SqlDialect dialect) {
    this(functions, Translations.NONE, dialect, NameMatching.ANY_CASE);
  }

  /**
   * @param functions which functions may be used once they are translated
   * @param matching how the source compares names; the sender's match in any case
   */
  public QueryPlanner(
      FunctionCatalog functions,
      Translations translations,
      SqlDialect dialect,
      NameMatching matching) {
    this.functions = functions;
    this.translations = translations;
    this.dialect = dialect;
    this.matching = matching;
    this.types = new SourceTypes(dialect.getTypeSystem());
  }

  /** The SQL to run. */
  public String plan(ParsedQuery query, RowRange range, TableScope scope) {
    return plan(query, range, TableScopes.of(scope));
  }

  /**
   * The SQL to run over the tables of {@code scopes}, all of which the source has by their paths.
   */
  public String plan(ParsedQuery query, RowRange range, TableScopes scopes) {
    SqlNode translated = FunctionTranslation.of(query.tree(), translations);
    ResolvedNames names = validate(translated, scopes);
    SqlNode expanded =
        qualified(HavingAliases.of(PivotedSelects.of(translated, names), names), names);
    SqlNode grouped =
        dialect instanceof GroupsByColumns ? GroupAliases.of(expanded, names) : expanded;
    SqlNode spelled =
        switch (matching) {
          case ANY_CASE -> grouped;
          case EXACT -> ExactNames.of(grouped, names);
        };
    return spell(range.applyTo(sayable(TableNames.of(spelled, names), names)));
  }

  /** With other words for those of SELECT that the source may not have. */
  private SqlNode qualified(SqlNode query, ResolvedNames names) {
    if (!(dialect instanceof SmallerGrammar grammar)) {
      return query;
    }
    Set<SmallerGrammar.Clause> absent = grammar.absent();
    SqlNode starred =
        absent.contains(SmallerGrammar.Clause.STAR_EXCLUDE)
            ? StarColumns.changed(query, names)
            : query;
    return absent.contains(SmallerGrammar.Clause.QUALIFY) && !names.qualified().isEmpty()
        ? QualifiedSelects.of(GroupAliases.of(starred, names), names)
        : starred;
  }

  private SqlNode sayable(SqlNode query, ResolvedNames names) {
    if (!(dialect instanceof SmallerGrammar grammar)) {
      return query;
    }
    AbsentClauses.check(query, grammar.absent());
    SqlNode joined =
        grammar.absent().contains(SmallerGrammar.Clause.NATURAL_JOIN)
            ? NaturalJoins.spelledOut(query, names)
            : query;
    return grammar.absent().contains(SmallerGrammar.Clause.UNNAMED_QUERY)
        ? NamedQueries.of(joined)
        : joined;
  }

  /** A query of this program's own making, in the source's dialect. */
  public String spell(SqlNode query) {
    SqlNode said =
        dialect instanceof RewritesQueries rewriting ? rewriting.rewritten(query) : query;
    return said.toSqlString(this::spelling).getSql();
  }

  /**
   * The same, of the sender's expressions: leaves by exception where the source has, under the name
   * of one of its functions, one that a query may not call.
   */
  public String spellChecked(SqlNode query, TableScope scope) {
    SqlNode _ = new QueryOutline(rules(TableScopes.of(scope))).of(query);
    return spell(query);
  }

  private FunctionRules rules(TableScopes scopes) {
    FunctionRules rules = new FunctionRules(functions, scopes.sourceNames(), scopes.isRestricted());
    rules.checkOperators();
    return rules;
  }

  /** How the source spells SQL. */
  public SqlDialect dialect() {
    return dialect;
  }

  private ResolvedNames validate(SqlNode query, TableScopes scopes) {
    CalciteCatalogReader reader = reader(scopes, types);
    FunctionRules rules = rules(scopes);
    QueryValidator validator = new QueryValidator(reader, types, scopes, false);
    SqlNode _ = validator.validate(new QueryOutline(rules).of(query));
    return validator.names();
  }

  static CalciteCatalogReader reader(TableScopes scopes, SourceTypes types) {
    return new CalciteCatalogReader(SourceSchema.root(scopes), List.of(), types, ANY_CASE);
  }

  private SqlWriterConfig spelling(SqlWriterConfig config) {
    return config
        .withDialect(dialect)
        .withQuoteAllIdentifiers(true)
        .withAlwaysUseParentheses(true)
        .withSelectListItemsOnSeparateLines(false)
        .withClauseStartsLine(false)
        .withIndentation(0);
  }
}
