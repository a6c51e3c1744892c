package io.asyncquery.sql;

import io.asyncquery.sql.federation.FederatedPlan;
import io.asyncquery.sql.federation.Part;

/** What becomes of a query. As text it is what the log and the command tell. */
public sealed interface Explanation {

  /** Where {@link #log} tells SQL, and nothing else is told. */
  String LOG_NAME = "io.asyncquery.sql.explanation";

  /** The SQL that gives the result. */
  String sql();

  /** Tells the log, at level DEBUG. */
  default void log() {
    System.getLogger(LOG_NAME).log(System.Logger.Level.DEBUG, this::toString);
  }

  /**
   * One source runs it.
   *
   * @param source its name in its project
   * @param sql what the source runs
   */
  record OneSource(String source, String sql) implements Explanation {
    @Override
    public String toString() {
      return line("Source [" + source + "]", sql);
    }
  }

  /** Several sources run parts of it, and this program what is left. */
  record SeveralSources(FederatedPlan plan) implements Explanation {

    @Override
    public String sql() {
      return plan.rest();
    }

    @Override
    public String toString() {
      StringBuilder lines = new StringBuilder();
      for (Part part : plan.parts()) {
        lines
            .append(line("Source [" + part.source() + "]", part.sql()))
            .append("\n  for [" + part.table() + "]\n");
      }
      return lines.append(line("This server", plan.rest())).toString();
    }
  }

  private static String line(String who, String sql) {
    return who + " runs: " + sql;
  }
}
