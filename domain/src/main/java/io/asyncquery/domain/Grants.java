package io.asyncquery.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The projects somebody may use. Of any other they learn nothing.
 *
 * @param byProject the role in each project named
 * @param elsewhere whether they may query every other project too
 */
public record Grants(Map<ProjectName, ProjectRole> byProject, boolean elsewhere) {

  public static final Grants NONE = new Grants(Map.of(), false);

  /** Every project may be queried, and none is administered. */
  public static final Grants EVERYWHERE = new Grants(Map.of(), true);

  public Grants {
    byProject = Map.copyOf(byProject);
  }

  /** The role in {@code project}, where there is one. */
  public Optional<ProjectRole> in(ProjectName project) {
    return Optional.ofNullable(byProject.get(project))
        .or(() -> elsewhere ? Optional.of(ProjectRole.QUERY) : Optional.empty());
  }

  /** The projects with the role {@link ProjectRole#ADMIN}. */
  public Set<ProjectName> administered() {
    return byProject.entrySet().stream()
        .filter(grant -> grant.getValue() == ProjectRole.ADMIN)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether no project is granted at all. */
  public boolean isNone() {
    return byProject.isEmpty() && !elsewhere;
  }
}
