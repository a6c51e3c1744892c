package io.asyncquery.sql.federation;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import java.sql.SQLException;

/** A table of a source has changed since its catalog was asked: to ask again may help. */
public final class StaleNameException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Member member;
  private final SQLException thrown;

  StaleNameException(Member member, SQLException thrown) {
    super(thrown);
    this.member = member;
    this.thrown = thrown;
  }

  /** What to say where it did not help. */
  public QueryFailedException failure(Cancellation cancellation) {
    return PartFailures.of(member, thrown, cancellation);
  }
}
