package io.asyncquery.sql.failure;

import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;

/** What the errors of one driver mean. */
@FunctionalInterface
public interface DriverErrors {

  /** The failure in the sender's words, without data, paths or internals. */
  QueryFailure failure(SQLException error);

  /** The same where the error came while the catalog was asked. */
  default QueryFailure catalogFailure(SQLException error) {
    return QueryFailure.source("The catalog of the source cannot be read");
  }

  /**
   * Whether the SQL names a table or column that is there no more: its catalog has changed since it
   * was asked.
   */
  default boolean isStaleName(SQLException error) {
    return false;
  }
}
