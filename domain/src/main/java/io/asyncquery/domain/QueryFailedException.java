package io.asyncquery.domain;

/** Carries a {@link QueryFailure} out of the depth of an execution, where it becomes the state. */
public final class QueryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient QueryFailure failure;

  public QueryFailedException(QueryFailure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** With the cause, for the log alone. */
  public QueryFailedException(QueryFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  public QueryFailure failure() {
    return failure;
  }
}
