package io.asyncquery.sql;

/**
 * What becomes of a query.
 *
 * @param source the name of the source that runs it, in its project
 * @param sql what the source runs
 */
public record Explanation(String source, String sql) {

  /** As the log and the command tell it. */
  @Override
  public String toString() {
    return "Source [" + source + "] runs: " + sql;
  }
}
