package io.asyncquery.application.execution;

import io.asyncquery.domain.ProjectName;

/** Whose queries run in which project. For all others the project does not exist. */
@FunctionalInterface
public interface GrantPolicy {

  /** Everybody's in every project. */
  GrantPolicy UNRESTRICTED = (_, _) -> true;

  /** Whether queries of {@code submitter} run in {@code project}. */
  boolean mayQuery(String submitter, ProjectName project);
}
