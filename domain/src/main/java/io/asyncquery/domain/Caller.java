package io.asyncquery.domain;

import java.util.Optional;
import java.util.Set;

/**
 * Who sends a request, after the front end has made sure of it.
 *
 * @param administrator of the server: everything may be done everywhere, whatever the grants
 * @param confinement the only projects this caller may do anything in, whatever else is granted
 */
public record Caller(
    String name, boolean administrator, Grants grants, Optional<Set<ProjectName>> confinement) {

  public Caller {
    confinement = confinement.map(Set::copyOf);
    if (name.isBlank()) {
      throw new IllegalArgumentException("A caller has a name");
    }
  }

  public Caller(String name, boolean administrator, Grants grants) {
    this(name, administrator, grants, Optional.empty());
  }

  /** Who may query every project. */
  public Caller(String name, boolean administrator) {
    this(name, administrator, Grants.EVERYWHERE);
  }

  /** The same caller, in these projects alone. */
  public Caller confinedTo(Set<ProjectName> projects) {
    return new Caller(name, administrator, grants, Optional.of(projects));
  }

  /** Whether this caller may do anything in {@code project} at all, if it is granted. */
  public boolean isWithin(ProjectName project) {
    return confinement.map(projects -> projects.contains(project)).orElse(true);
  }

  /** Whether this caller may know that {@code project} exists, and query it. */
  public boolean mayQuery(ProjectName project) {
    return visible(project).isPresent();
  }

  /** What this caller sees of {@code project}, where they may query it. */
  public Optional<VisibleTables> visible(ProjectName project) {
    if (!isWithin(project)) {
      return Optional.empty();
    }
    return administrator ? Optional.of(VisibleTables.ALL) : grants.visible(project);
  }

  /** Whether this caller may do with everybody's queries in {@code project} what they may do. */
  public boolean administers(ProjectName project) {
    return isWithin(project)
        && (administrator || grants.in(project).filter(ProjectRole.ADMIN::equals).isPresent());
  }

  /**
   * Whether this caller may see, fetch, stop and delete what {@code query} stands for: in a project
   * they administer, or where it is their own; but a result only as long as its project is granted.
   */
  public boolean mayManage(AsyncQuery query) {
    ProjectName project = query.request().project();
    boolean own = name.equals(query.request().submitter()) && isWithin(project);
    boolean visible = !(query instanceof AsyncQuery.Successful) || mayQuery(project);
    return administers(project) || (own && visible);
  }
}
