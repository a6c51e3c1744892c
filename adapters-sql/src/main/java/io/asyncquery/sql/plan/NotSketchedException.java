package io.asyncquery.sql.plan;

/** A query has something that relational algebra has no place for. */
public final class NotSketchedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotSketchedException(String what) {
    super(what);
  }
}
