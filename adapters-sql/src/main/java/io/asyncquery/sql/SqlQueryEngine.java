package io.asyncquery.sql;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.source.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Runs a query in the source of its project: plans it, then lends the rows. */
public final class SqlQueryEngine implements QueryEngine, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SqlQueryEngine.class.getName());

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
    SqlQueryEngine engine = new SqlQueryEngine(projects, new Sources(duckDb));
    engine.projects.values().forEach(Project::openSources);
    return engine;
  }

  @Override
  public boolean hasProject(ProjectName name) {
    return projects.containsKey(name.value());
  }

  @Override
  public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
    Prepared prepared = prepare(request, cancellation);
    Source source = prepared.chosen().source();
    try (Handle handle = connect(source, cancellation)) {
      Explanation explanation = plan(prepared, handle, request, cancellation);
      LOG.log(DEBUG, explanation::toString);
      return source.reader().read(handle.getConnection(), explanation.sql(), cancellation, reader);
    } catch (SQLException e) {
      throw source.failures().execution(e, cancellation);
    }
  }

  /**
   * What {@link #run} would have which source run. The catalog is read, the query is not run.
   *
   * @throws QueryFailedException what is wrong with the SQL, or with the source
   */
  public Explanation explain(QueryRequest request) {
    Cancellation never = new Cancellation();
    Prepared prepared = prepare(request, never);
    try (Handle handle = connect(prepared.chosen().source(), never)) {
      return plan(prepared, handle, request, never);
    }
  }

  private Prepared prepare(QueryRequest request, Cancellation cancellation) {
    Project project = project(request.project());
    ParsedQuery query =
        Planning.run(request.sql(), cancellation, () -> ParsedQuery.of(request.sql()));
    return new Prepared(query, project.choose(query));
  }

  private static Explanation plan(
      Prepared prepared, Handle handle, QueryRequest request, Cancellation cancellation) {
    Project.ChosenSource chosen = prepared.chosen();
    RowRange range = new RowRange(request.offset(), request.limit());
    String sql =
        Planning.run(
            request.sql(),
            cancellation,
            () -> chosen.source().planner().plan(prepared.query(), range, chosen.scope(handle)));
    return new Explanation(chosen.name(), sql);
  }

  private static Handle connect(Source source, Cancellation cancellation) {
    try {
      return source.connect();
    } catch (JdbiException e) {
      throw source.failures().execution(e, cancellation);
    }
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

  /** A query that was read, and the source it reads. */
  private record Prepared(ParsedQuery query, Project.ChosenSource chosen) {}
}
