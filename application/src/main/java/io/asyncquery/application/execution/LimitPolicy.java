package io.asyncquery.application.execution;

import io.asyncquery.domain.Limits;
import io.asyncquery.domain.ProjectName;

/** The limits that the operator sets on the queries of each project, known or not. */
@FunctionalInterface
public interface LimitPolicy {

  /** Sets none. */
  LimitPolicy UNLIMITED = project -> Limits.NONE;

  Limits limitsOf(ProjectName project);
}
