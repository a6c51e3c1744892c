package io.asyncquery.application.execution;

/** An execution did not begin, since its beginning could not be recorded; it may later. */
final class NotBegunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotBegunException(Throwable cause) {
    super(cause);
  }
}
