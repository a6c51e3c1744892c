package io.asyncquery.application.execution;

import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.VisibleTables;
import java.util.Optional;

/** Whose queries run in which project. For all others the project does not exist. */
@FunctionalInterface
public interface GrantPolicy {

  /** Everybody's in every project. */
  GrantPolicy UNRESTRICTED = (_, _) -> Optional.of(VisibleTables.ALL);

  /** What queries of {@code submitter} see of {@code project}, where they run there. */
  Optional<VisibleTables> visible(String submitter, ProjectName project);

  /** Whether queries of {@code submitter} run in {@code project}. */
  default boolean mayQuery(String submitter, ProjectName project) {
    return visible(submitter, project).isPresent();
  }
}
