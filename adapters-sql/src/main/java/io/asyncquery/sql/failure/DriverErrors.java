package io.asyncquery.sql.failure;

import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;

/** What the errors of one driver mean. */
@FunctionalInterface
public interface DriverErrors {

  /** The failure in the sender's words, without data, paths or internals. */
  QueryFailure failure(SQLException error);
}
