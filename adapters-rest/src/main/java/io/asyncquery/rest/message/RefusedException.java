package io.asyncquery.rest.message;

import java.time.Duration;
import java.util.Optional;

/** A call that is answered with a problem. Its message is for the one who sent it. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final transient Optional<Duration> retryAfter;

  public RefusedException(Problem problem, String message) {
    this(problem, message, Optional.empty());
  }

  /** With the time after which the same call may do better. */
  public RefusedException(Problem problem, String message, Duration retryAfter) {
    this(problem, message, Optional.of(retryAfter));
  }

  private RefusedException(Problem problem, String message, Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  public Problem problem() {
    return problem;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
