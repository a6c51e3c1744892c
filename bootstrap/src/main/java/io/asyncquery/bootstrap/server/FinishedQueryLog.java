package io.asyncquery.bootstrap.server;

import static java.lang.System.Logger.Level.INFO;

import io.asyncquery.application.SqlText;
import io.asyncquery.application.execution.QueryListener;
import io.asyncquery.domain.AsyncQuery;
import java.time.Duration;

/**
 * A line for each query that ended, with as much of its SQL as the operator wants; never a message,
 * which may quote from it.
 */
final class FinishedQueryLog implements QueryListener {

  private static final System.Logger LOG = System.getLogger(FinishedQueryLog.class.getName());

  private final SqlText sql;

  FinishedQueryLog(SqlText sql) {
    this.sql = sql;
  }

  @Override
  public void finished(AsyncQuery.Finished query) {
    LOG.log(
        INFO,
        () ->
            "Query [%s] of user [%s] in project [%s]: %s, %d ms after its submission%s"
                .formatted(
                    query.id(),
                    query.request().submitter(),
                    query.request().project(),
                    outcome(query),
                    Math.max(
                        0, Duration.between(query.submittedAt(), query.finishedAt()).toMillis()),
                    sql.of(query.request().sql()).map(FinishedQueryLog::onOneLine).orElse("")));
  }

  /** Nobody writes lines of the log by sending them. */
  private static String onOneLine(String text) {
    return ": " + text.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+", " ");
  }

  private static String outcome(AsyncQuery.Finished query) {
    return switch (query) {
      case AsyncQuery.Successful successful ->
          "%d rows, %d bytes%s"
              .formatted(
                  successful.summary().rows(),
                  successful.summary().bytes(),
                  successful.summary().truncated() ? ", truncated" : "");
      case AsyncQuery.Failed failed -> "FAILED for " + failed.failure().category();
    };
  }
}
