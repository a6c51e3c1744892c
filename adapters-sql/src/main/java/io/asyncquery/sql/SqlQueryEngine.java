package io.asyncquery.sql;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.duckdb.InvalidatedInstance;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.ParsedQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Runs a query in the sources of its project: plans it, then lends the rows. */
public final class SqlQueryEngine implements QueryEngine, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SqlQueryEngine.class.getName());

  /** How often DuckDB may be lost to others before a query gives up. */
  private static final int MOST_ATTEMPTS = 10;

  private final Map<String, Project> projects;
  private final Sources sources;

  private SqlQueryEngine(List<ProjectDefinition> projects, Sources sources) {
    this.projects =
        projects.stream()
            .map(definition -> new Project(definition, sources))
            .collect(Collectors.toUnmodifiableMap(Project::name, Function.identity()));
    this.sources = sources;
  }

  /**
   * Opens the sources of {@code projects}, whose names differ. One that cannot be opened is no
   * error: the log says why, queries to it fail, and each of them tries again.
   */
  public static SqlQueryEngine open(List<ProjectDefinition> projects, DuckDbSettings duckDb) {
    DuckDbSettings share = duckDb.sharedBy(Math.max(1, embedded(projects)));
    SqlQueryEngine engine = new SqlQueryEngine(projects, new Sources(share));
    engine.projects.values().forEach(Project::openSources);
    return engine;
  }

  /** How many DuckDB instances there may be: one a source, and one where rows of several meet. */
  private static int embedded(List<ProjectDefinition> projects) {
    long sources =
        projects.stream()
            .flatMap(project -> project.sources().values().stream())
            .filter(SourceDefinition.Embedded.class::isInstance)
            .distinct()
            .count();
    boolean several = projects.stream().anyMatch(project -> project.sources().size() > 1);
    return Math.toIntExact(sources + (several ? 1 : 0));
  }

  @Override
  public boolean hasProject(ProjectName name) {
    return projects.containsKey(name.value());
  }

  @Override
  public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
    return run(request, List.of(), cancellation, reader);
  }

  private <T> T run(
      QueryRequest request,
      List<VisibleTables> grants,
      Cancellation cancellation,
      Reader<T> reader) {
    AtomicBoolean lent = new AtomicBoolean();
    Reader<T> noting =
        batches -> {
          lent.set(true);
          return reader.read(batches);
        };
    return on(request, grants, cancellation, lent::get, planned -> planned.run(noting));
  }

  @Override
  public QueryEngine seeing(VisibleTables tables) {
    return new Seeing(this, List.of(tables));
  }

  /**
   * What {@link #run} would have which source run. The catalog is read, the query is not run.
   *
   * @throws QueryFailedException what is wrong with the SQL, or with the source
   */
  public Explanation explain(QueryRequest request) {
    return explain(request, VisibleTables.ALL);
  }

  /** The same where the query is shown {@code tables} alone. */
  public Explanation explain(QueryRequest request, VisibleTables tables) {
    return on(request, List.of(tables), new Cancellation(), () -> false, PlannedQuery::plan);
  }

  /** Again where DuckDB was lost to another query meanwhile, unless rows have been lent. */
  private <T> T on(
      QueryRequest request,
      List<VisibleTables> grants,
      Cancellation cancellation,
      BooleanSupplier lent,
      Function<PlannedQuery, T> work) {
    for (int attempts = 1; ; attempts++) {
      try {
        return attempt(request, grants, cancellation, work);
      } catch (QueryFailedException e) {
        if (!InvalidatedInstance.isCauseOf(e) || lent.getAsBoolean() || attempts == MOST_ATTEMPTS) {
          throw e;
        }
        LOG.log(DEBUG, "A query begins anew, for DuckDB has been", e);
      }
    }
  }

  private <T> T attempt(
      QueryRequest request,
      List<VisibleTables> grants,
      Cancellation cancellation,
      Function<PlannedQuery, T> work) {
    Project project = project(request.project());
    ParsedQuery query =
        Planning.run(
            cancellation,
            thrown -> FailureTranslator.parsing(request.sql(), thrown),
            () -> ParsedQuery.of(request.sql()));
    List<Project.ChosenSource> chosen = project.choose(query, grants, cancellation);
    return chosen.size() == 1
        ? inOne(chosen.getFirst(), request, query, cancellation, work)
        : inSeveral(chosen, request, query, cancellation, work);
  }

  private static <T> T inOne(
      Project.ChosenSource chosen,
      QueryRequest request,
      ParsedQuery query,
      Cancellation cancellation,
      Function<PlannedQuery, T> work) {
    try (Handle handle = chosen.source().connect(cancellation)) {
      return work.apply(new Execution(request, query, chosen, handle, cancellation));
    }
  }

  private <T> T inSeveral(
      List<Project.ChosenSource> chosen,
      QueryRequest request,
      ParsedQuery query,
      Cancellation cancellation,
      Function<PlannedQuery, T> work) {
    return work.apply(
        new FederatedExecution(request, query, chosen, sources.federation(), cancellation));
  }

  /** How many connections queries hold at this moment. */
  int lentConnections() {
    return sources.lentConnections();
  }

  private Project project(ProjectName name) {
    return Optional.ofNullable(projects.get(name.value()))
        .orElseThrow(() -> new QueryFailedException(QueryFailure.unknownProject(name)));
  }

  @Override
  public void close() {
    sources.close();
  }

  /** The engine for queries that are shown a part of their project. */
  private record Seeing(SqlQueryEngine engine, List<VisibleTables> grants) implements QueryEngine {

    @Override
    public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
      return engine.run(request, grants, cancellation, reader);
    }

    @Override
    public QueryEngine seeing(VisibleTables tables) {
      return new Seeing(engine, Stream.concat(grants.stream(), Stream.of(tables)).toList());
    }

    @Override
    public boolean hasProject(ProjectName name) {
      return engine.hasProject(name);
    }
  }
}
