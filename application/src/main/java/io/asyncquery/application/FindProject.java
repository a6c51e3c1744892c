package io.asyncquery.application;

import io.asyncquery.domain.Caller;
import io.asyncquery.domain.ProjectName;

/** Tells whether a project is known, so that a mistaken name is not taken for an empty project. */
@FunctionalInterface
public interface FindProject {

  /** False, too, of a project that the caller may not know of. */
  boolean exists(ProjectName project, Caller caller);
}
