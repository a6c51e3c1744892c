package io.asyncquery.domain;

/** Who sends a request, after the front end has made sure of it. */
public record Caller(String name, boolean administrator) {

  public Caller {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A caller has a name");
    }
  }

  /** Whether this caller may see, fetch, stop and delete what {@code query} stands for. */
  public boolean mayManage(AsyncQuery query) {
    return administrator || name.equals(query.request().submitter());
  }
}
