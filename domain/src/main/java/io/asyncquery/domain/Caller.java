package io.asyncquery.domain;

/**
 * Who sends a request, after the front end has made sure of it.
 *
 * @param administrator of the server: everything may be done everywhere, whatever the grants
 */
public record Caller(String name, boolean administrator, Grants grants) {

  public Caller {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A caller has a name");
    }
  }

  /** Who may query every project. */
  public Caller(String name, boolean administrator) {
    this(name, administrator, Grants.EVERYWHERE);
  }

  /** Whether this caller may know that {@code project} exists, and query it. */
  public boolean mayQuery(ProjectName project) {
    return administrator || grants.in(project).isPresent();
  }

  /** Whether this caller may do with everybody's queries in {@code project} what they may do. */
  public boolean administers(ProjectName project) {
    return administrator || grants.in(project).filter(ProjectRole.ADMIN::equals).isPresent();
  }

  /**
   * Whether this caller may see, fetch, stop and delete what {@code query} stands for: in a project
   * they administer, or where it is their own; but a result only as long as its project is granted.
   */
  public boolean mayManage(AsyncQuery query) {
    QueryRequest request = query.request();
    boolean own = name.equals(request.submitter());
    boolean visible = !(query instanceof AsyncQuery.Successful) || mayQuery(request.project());
    return administers(request.project()) || (own && visible);
  }
}
