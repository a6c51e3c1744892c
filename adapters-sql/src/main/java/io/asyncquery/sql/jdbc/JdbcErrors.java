package io.asyncquery.sql.jdbc;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.sql.failure.DriverErrors;
import io.asyncquery.sql.failure.SqlStateErrors;
import io.asyncquery.sql.server.Unreachable;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * The errors of any driver, by what the standard says of them.
 *
 * @param source what messages call the source
 */
record JdbcErrors(String source) implements DriverErrors {

  private static final SqlStateErrors STANDARD = new SqlStateErrors();

  @Override
  public QueryFailure failure(SQLException error) {
    return switch (error) {
      case JdbcConnections.MissingDriverException _ ->
          QueryFailure.source(
              "Source ["
                  + source
                  + "] has no driver: put the jar of the one that its url is for into the folder"
                  + " drivers beside the launcher");
      case SQLTransientConnectionException _ -> Unreachable.failure(source, error);
      case SQLNonTransientConnectionException _ -> Unreachable.failure(source, error);
      case SQLRecoverableException _ -> Unreachable.lost(source, error);
      default -> byState(error);
    };
  }

  @Override
  public QueryFailure catalogFailure(SQLException error) {
    return failure(error);
  }

  private QueryFailure byState(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    if (state.equals("08001") || state.equals("08004")) {
      return Unreachable.failure(source, error);
    }
    if (state.startsWith("08") || state.equals("57P01")) {
      return Unreachable.lost(source, error);
    }
    QueryFailure failure = STANDARD.failure(error);
    return failure.category() == FailureCategory.SOURCE
        ? QueryFailure.source("Source [" + source + "]: " + failure.message())
        : failure;
  }
}
