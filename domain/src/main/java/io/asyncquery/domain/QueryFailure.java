package io.asyncquery.domain;

/**
 * Why a query failed.
 *
 * @param message one sentence for the person who sent the query: never a row's data, a secret, a
 *     path or a stack trace
 */
public record QueryFailure(FailureCategory category, String message) {

  public QueryFailure {
    if (message.isBlank()) {
      throw new IllegalArgumentException("a failure of category [" + category + "] says nothing");
    }
  }

  public static QueryFailure invalidSql(String message) {
    return new QueryFailure(FailureCategory.INVALID_SQL, message);
  }

  public static QueryFailure rejected(String message) {
    return new QueryFailure(FailureCategory.REJECTED, message);
  }

  /** Of a project that is not there, or not for the sender to know of. */
  public static QueryFailure unknownProject(ProjectName project) {
    return rejected("Project '" + project + "' does not exist;");
  }

  public static QueryFailure limit(String message) {
    return new QueryFailure(FailureCategory.LIMIT, message);
  }

  public static QueryFailure source(String message) {
    return new QueryFailure(FailureCategory.SOURCE, message);
  }

  public static QueryFailure storage(String message) {
    return new QueryFailure(FailureCategory.STORAGE, message);
  }
}
