package io.asyncquery.application.port;

import io.asyncquery.domain.ProjectName;
import java.util.Set;

/** Which projects something is about. */
public sealed interface ProjectScope {

  /** Every project. */
  ProjectScope ALL = new AllBut(Set.of());

  /** Whether it is about {@code project}. */
  boolean contains(ProjectName project);

  /** These alone. */
  record Only(Set<ProjectName> projects) implements ProjectScope {

    public Only {
      projects = Set.copyOf(projects);
    }

    @Override
    public boolean contains(ProjectName project) {
      return projects.contains(project);
    }
  }

  /** All others, whatever there are. */
  record AllBut(Set<ProjectName> projects) implements ProjectScope {

    public AllBut {
      projects = Set.copyOf(projects);
    }

    @Override
    public boolean contains(ProjectName project) {
      return !projects.contains(project);
    }
  }
}
