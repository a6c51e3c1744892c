package io.asyncquery.sql.duckdb;

/**
 * What DuckDB says to every query after an error of its own in another one, in which its memory may
 * have been left inconsistent: never again to this instance, but to a new one.
 */
public final class InvalidatedInstance {

  private static final String REFUSAL = "database has been invalidated because of a previous";

  private InvalidatedInstance() {}

  /** Whether that is why something failed, which may then be tried again. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains(REFUSAL)) {
        return true;
      }
    }
    return false;
  }
}
