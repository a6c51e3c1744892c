package io.asyncquery.rest.resource;

import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.FindProject;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.rest.message.Excerpt;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Finds the query a call is about: its id well formed, its project the one named, the caller's to
 * manage.
 */
final class QueryFinder {

  private final CheckQuery checkQuery;
  private final FindProject findProject;

  @Inject
  QueryFinder(CheckQuery checkQuery, FindProject findProject) {
    this.checkQuery = checkQuery;
    this.findProject = findProject;
  }

  /** The query, or nothing where the project named has none of this id. */
  Optional<AsyncQuery> find(String id, Call call) {
    return locate(id, call).map(CheckQuery.Found::query);
  }

  /** The same, with its place in the queue. */
  Optional<CheckQuery.Found> locate(String id, Call call) {
    Optional<ProjectName> project = call.project();
    Optional<CheckQuery.Found> found =
        QueryId.parse(id)
            .flatMap(queryId -> locate(queryId, call))
            .filter(there -> project.map(there.query().request().project()::equals).orElse(true));
    if (found.isEmpty()) {
      project.ifPresent(name -> requireProject(name, call));
    }
    return found;
  }

  /** The query, which has to be there. */
  AsyncQuery require(String id, Call call) {
    return find(id, call).orElseThrow(() -> missing(id));
  }

  /** The project has to be known, and the caller to be allowed to know it. */
  void requireProject(ProjectName project, Call call) {
    if (!findProject.exists(project, call.caller())) {
      throw new RefusedException(
          Problem.NO_SUCH_PROJECT, "Project [" + Excerpt.of(project.value()) + "] does not exist");
    }
  }

  static RefusedException missing(Object id) {
    return new RefusedException(
        Problem.NO_SUCH_QUERY,
        "There is no query [" + Excerpt.of(id.toString()) + "], or its result has been removed");
  }

  private Optional<CheckQuery.Found> locate(QueryId id, Call call) {
    return switch (checkQuery.check(id, call.caller())) {
      case CheckQuery.Found found -> Optional.of(found);
      case CheckQuery.Missing _ -> Optional.empty();
    };
  }
}
