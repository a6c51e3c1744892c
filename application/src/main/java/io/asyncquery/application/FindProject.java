package io.asyncquery.application;

import io.asyncquery.domain.ProjectName;

/** Tells whether a project is known, so that a mistaken name is not taken for an empty project. */
@FunctionalInterface
public interface FindProject {

  boolean exists(ProjectName project);
}
