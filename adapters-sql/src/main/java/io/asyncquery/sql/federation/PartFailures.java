package io.asyncquery.sql.federation;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;

/** Failures of a source in a query over several: they say which one it was. */
final class PartFailures {

  private PartFailures() {}

  /** What a statement of {@code member} threw. */
  static QueryFailedException of(Member member, SQLException thrown, Cancellation cancellation) {
    return named(member, member.source().failures().execution(thrown, cancellation), cancellation);
  }

  /** {@code failed} with the source's name, unless the query was cancelled or it has it. */
  static QueryFailedException named(
      Member member, QueryFailedException failed, Cancellation cancellation) {
    QueryFailure failure = failed.failure();
    String name = "[" + member.name() + "]";
    return cancellation.reason().isPresent() || failure.message().contains(name)
        ? failed
        : new QueryFailedException(
            new QueryFailure(failure.category(), "Source " + name + ": " + failure.message()),
            failed);
  }
}
