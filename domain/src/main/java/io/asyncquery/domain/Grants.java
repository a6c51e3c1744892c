package io.asyncquery.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The projects somebody may use. Of any other they learn nothing.
 *
 * @param byProject the role in each project named
 * @param elsewhere whether they may query every other project too
 * @param restricted what alone they see of a project named, where they do not see all of it
 */
public record Grants(
    Map<ProjectName, ProjectRole> byProject,
    boolean elsewhere,
    Map<ProjectName, VisibleTables.Only> restricted) {

  public static final Grants NONE = new Grants(Map.of(), false);

  /** Every project may be queried, and none is administered. */
  public static final Grants EVERYWHERE = new Grants(Map.of(), true);

  public Grants {
    byProject = Map.copyOf(byProject);
    restricted = Map.copyOf(restricted);
    for (ProjectName project : restricted.keySet()) {
      // An administrator of a project sees the results of everybody in it.
      if (byProject.get(project) != ProjectRole.QUERY) {
        throw new IllegalArgumentException(
            "Only who may query project [" + project + "] and no more can see a part of it");
      }
    }
  }

  /** All of each project granted. */
  public Grants(Map<ProjectName, ProjectRole> byProject, boolean elsewhere) {
    this(byProject, elsewhere, Map.of());
  }

  /** The role in {@code project}, where there is one. */
  public Optional<ProjectRole> in(ProjectName project) {
    return Optional.ofNullable(byProject.get(project))
        .or(() -> elsewhere ? Optional.of(ProjectRole.QUERY) : Optional.empty());
  }

  /** What they see of {@code project}, where they may use it. */
  public Optional<VisibleTables> visible(ProjectName project) {
    return in(project)
        .map(_ -> restricted.containsKey(project) ? restricted.get(project) : VisibleTables.ALL);
  }

  /** All that these grants give, and all that {@code others} give. */
  public Grants and(Grants others) {
    Set<ProjectName> named = new HashSet<>(byProject.keySet());
    named.addAll(others.byProject.keySet());
    Map<ProjectName, ProjectRole> roles = new HashMap<>();
    Map<ProjectName, VisibleTables.Only> parts = new HashMap<>();
    for (ProjectName project : named) {
      roles.put(
          project,
          administered(project) || others.administered(project)
              ? ProjectRole.ADMIN
              : ProjectRole.QUERY);
      Optional<VisibleTables> visible =
          Stream.of(this, others)
              .flatMap(grants -> grants.visible(project).stream())
              .reduce(VisibleTables::either);
      if (visible.orElse(VisibleTables.ALL) instanceof VisibleTables.Only part) {
        parts.put(project, part);
      }
    }
    return new Grants(roles, elsewhere || others.elsewhere, parts);
  }

  /** The projects with the role {@link ProjectRole#ADMIN}. */
  public Set<ProjectName> administered() {
    return byProject.entrySet().stream()
        .filter(grant -> grant.getValue() == ProjectRole.ADMIN)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean administered(ProjectName project) {
    return byProject.get(project) == ProjectRole.ADMIN;
  }

  /** Whether no project is granted at all. */
  public boolean isNone() {
    return byProject.isEmpty() && !elsewhere;
  }
}
