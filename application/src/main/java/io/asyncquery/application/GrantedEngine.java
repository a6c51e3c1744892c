package io.asyncquery.application;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.VisibleTables;

/**
 * Runs what is granted when it runs, and answers all else as if the project did not exist. A query
 * that was accepted before a grant was taken away does not run any more, and one that was accepted
 * before a grant was restricted sees what is left.
 */
record GrantedEngine(QueryEngine engine, GrantPolicy grants) implements QueryEngine {

  @Override
  public <T> T run(QueryRequest request, Cancellation cancellation, Reader<T> reader) {
    VisibleTables tables =
        grants
            .visible(request.submitter(), request.project())
            .orElseThrow(
                () -> new QueryFailedException(QueryFailure.unknownProject(request.project())));
    return engine.seeing(tables).run(request, cancellation, reader);
  }

  @Override
  public QueryEngine seeing(VisibleTables tables) {
    return new GrantedEngine(engine.seeing(tables), grants);
  }

  @Override
  public boolean hasProject(ProjectName project) {
    return engine.hasProject(project);
  }
}
