package io.asyncquery.domain;

import java.util.OptionalLong;

/**
 * What somebody asked for.
 *
 * @param sql one SQL query, as it was sent
 * @param offset rows to skip, where the SQL's outermost query skips none by itself; 0 or more
 * @param limit rows at most, where the SQL's outermost query has no limit of its own; 0 or more
 * @param submitter the name of the {@link Caller} who sent it
 * @param fileName the name of the download without its ending
 * @param limits what the sender bounds the query to, besides what the server does
 */
public record QueryRequest(
    String sql,
    OptionalLong offset,
    OptionalLong limit,
    ProjectName project,
    String submitter,
    ResultFormat format,
    FileName fileName,
    Limits limits) {

  public QueryRequest {
    if (sql.isBlank()) {
      throw new IllegalArgumentException("[sql] is empty");
    }
    requireNotNegative("offset", offset);
    requireNotNegative("limit", limit);
  }

  /** Without limits of its own. */
  public QueryRequest(
      String sql,
      OptionalLong offset,
      OptionalLong limit,
      ProjectName project,
      String submitter,
      ResultFormat format,
      FileName fileName) {
    this(sql, offset, limit, project, submitter, format, fileName, Limits.NONE);
  }

  private static void requireNotNegative(String name, OptionalLong value) {
    if (value.isPresent() && value.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "[" + name + "] must be an integer >= 0, not [" + value.getAsLong() + "]");
    }
  }
}
