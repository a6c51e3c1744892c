package io.asyncquery.sql;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.source.Source;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParseException;
import org.jdbi.v3.core.Handle;

/** Runs a query in the source of its project: plans it, then lends the rows. */
public final class SqlQueryEngine implements QueryEngine, AutoCloseable {

  private final Map<String, ProjectDefinition> projects;
  private final Sources sources;

  private SqlQueryEngine(Map<String, ProjectDefinition> projects, Sources sources) {
    this.projects = projects;
    this.sources = sources;
  }

  /** Opens all sources of {@code projects}. */
  public static SqlQueryEngine open(List<ProjectDefinition> projects, DuckDbSettings duckDb) {
    Map<String, ProjectDefinition> byName = new HashMap<>();
    projects.forEach(project -> byName.put(project.name(), project));
    Sources sources = new Sources(duckDb);
    byName.values().forEach(project -> project.sources().values().forEach(sources::open));
    return new SqlQueryEngine(byName, sources);
  }

  @Override
  public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
    ProjectDefinition project = project(request.project());
    Source source = sources.open(project.sources().get(project.defaultSource()));
    try (Handle handle = source.connect()) {
      String sql = plan(request, project, source, handle);
      return source.reader().read(handle.getConnection(), sql, cancellation, reader);
    } catch (SQLException e) {
      throw source.failures().execution(e, cancellation);
    }
  }

  @Override
  public boolean hasProject(ProjectName name) {
    return projects.containsKey(name.value());
  }

  private static String plan(
      QueryRequest request, ProjectDefinition project, Source source, Handle handle) {
    try {
      return source
          .planner()
          .plan(
              request.sql(),
              new RowRange(request.offset(), request.limit()),
              source.catalog(handle),
              project.defaultSchema().orElse(source.defaultSchema()));
    } catch (SqlParseException | RuntimeException | AssertionError | StackOverflowError e) {
      throw FailureTranslator.planning(request.sql(), e);
    }
  }

  private ProjectDefinition project(ProjectName name) {
    return Optional.ofNullable(projects.get(name.value()))
        .orElseThrow(
            () ->
                new QueryFailedException(
                    QueryFailure.rejected("Project '" + name + "' does not exist;")));
  }

  @Override
  public void close() {
    sources.close();
  }
}
