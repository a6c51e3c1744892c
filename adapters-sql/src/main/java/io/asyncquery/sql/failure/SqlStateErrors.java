package io.asyncquery.sql.failure;

import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.QueryFailure;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * The errors of drivers that keep to the SQL standard: the class of the SQLState, its first two
 * characters, says what went wrong. Of the message, which may hold data, the first line is shown
 * where the SQL is at fault, and nothing else.
 */
public final class SqlStateErrors implements DriverErrors {

  @Override
  public QueryFailure failure(SQLException error) {
    return switch (error) {
      case SQLTimeoutException _ ->
          new QueryFailure(FailureCategory.TIMEOUT, "The source ended the query: it took too long");
      case SQLTransientConnectionException _ -> QueryFailure.source("The source does not answer");
      case SQLInvalidAuthorizationSpecException _ ->
          QueryFailure.source("The source refuses the credentials of this project");
      default -> byState(error);
    };
  }

  private static QueryFailure byState(SQLException error) {
    String state = Optional.ofNullable(error.getSQLState()).orElse("");
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "42", "0A", "07", "21", "37" -> QueryFailure.invalidSql(firstLine(error));
      case "22" -> QueryFailure.invalidSql("A value does not fit what the SQL does with it");
      case "08" -> QueryFailure.source("The connection to the source broke");
      case "28" -> QueryFailure.source("The source refuses the credentials of this project");
      case "53", "54" -> QueryFailure.source("The source has not enough resources for the query");
      case "57" -> QueryFailure.source("The source ended the query");
      default ->
          QueryFailure.source("The source failed" + (state.isEmpty() ? "" : " [" + state + "]"));
    };
  }

  private static String firstLine(SQLException error) {
    return Optional.ofNullable(error.getMessage())
        .flatMap(message -> message.lines().map(String::strip).findFirst())
        .filter(line -> !line.isEmpty())
        .orElse("The source refused the SQL");
  }
}
